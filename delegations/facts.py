"""What a visit says about itself, once: which facts it has, which are internal, which narrow the listing."""

from django.utils.translation import gettext_lazy as _

from cms_site.core.models import dated_facts
from cms_site.core.models.attachments import DOCUMENTS_FACT, GALLERY_FACT
from cms_site.core.open_data import OpenData
from cms_site.core.page_types import Fact
from delegations.facets import (
    FollowUpFacet,
    HeadCountFacet,
    MissionFacet,
    OfficialFacet,
    ParticipantFacet,
    PrecisionFacet,
    SignedAgreementFacet,
    StatusFacet,
)
from delegations.filters import HeadCountFilter, StatusFilter

FACTS: tuple[Fact, ...] = (
    *dated_facts(_("Dates")),
    Fact("precision", shown=False, facet=PrecisionFacet(), exported=False, opened=False),
    Fact("direction", facet=True, column=True),
    Fact("kind", facet=True, column="direction"),
    Fact("countries", facet=True, column=True, searched=True, meaning=_("Of the guests, or where the trip went.")),
    Fact("public_place", label=_("Place"), neutral=False, searched=True, exported=False, opened="place"),
    Fact("place", neutral=False, internal=True),
    Fact("partner", shown=False, facet=True, column="countries"),
    Fact("organisations", label=_("Organisations"), facet=ParticipantFacet(), searched=True),
    Fact("missions", shown=False, facet=MissionFacet(), exported=False, opened=False),
    Fact(
        "official",
        facet=OfficialFacet(),
        filtered=True,
        column=True,
        meaning=_("Whether it counts in the yearly number of official delegations."),
    ),
    Fact("status", label=_("Status"), facet=StatusFacet(), filtered=StatusFilter, column=True),
    Fact(
        "head_count",
        facet=HeadCountFacet(),
        filtered=HeadCountFilter,
        column=True,
        unit=_("people"),
        meaning=_("All who travelled, the head included; empty where it is not recorded."),
    ),
    Fact(
        "register", label=_("Register number"), column="date", meaning=_("Number and year; each direction has its own.")
    ),
    Fact("logged_by", label=_("Logged by"), neutral=False, internal=True, column=True),
    Fact("register_year", shown=False, opened=False),
    Fact("register_number", shown=False, opened=False),
    Fact("public_people", neutral=False, shown=False, searched=True, exported=False, opened=False),
    Fact("public_members", label=_("Delegation"), neutral=False, shown=False, exported=False, opened="members"),
    Fact("public_hosts", label=_("Hosts"), neutral=False, shown=False, exported=False, opened="hosts"),
    Fact("public_points", label=_("Programme"), neutral=False, shown=False, exported=False, opened="programme"),
    Fact("public_programme", neutral=False, shown=False, searched=True, exported=False, opened=False),
    Fact("purpose", neutral=False, shown=False, searched=True),
    Fact("outcome", neutral=False, shown=False, searched=True),
    Fact("cancelled", shown=False, filtered=True, opened=False),
    Fact("live", label=_("Published"), neutral=False, shown=False, filtered=True, opened=False),
    Fact("cancellation_reason", internal=True),
    Fact("released_at", internal=True),
    Fact("held_until", internal=True),
    Fact("notes", internal=True),
    Fact("members", internal=True),
    Fact("programme", internal=True),
    Fact("hosts", shown=False, exported=True, opened=False),
    Fact("signed_agreements", shown=False, facet=SignedAgreementFacet()),
    Fact("outcome_pages", shown=False),
    DOCUMENTS_FACT,
    GALLERY_FACT,
    Fact("follow_up_of", shown=False, facet=FollowUpFacet()),
)

OPEN_DATA = OpenData(
    "visits",
    _("Delegation visits"),
    _(
        "Visits to the city and from it that are public now: when, who, where, what for and what came of it. Place and"
        " programme are there from their release on, which is usually the end of the visit."
    ),
)
