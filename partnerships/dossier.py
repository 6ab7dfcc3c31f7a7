"""Everything public that the city has with a partner, read from the catalogue in the reader's language."""

from datetime import date
from functools import cached_property

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import get_language

from cms_site.core.catalog.models import Entry, EntryFacet, EntryQuerySet
from cms_site.core.facets import YearFacet
from cms_site.core.listings import Listing
from cms_site.core.search import PageTypeFacet
from partnerships.models.agreements import Agreement
from partnerships.related import AGREEMENT, entries_with
from partnerships.validity import Validity

# What names an agreement of the partner, or the partner without being a relation of its own: a news item.
INDIRECT = ("agreement", "related")


class Dossier:
    """What there is with one partner on a day. The number of queries does not depend on how much that is."""

    per_page = 25

    def __init__(self, key: object, today: date, parameters: QueryDict | None = None) -> None:
        """`key` is the partner's translation key; `parameters` narrow and page the timeline."""
        self.key = str(key)
        self.today = today
        self.parameters = parameters or QueryDict()

    @cached_property
    def agreements(self) -> list[Entry]:
        """All agreements with the partner, the newest first."""
        return list(entries_with("partner", self.key).filter(page_type=AGREEMENT))

    @cached_property
    def _validity(self) -> dict[int, str]:
        found = Agreement.objects.filter(pk__in=[entry.pk for entry in self.agreements])
        return dict(found.with_validity(self.today).values_list("pk", "validity_then"))

    def _valid(self, *wanted: str) -> list[Entry]:
        return [entry for entry in self.agreements if self._validity.get(entry.pk) in wanted]

    @property
    def in_force(self) -> list[Entry]:
        """The agreements that are known to be in force."""
        return self._valid(Validity.IN_FORCE)

    @property
    def past(self) -> list[Entry]:
        """The agreements whose last day is over."""
        return self._valid(Validity.EXPIRED)

    @property
    def other_agreements(self) -> list[Entry]:
        """The agreements that are not in force yet, or of which it is not recorded whether they are."""
        return self._valid(Validity.NOT_YET, Validity.UNKNOWN)

    @cached_property
    def timeline(self) -> Listing:
        """Visits, agreements, convoys and news of the partner, the newest first, with the kinds to narrow it by."""
        return Listing(self.entries(), [PageTypeFacet(), YearFacet()], self.parameters, per_page=self.per_page)

    def entries(self) -> EntryQuerySet:
        """Public pages in the reader's language that name the partner or an agreement with it."""
        keys = [self.key, *(str(entry.translation_key) for entry in self.agreements)]
        rows = EntryFacet.objects.filter(Q(name="partner", value=self.key) | Q(name__in=INDIRECT, value__in=keys))
        named: EntryQuerySet = Entry.objects.in_language(get_language()).filter(pk__in=rows.values("entry"))
        return named.newest_first()
