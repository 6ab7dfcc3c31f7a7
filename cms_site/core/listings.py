"""Listings: catalogue entries narrowed by facets with exact counts, paged, addressed by GET alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.functional import cached_property

from cms_site.core.catalog.facet_index import FacetIndex, index_of
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

    One query for the page of entries, one for their number and one a facet, or one for all that the index knows, plus
    what the labels of related pages and records need: constant, whatever the number of entries. Unknown parameters are
    ignored; an unknown value of a known facet finds nothing, because that is the truth about it.
    """

    def __init__(
        self,
        entries: EntryQuerySet,
        facets: Sequence[Facet],
        parameters: QueryDict,
        *,
        per_page: int = 20,
        fixed: Mapping[str, str] | None = None,
        indexed: bool = False,
    ) -> None:
        """`fixed` values of facets are what the list is about, as its path says: the reader cannot take them away.

        `indexed` counts by the index of the list instead of asking the database for each facet; for lists that many
        read and that are the same for all of them.
        """
        self._whole = entries
        self._facets = [facet for facet in facets if facet.name not in (fixed or {})]
        self._fixed = [facet for facet in facets if facet.name in (fixed or {})]
        self._parameters = parameters
        self._per_page = per_page
        self._indexed = indexed
        self._sets: dict[str, int] = {}
        self.fixed = dict(fixed or {})
        self.selected: dict[str, list[str]] = {
            facet.name: values for facet in self._facets if (values := _clean(parameters.getlist(facet.name)))
        }

    @cached_property
    def entries(self) -> EntryQuerySet:
        """All entries that the selection leaves."""
        return self._narrowed()

    @property
    def ids(self) -> Any:
        """Their ids, for a filter of another query: as numbers where the listing is indexed, else as a query."""
        return self._index.ids(self._chosen) if self._indexed else self.entries.order_by().values("pk")

    @cached_property
    def page(self) -> Page:
        """The page of entries that the reader asked for; the nearest one when there is no such page."""
        found: Any = (
            _Found(self._whole.with_pictures(), self._index, self._chosen)
            if self._indexed
            else self.entries.with_pictures()
        )
        return Paginator(found, self._per_page).get_page(self._parameters.get("page"))

    @property
    def total(self) -> int:
        """How many entries the selection leaves."""
        return int(self.page.paginator.count)

    @property
    def mark(self) -> str:
        """Another string whenever the entries may be others or say something else, to keep under it what is made of
        them; only of an indexed listing.
        """
        return f"{self._index.mark}{self.whole_query}"

    def counts(self, facet: Facet) -> dict[str, int]:
        """How many of the entries that the selection leaves carry each value of `facet`."""
        return self._counts(facet, None)

    @cached_property
    def facets(self) -> list[FacetChoice]:
        """The facets with at least one option, each counted under the selection of the others."""
        shown = [facet for facet in self._facets if facet.offered or facet.name in self.selected]
        choices = [self._choice(facet) for facet in shown]
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

    @cached_property
    def _index(self) -> FacetIndex:
        return index_of(self._whole, [*self._facets, *self._fixed])

    @cached_property
    def _chosen(self) -> int:
        """The set of entries that the selection leaves."""
        return self._chosen_without(None)

    def _chosen_without(self, leave_out: str | None) -> int:
        chosen = self._index.everything
        for facet, values in self._selections(leave_out):
            chosen &= self._set_of(facet, values)
        return chosen

    def _set_of(self, facet: Facet, values: list[str]) -> int:
        """The entries that carry one of `values`; where the index has no sets of them, one question to the database."""
        if facet.name not in self._sets:
            known = facet.sets(self._index)
            if known is None:
                self._sets[facet.name] = self._index.set_of(facet.filter(self._whole.order_by(), values))
            else:
                self._sets[facet.name] = reduce(or_, (known.get(value, 0) for value in values), 0)
        return self._sets[facet.name]

    def _narrowed(self, leave_out: str | None = None) -> EntryQuerySet:
        entries: Any = self._whole
        for facet, values in self._selections(leave_out):
            entries = facet.filter(entries, values)
        return entries

    def _selections(self, leave_out: str | None) -> Iterator[tuple[Facet, list[str]]]:
        yield from ((facet, [self.fixed[facet.name]]) for facet in self._fixed)
        for facet in self._facets:
            if facet.name in self.selected and facet.name != leave_out:
                yield facet, self.selected[facet.name]

    def _counts(self, facet: Facet, leave_out: str | None) -> dict[str, int]:
        sets = facet.sets(self._index) if self._indexed else None
        if sets is None:
            return facet.counts(self._narrowed(leave_out))
        chosen = self._chosen_without(leave_out)
        counts = {value: (carried & chosen).bit_count() for value, carried in sets.items()}
        return {value: count for value, count in counts.items() if count}

    def _choice(self, facet: Facet) -> FacetChoice:
        counts = self._counts(facet, facet.name)
        chosen = self.selected.get(facet.name, [])
        unknown = [value for value in chosen if value not in counts]
        counts.update({value: facet.count(self._narrowed(facet.name), value) for value in unknown})
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


class _Found:
    """The entries of a set, as a paginator asks for them."""

    def __init__(self, entries: EntryQuerySet, index: FacetIndex, chosen: int) -> None:
        self._entries = entries
        self._index = index
        self._chosen = chosen

    def __len__(self) -> int:
        return self._chosen.bit_count()

    def __getitem__(self, wanted: slice) -> EntryQuerySet:
        return self._entries.filter(pk__in=self._index.ids(self._chosen, wanted.start, wanted.stop))


def _clean(values: list[str]) -> list[str]:
    """Distinct, printable values: PostgreSQL refuses NUL in a parameter."""
    return list(dict.fromkeys(value for value in values if value and "\x00" not in value))


def _query(selected: Mapping[str, list[str]]) -> str:
    pairs = [(name, value) for name, values in selected.items() for value in values]
    return "?" + urlencode(pairs)
