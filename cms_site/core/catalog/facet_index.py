"""Which entries of a list carry which facet values, as sets of bits: counting under any selection is then arithmetic.

The database would look at every entry of the list for every facet of every request. The index is made from one reading
of the list, kept in the cache, and made anew after any change of the list: its name there holds the checksum of the
list, which the database adds up in one look at an index.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from hashlib import sha256

from django.core.cache import cache
from django.db.models import Count, QuerySet, Sum
from django.utils import timezone

from cms_site.core.catalog.models import EntryFacet, EntryQuerySet
from cms_site.core.facets import Facet

Sets = dict[str, dict[str, int]]
KEPT_SECONDS = 24 * 60 * 60

_kept: ContextVar[dict[str, "FacetIndex"] | None] = ContextVar("kept_facet_indexes", default=None)


@dataclass(frozen=True)
class FacetIndex:
    """A list of entries, newest first: bit n of a set stands for the entry with the id `pks[n]`.

    `mark` is the name of this state of the list.
    """

    mark: str
    pks: Sequence[int]
    sets: Sets

    @property
    def everything(self) -> int:
        """The set of all entries."""
        return (1 << len(self.pks)) - 1

    def set_of(self, entries: QuerySet) -> int:
        """The set of `entries`, as far as the list has them."""
        places = {pk: place for place, pk in enumerate(self.pks)}
        rows = (("", "", pk) for pk in entries.values_list("pk", flat=True))
        return _sets(places, rows).get("", {}).get("", 0)

    def ids(self, chosen: int, start: int = 0, stop: int | None = None) -> list[int]:
        """The ids of the entries in a set, newest first, all of them or a slice."""
        found: list[int] = []
        for place in range(start, chosen.bit_count() if stop is None else min(stop, chosen.bit_count())):
            if place == start:
                chosen = _without_lowest(chosen, start)
            lowest = chosen & -chosen
            found.append(self.pks[lowest.bit_length() - 1])
            chosen ^= lowest
        return found


def _without_lowest(chosen: int, number: int) -> int:
    for _bit in range(number):
        chosen &= chosen - 1
    return chosen


def index_of(entries: EntryQuerySet, facets: Sequence[Facet]) -> FacetIndex:
    """The index of `entries`, which are in their order, by those of `facets` that can be indexed.

    One query while it is in the cache: the checksum of the list.
    """
    sql, parameters = entries.query.sql_with_params()
    names = sorted(facet.name for facet in facets)
    said = repr((sql, parameters, names, timezone.localdate()))
    kept = _kept.get()
    if kept is not None and said in kept:
        return kept[said]
    size, total = entries.order_by().aggregate(size=Count("pk"), total=Sum("version")).values()
    mark = sha256(f"{size} {total} {said}".encode()).hexdigest()
    found: FacetIndex | None = cache.get(f"facets-{mark}")
    if found is None:
        found = FacetIndex(mark, *_read(entries, facets))
        cache.set(f"facets-{mark}", found, KEPT_SECONDS)
    if kept is not None:
        kept[said] = found
    return found


@contextmanager
def one_reading() -> Iterator[None]:
    """Inside, a list is looked up once however often its index is asked for: for several numbers of one moment."""
    if _kept.get() is not None:
        yield
        return
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def _read(entries: EntryQuerySet, facets: Sequence[Facet]) -> tuple[Sequence[int], Sets]:
    pks = array("q", entries.values_list("pk", flat=True))
    places = {pk: place for place, pk in enumerate(pks)}
    stored = [facet.name for facet in facets if facet.stored]
    rows = EntryFacet.objects.filter(entry__in=entries.order_by().values("pk"), name__in=stored)
    sets: Sets = {name: {} for name in stored}
    sets |= _sets(places, rows.values_list("name", "value", "entry"))
    for facet in facets:
        carried = facet.carried(entries.order_by())
        if carried is not None:
            pairs = ((facet.name, value, pk) for value, pk in carried)
            sets[facet.name] = _sets(places, pairs).get(facet.name, {})
    return pks, sets


def _sets(places: dict[int, int], rows: Iterable[tuple[str, str, int]]) -> Sets:
    """The sets of rows of facet, value and id. What appeared since the list was read is left to the next reading."""
    size = len(places) // 8 + 1
    bits: dict[tuple[str, str], bytearray] = {}
    for name, value, pk in rows:
        place = places.get(pk)
        if place is not None:
            bits.setdefault((name, value), bytearray(size))[place >> 3] |= 1 << (place & 7)
    found: Sets = {}
    for (name, value), carried in bits.items():
        found.setdefault(name, {})[value] = int.from_bytes(carried, "little")
    return found
