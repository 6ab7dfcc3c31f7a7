"""What an agreement says about itself, once: which facts it has, which narrow the listing, what is open data."""

from django.utils.translation import gettext_lazy as _

from cms_site.core.models import dated_facts
from cms_site.core.open_data import OpenData
from cms_site.core.page_types import Fact
from partnerships.facets import EndYearFacet, InForceFacet, PartnerCountryFacet, ValidityFacet
from partnerships.filters import EndYearFilter, LegalStepFilter, OverdueFilter, PartnerCountryFilter, ValidityFilter
from partnerships.models.organisations import OrganisationFacet

FACTS: tuple[Fact, ...] = (
    Fact("kind", facet=True),
    *dated_facts(_("Signed")),
    Fact("parties", label=_("Parties"), facet=OrganisationFacet("parties", _("Party")), searched=True),
    Fact("partner", shown=False, facet=True, column=True),
    Fact(
        "partner_country",
        label=_("Country of the partner"),
        shown=False,
        facet=PartnerCountryFacet(),
        filtered=PartnerCountryFilter,
        opened=False,
    ),
    Fact("valid_from", facet=InForceFacet(), meaning=_("Empty: from the day of signing.")),
    Fact(
        "valid_to",
        column=True,
        facet=EndYearFacet(),
        filtered=EndYearFilter,
        meaning=_("The last day; empty where it is not recorded, or where the agreement is valid without end."),
    ),
    Fact("without_end"),
    Fact(
        "validity",
        label=_("Validity"),
        column=True,
        facet=ValidityFacet(),
        filtered=ValidityFilter,
        meaning=_("On the day of the download."),
    ),
    Fact("renews", shown=False, meaning=_("The earlier agreement that this one continues.")),
    Fact("scan", shown=False),
    Fact("legal_step", label=_("Legal step"), shown=False, filtered=LegalStepFilter),
    Fact("step_due", label=_("Next step due"), internal=True, column=True, filtered=OverdueFilter),
    *(Fact(name, shown=False, exported=True) for name in ("drafted_on", "sent_on", "approved_on")),
    Fact("registration_date", shown=False, exported=True),
    Fact("registration_number", shown=False, searched=True),
)

# Cabinet resolution 357 of 28 March 2025 puts the list of agreements on territorial cooperation among the data sets of
# resolution 835 of 21 October 2015, which are to be published as open data.
OPEN_DATA = OpenData(
    "agreements",
    _("Register of agreements"),
    _(
        "Agreements and memoranda of the city that are public now: with whom, when signed, how long valid, which legal"
        " steps were taken and under which number they are registered."
    ),
)
