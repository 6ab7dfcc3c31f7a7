"""Places with latitude and longitude exchanged are noticed in Europe, and only there."""

import pytest

from partnerships.geography import seem_swapped


@pytest.mark.parametrize(
    ("latitude", "longitude", "country", "swapped"),
    [
        (22.5684, 51.2465, "PL", True),
        (51.2465, 22.5684, "PL", False),
        (37.5150, 48.0067, "UA", True),
        (48.0067, 37.5150, "UA", False),
        (32.7080, 35.3170, "IL", False),
        (24.7136, 46.6753, "SA", False),
        (None, 22.5684, "PL", False),
        (22.5684, 51.2465, "", False),
    ],
)
def test_degrees_exchanged_in_a_european_country_are_noticed(
    latitude: float | None, longitude: float | None, country: str, swapped: bool
) -> None:
    assert seem_swapped(latitude, longitude, country) is swapped
