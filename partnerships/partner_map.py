"""The map of partners and the directory beside it, which says the same in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_countries import countries

from cms_site.core import maps
from cms_site.core.alphabet import alphabetical
from cms_site.core.listings import Listing
from partnerships.choices import HOME, KINDS, PartnershipKind, Stage

# In units of the picture: how far pins keep from each other, and what the letters of a name take.
GAP = 22
LETTER, LINE = 13, 24
# Of more pins than this only the pointer and the keyboard bring out the names.
MOST_NAMES = 30
# Seconds that a drawing is kept.
KEPT_FOR = 24 * 60 * 60
COLUMNS = ("title", "url", "kind", "stage", "country", "latitude", "longitude")


@dataclass
class Partner:
    """A public partner as the directory says it, and its pin where it has one."""

    title: str
    url: str
    kind: str
    stage: str
    country: str
    place: maps.Point | None
    pin: maps.Point | None = None
    name_at: maps.Point | None = None
    anchor: str = ""

    @property
    def beyond_edge(self) -> bool:
        """Whether the partner lies outside the picture; its pin stands at the edge."""
        return self.place is not None and not maps.in_frame(self.place)

    @property
    def moved(self) -> bool:
        """Whether the pin stands beside its place, because another one stands there."""
        return self.pin is not None and self.pin != self.place and not self.beyond_edge

    @property
    def says(self) -> str:
        """What is told about the partner beside its name."""
        return ", ".join(text for text in (self.country, self.stage) if text)

    @property
    def note(self) -> str:
        """Why the partner is not where a reader looks for it on the map; empty where it is."""
        if self.place is None:
            return "" if self.kind == PartnershipKind.NETWORK else _("not on the map")
        return _("beyond the edge of the map") if self.beyond_edge else ""


@dataclass(frozen=True)
class Group:
    """The partners of one kind, in alphabetical order."""

    heading: Any
    partners: list[Partner]


@dataclass(frozen=True)
class Land:
    """A country of the picture."""

    path: str
    kind: str


class PartnerMap:
    """The partners that a reader's filters leave: pins on a map of Europe, and a directory of all of them.

    At most one query, whatever their number. A network of cities has no place and stands in the directory alone.
    """

    width = maps.WIDTH
    height = maps.HEIGHT

    def __init__(self, listing: Listing) -> None:
        self._listing = listing
        self.total = listing.total

    @property
    def html(self) -> SafeString:
        """Map and directory as they stand on the page.

        Drawing hundreds of pins takes a while, so what was drawn is kept for a day: under the mark of the list and the
        language, so that nobody is shown anything else.
        """
        key = f"partner-map-{get_language()}-{sha256(self._listing.mark.encode()).hexdigest()}"
        found = cache.get(key)
        if found is None:
            found = render_to_string("partnerships/atlas.html", {"map": self})
            cache.set(key, found, KEPT_FOR)
        return mark_safe(found)  # noqa: S308 - made by the template alone

    @cached_property
    def _rows(self) -> list[tuple[Any, ...]]:
        fields = [*COLUMNS[:2], *(f"page__partnershippage__{name}" for name in COLUMNS[2:])]
        return list(self._listing.entries.order_by("pk").values_list(*fields))

    @cached_property
    def partners(self) -> list[Partner]:
        """The partners in alphabetical order, with their pins and names set."""
        rows = [dict(zip(COLUMNS, row, strict=True)) for row in self._rows]
        stages = {value: str(label) for value, label in Stage.choices}
        names = {code: countries.name(code) for code in self._countries}
        rows.sort(key=lambda row: alphabetical(row["title"]))
        found = [_partner(row, names.get(row["country"], ""), stages[row["stage"]]) for row in rows]
        pins = _with_pins(found)
        if len(pins) <= MOST_NAMES:
            _set_names(pins)
        return found

    @cached_property
    def _countries(self) -> set[str]:
        return {row[COLUMNS.index("country")] for row in self._rows} - {""}

    @property
    def pins(self) -> list[Partner]:
        """The partners that have a pin."""
        return [partner for partner in self.partners if partner.place is not None]

    @property
    def groups(self) -> list[Group]:
        """All partners by kind, in the order of the kinds; kinds without a partner are left out."""
        by_kind: dict[str, list[Partner]] = {}
        for partner in self.partners:
            by_kind.setdefault(partner.kind, []).append(partner)
        return [Group(KINDS[kind], by_kind[kind]) for kind in PartnershipKind if kind in by_kind]

    @property
    def lands(self) -> Iterator[Land]:
        """The countries, and which of them have partners."""
        for code, path in maps.outlines().items():
            kind = "home" if code == HOME else "partner" if code in self._countries else "other"
            yield Land(path, kind)


def _partner(row: dict[str, Any], country: str, stage: str) -> Partner:
    known = row["latitude"] is not None and row["longitude"] is not None
    place = maps.project(float(row["latitude"]), float(row["longitude"])) if known else None
    return Partner(row["title"], row["url"], row["kind"], stage, country, _whole(place) if place else None)


def _whole(point: maps.Point) -> maps.Point:
    return round(point[0]), round(point[1])


def _with_pins(partners: list[Partner]) -> list[Partner]:
    """Those that have a place, with a pin on it or beside it or at the edge, so that each is reached by itself."""
    pins = [partner for partner in partners if partner.place is not None]
    places = [partner.place for partner in pins if partner.place is not None]
    wanted = [place if maps.in_frame(place) else maps.at_edge(place) for place in places]
    for partner, pin in zip(pins, maps.spread(wanted, GAP), strict=True):
        partner.pin = _whole(pin)
    return pins


def _set_names(pins: list[Partner]) -> None:
    """Write names beside their pins where they cover neither another pin nor another name."""
    taken = [(x - 10, y - 10, x + 10, y + 10) for x, y in (partner.pin for partner in pins if partner.pin)]
    for partner in pins:
        for box, at, anchor in _boxes(partner):
            if box[0] >= 0 and box[2] <= maps.WIDTH and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                partner.name_at, partner.anchor = _whole(at), anchor
                break


Box = tuple[float, float, float, float]


def _boxes(partner: Partner) -> Iterator[tuple[Box, maps.Point, str]]:
    """Where the name may stand: right of the pin, left, above, below; with the point and the side that it hangs on."""
    x, y = partner.pin or (0.0, 0.0)
    width = len(partner.title) * LETTER
    for at, base, anchor in (
        (x + 15, y + 7, "start"),
        (x - 15, y + 7, "end"),
        (x, y - 15, "middle"),
        (x, y + 31, "middle"),
    ):
        left = at - {"start": 0, "middle": width / 2, "end": width}[anchor]
        yield (left, base - LINE + 5, left + width, base + 5), (at, base), anchor


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
