"""The words in which a visit is classified."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries import countries

_CODE = f"({'|'.join(sorted(countries.countries))})"
# The codes of ISO 3166-1, apart by commas: the database refuses a country that there is not, as the form does.
KNOWN_COUNTRIES = f"^{_CODE}(,{_CODE})*$"


class Direction(models.TextChoices):
    """Whether guests come to the city or the city goes out, abroad or within the country."""

    INCOMING = "incoming", _("Incoming")
    OUTGOING = "outgoing", _("Outgoing")
    DOMESTIC = "domestic", _("Domestic")


class VisitKind(models.TextChoices):
    """What a visit was for, in the words of the yearly report."""

    OFFICIAL_VISIT = "official_visit", _("Official visit")
    WORKING_VISIT = "working_visit", _("Working visit")
    BUSINESS_MISSION = "business_mission", _("Business mission")
    STUDY_VISIT = "study_visit", _("Study visit")
    EXPERT_MISSION = "expert_mission", _("Expert mission")
    CONFERENCE = "conference", _("Conference")
    CELEBRATION = "celebration", _("Celebration")
    YOUTH_EXCHANGE = "youth_exchange", _("Youth exchange")
    PRESENTATION = "presentation", _("Presentation")
    MEETING = "meeting", _("Meeting")


class Status(models.TextChoices):
    """Where a visit stands. It follows from the dates unless the visit was cancelled."""

    PLANNED = "planned", _("Planned")
    UNDER_WAY = "under_way", _("Under way")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")
