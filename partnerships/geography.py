"""Where partners lie."""

from decimal import Decimal

# Countries that lie in the box below whole, so that a place of theirs outside it is a mistake.
_CODES = (
    "AD AL AT BA BE BG BY CH CY CZ DE DK EE FI GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT PL RO RS SE SI SK SM UA VA"
)
EUROPE = frozenset(_CODES.split())
LATITUDES = (34, 72)
LONGITUDES = (-25, 41)


def _in_europe(latitude: Decimal | float, longitude: Decimal | float) -> bool:
    return LATITUDES[0] <= latitude <= LATITUDES[1] and LONGITUDES[0] <= longitude <= LONGITUDES[1]


def seem_swapped(latitude: Decimal | float | None, longitude: Decimal | float | None, country: str) -> bool:
    """Whether a place in a European country (ISO 3166-1 alpha-2) lies in Europe only with its degrees exchanged."""
    if latitude is None or longitude is None or country not in EUROPE:
        return False
    return not _in_europe(latitude, longitude) and _in_europe(longitude, latitude)
