"""Listings: catalogue entries narrowed by facets with exact counts, paged, addressed by GET alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.functional import cached_property

from cms_site.core.catalog.models import EntryQuerySet
from cms_site.core.facets import Facet


@dataclass(frozen=True)
class Option:
    """One value of a facet: its label, how many entries it would leave, and the address that toggles it."""

    value: str
    label: str
    count: int
    active: bool
    query: str


@dataclass(frozen=True)
class FacetChoice:
    """A facet as the reader sees it: its name and the options that lead somewhere."""

    name: str
    label: str
    options: list[Option]

    @property
    def active(self) -> bool:
        return any(option.active for option in self.options)


class Listing:
    """Entries as the reader's address narrows them.

    One query for the page of entries, one for their number and one a facet, plus what the labels of related pages and
    records need: constant, whatever the number of entries. Unknown parameters are ignored; an unknown value of a known
    facet finds nothing, because that is the truth about it.
    """

    def __init__(
        self,
        entries: EntryQuerySet,
        facets: Sequence[Facet],
        parameters: QueryDict,
        *,
        per_page: int = 20,
        fixed: Mapping[str, str] | None = None,
    ) -> None:
        """`fixed` values of facets are what the list is about, as its path says: the reader cannot take them away."""
        self.fixed = dict(fixed or {})
        self._all: Any = entries
        for facet in facets:
            if facet.name in self.fixed:
                self._all = facet.filter(self._all, [self.fixed[facet.name]])
        self._facets = [facet for facet in facets if facet.name not in self.fixed]
        self._parameters = parameters
        self._per_page = per_page
        self.selected: dict[str, list[str]] = {
            facet.name: values for facet in self._facets if (values := _clean(parameters.getlist(facet.name)))
        }

    @cached_property
    def entries(self) -> EntryQuerySet:
        """All entries that the selection leaves."""
        return self._narrowed()

    @cached_property
    def page(self) -> Page:
        """The page of entries that the reader asked for; the nearest one when there is no such page."""
        paginator = Paginator(self.entries.with_pictures(), self._per_page)
        return paginator.get_page(self._parameters.get("page"))

    @property
    def total(self) -> int:
        return int(self.page.paginator.count)

    @cached_property
    def facets(self) -> list[FacetChoice]:
        """The facets with at least one option, each counted under the selection of the others."""
        choices = [self._choice(facet) for facet in self._facets if facet.offered or facet.name in self.selected]
        return [choice for choice in choices if choice.options]

    @property
    def active(self) -> list[tuple[FacetChoice, Option]]:
        """The selected options, for the row of removable filters."""
        return [(facet, option) for facet in self.facets for option in facet.options if option.active]

    @property
    def query(self) -> str:
        """The address of this selection without the page, where the path says the rest."""
        return _query(self.selected)

    @property
    def whole_query(self) -> str:
        """The address of exactly this list below its section, for feeds and exports; empty when it is the whole."""
        whole = {**{name: [value] for name, value in self.fixed.items()}, **self.selected}
        return _query(whole) if whole else ""

    def _narrowed(self, leave_out: str | None = None) -> EntryQuerySet:
        entries: Any = self._all
        for facet in self._facets:
            values = self.selected.get(facet.name)
            if values and facet.name != leave_out:
                entries = facet.filter(entries, values)
        return entries

    def _choice(self, facet: Facet) -> FacetChoice:
        entries = self._narrowed(leave_out=facet.name)
        counts = facet.counts(entries)
        chosen = self.selected.get(facet.name, [])
        counts.update({value: facet.count(entries, value) for value in chosen if value not in counts})
        labels = facet.labels(counts)
        known = [(value, labels[value], count) for value, count in counts.items() if value in labels]
        options = [
            Option(value, label, count, value in chosen, self._toggled(facet.name, value))
            for value, label, count in sorted(known, key=facet.order)
        ]
        return FacetChoice(facet.name, str(facet.label)[:1].upper() + str(facet.label)[1:], options)

    def _toggled(self, name: str, value: str) -> str:
        chosen = self.selected.get(name, [])
        values = [v for v in chosen if v != value] if value in chosen else [*chosen, value]
        return _query({**self.selected, name: values})


def _clean(values: list[str]) -> list[str]:
    """Distinct, printable values: PostgreSQL refuses NUL in a parameter."""
    return list(dict.fromkeys(value for value in values if value and "\x00" not in value))


def _query(selected: Mapping[str, list[str]]) -> str:
    pairs = [(name, value) for name, values in selected.items() for value in values]
    return "?" + urlencode(pairs)
