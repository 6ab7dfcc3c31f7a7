"""What partnerships are told apart by."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# Where the city lies (ISO 3166-1 alpha-2).
HOME = "UA"


class PartnershipKind(models.TextChoices):
    """What ties the city to the partner."""

    SISTER_CITY = "sister_city", _("Sister city")
    COOPERATION = "cooperation", _("Cooperation")
    NETWORK = "network", _("Network of cities")
    DOMESTIC = "domestic", _("Partner in Ukraine")


# What the partners of a kind are called together.
KINDS = {
    PartnershipKind.SISTER_CITY: _("Sister cities"),
    PartnershipKind.COOPERATION: _("Cities that we cooperate with"),
    PartnershipKind.NETWORK: _("Networks of cities"),
    PartnershipKind.DOMESTIC: _("Partners in Ukraine"),
}


class Stage(models.TextChoices):
    """How far a partnership has come."""

    CONTACT = "contact", _("First contact")
    LETTER_SENT = "letter_sent", _("Letter of intent sent")
    TALKS = "talks", _("Talks")
    MEMORANDUM = "memorandum", _("Memorandum signed")
    AGREEMENT = "agreement", _("Agreement signed")
    ACTIVE = "active", pgettext_lazy("stage of a partnership", "Active")
    DORMANT = "dormant", _("Dormant")
