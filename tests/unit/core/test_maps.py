"""The map of Europe: what is drawn where."""

import gzip
import re
from math import hypot

import pytest

from cms_site.core import maps


def rings(path: str) -> list[list[maps.Point]]:
    """The rings of SVG path data as they are drawn."""
    found = []
    for ring in re.findall(r"M[^z]*z", path):
        start, steps = ring[1:-1].split("l")
        numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
        x, y = (int(number) for number in start.split())
        points = [(x, y)]
        for right, down in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + right, y + down
            points.append((x, y))
        found.append(points)
    return found


def holds(path: str, latitude: float, longitude: float) -> bool:
    """Whether the place is drawn within the country."""
    x, y = maps.project(latitude, longitude)
    inside = False
    for ring in rings(path):
        for (a, b), (c, d) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (b > y) != (d > y) and x < (c - a) * (y - b) / (d - b) + a:
                inside = not inside
    return inside


@pytest.mark.parametrize(
    ("place", "latitude", "longitude"),
    [
        ("Simferopol", 44.95, 34.1),
        ("Bakhchysarai", 44.75, 33.87),
        ("Dzhankoi", 45.71, 34.39),
        ("Sumy", 50.9077, 34.7981),
        ("Donetsk", 48.0, 37.8),
        ("Luhansk", 48.57, 39.31),
    ],
)
def test_crimea_and_all_of_the_east_are_drawn_in_ukraine(place: str, latitude: float, longitude: float) -> None:
    outlines = maps.outlines()

    holding = [code for code, path in outlines.items() if holds(path, latitude, longitude)]

    assert holding == ["UA"]


@pytest.mark.parametrize(
    ("code", "latitude", "longitude"),
    [("PL", 51.2465, 22.5684), ("BG", 43.2102, 23.5625), ("DE", 52.6226, 10.0815), ("SK", 48.7363, 19.1462)],
)
def test_a_place_is_drawn_in_its_country(code: str, latitude: float, longitude: float) -> None:
    assert [c for c, path in maps.outlines().items() if holds(path, latitude, longitude)] == [code]


def test_places_keep_the_order_that_they_have_on_earth() -> None:
    lisbon, berlin, sumy, athens = (
        maps.project(*place) for place in [(38.7, -9.1), (52.5, 13.4), (50.9, 34.8), (38, 23.7)]
    )

    assert lisbon[0] < berlin[0] < athens[0] < sumy[0]
    assert berlin[1] < sumy[1] < athens[1]
    assert all(maps.in_frame(point) for point in (lisbon, berlin, sumy, athens))


@pytest.mark.parametrize("place", [(32.708, 35.317), (40.7, -74), (-33.9, 151.2), (-50, -160), (90, 0), (35, 139)])
def test_a_place_beyond_the_frame_is_shown_at_its_edge(place: tuple[float, float]) -> None:
    point = maps.project(*place)

    assert not maps.in_frame(point)
    x, y = maps.at_edge(point)
    assert min(x, maps.WIDTH - x, y, maps.HEIGHT - y) == pytest.approx(maps.EDGE)


def test_pins_at_one_place_stand_apart_and_the_first_stays() -> None:
    points = [(500.0, 400.0)] * 40 + [(505.0, 400.0), (100.0, 100.0)]

    found = maps.spread(points, 20)

    assert (found[0], found[-1]) == (points[0], points[-1])
    assert min(hypot(a - c, b - d) for i, (a, b) in enumerate(found) for c, d in found[:i]) >= 20
    assert max(hypot(x - 500, y - 400) for x, y in found[:41]) < 150


def test_the_outlines_stay_within_the_frame_and_are_light() -> None:
    drawn = [point for path in maps.outlines().values() for ring in rings(path) for point in ring]

    assert all(-11 <= x <= maps.WIDTH + 11 and -11 <= y <= maps.HEIGHT + 11 for x, y in drawn)
    assert len(gzip.compress("".join(maps.outlines().values()).encode())) < 20_000
