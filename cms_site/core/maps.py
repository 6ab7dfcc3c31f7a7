"""A map of Europe as numbers: outlines of countries, and where a place stands in the SVG picture.

The outlines in `data/europe.json` are those of Natural Earth (public domain), simplified, with Crimea in Ukraine.
"""

import json
from functools import cache
from itertools import groupby, pairwise
from math import cos, hypot, radians, sin, sqrt
from pathlib import Path

Point = tuple[float, float]

DATA = Path(__file__).parent / "data" / "europe.json"
# Lambert's azimuthal equal-area projection about a point in the middle of Europe; kilometres east and south of it.
CENTRE = (radians(51), radians(17))
EARTH_RADIUS = 6371
WEST, NORTH, EAST, SOUTH = -2350, -1700, 1750, 1790
# The units of the picture.
WIDTH = 1000
SCALE = WIDTH / (EAST - WEST)
HEIGHT = round((SOUTH - NORTH) * SCALE)
# How far outlines go on beyond the frame, so that no line is drawn along it.
OVERLAP = 10
# How far from the edge those stand that lie beyond it.
EDGE = 16


def project(latitude: float, longitude: float) -> Point:
    """Where a place (in degrees) stands in the picture: right of its left edge and below its upper one."""
    north, east = radians(latitude), radians(longitude) - CENTRE[1]
    nearness = 1 + sin(CENTRE[0]) * sin(north) + cos(CENTRE[0]) * cos(north) * cos(east)
    # The point opposite the centre would be a circle; it is somewhere beyond the edge anyway.
    stretch = EARTH_RADIUS * sqrt(2 / max(nearness, 1e-9))
    x = stretch * cos(north) * sin(east)
    y = -stretch * (cos(CENTRE[0]) * sin(north) - sin(CENTRE[0]) * cos(north) * cos(east))
    return (x - WEST) * SCALE, (y - NORTH) * SCALE


def in_frame(point: Point) -> bool:
    """Whether a point lies on the picture."""
    return 0 <= point[0] <= WIDTH and 0 <= point[1] <= HEIGHT


def at_edge(point: Point) -> Point:
    """The point of the edge at which somebody looks from the middle of the picture towards a `point` beyond it."""
    x, y = point[0] - WIDTH / 2, point[1] - HEIGHT / 2
    beyond = max(abs(x) / (WIDTH / 2 - EDGE), abs(y) / (HEIGHT / 2 - EDGE), 1e-9)
    return WIDTH / 2 + x / beyond, HEIGHT / 2 + y / beyond


@cache
def outlines() -> dict[str, str]:
    """The countries on the picture as SVG path data, by ISO 3166-1 alpha-2 code; those without one under their name."""
    found = {}
    for feature in json.loads(DATA.read_text(encoding="utf-8"))["features"]:
        rings = [ring for polygon in feature["geometry"]["coordinates"] for ring in polygon]
        path = "".join(_path(_clip([project(lat, lon) for lon, lat in ring])) for ring in rings)
        if path:
            found[feature["properties"]["iso2"] or feature["properties"]["name_en"]] = path
    return found


def spread(points: list[Point], gap: float) -> list[Point]:
    """The same points, moved apart as little as it takes that no two are nearer than `gap`; the first ones stay."""
    cells: dict[tuple[int, int], list[Point]] = {}
    crowds: dict[tuple[int, int], int] = {}
    return [_settle(point, gap, cells, crowds) for point in points]


def _settle(
    point: Point, gap: float, cells: dict[tuple[int, int], list[Point]], crowds: dict[tuple[int, int], int]
) -> Point:
    """The free place nearest to `point` on a spiral around it, which is taken from now on."""
    home = _cell(point, gap)
    turn = crowds.get(home, 0)
    place = point
    while _taken(place, gap, cells):
        turn += 1
        distance = gap * 0.75 * sqrt(turn)
        # The golden angle, by which a sunflower sets its seeds.
        place = point[0] + distance * cos(2.4 * turn), point[1] + distance * sin(2.4 * turn)
    crowds[home] = turn
    cells.setdefault(_cell(place, gap), []).append(place)
    return place


def _taken(place: Point, gap: float, cells: dict[tuple[int, int], list[Point]]) -> bool:
    column, row = _cell(place, gap)
    near = [(column + right, row + down) for right in (-1, 0, 1) for down in (-1, 0, 1)]
    return any(hypot(place[0] - x, place[1] - y) < gap for cell in near for x, y in cells.get(cell, ()))


def _cell(point: Point, gap: float) -> tuple[int, int]:
    return int(point[0] // gap), int(point[1] // gap)


def _clip(ring: list[Point]) -> list[Point]:
    """The part of a ring in the frame and a little around it (Sutherland and Hodgman, one edge after the other)."""
    low, high = -OVERLAP, (WIDTH + OVERLAP, HEIGHT + OVERLAP)
    for axis in (0, 1):
        ring = _cut(ring, axis, low, 1)
        ring = _cut(ring, axis, high[axis], -1)
    return ring


def _cut(ring: list[Point], axis: int, limit: float, sign: int) -> list[Point]:
    kept: list[Point] = []
    for before, point in zip(ring[-1:] + ring, ring, strict=False):
        inside, was_inside = (sign * (p[axis] - limit) >= 0 for p in (point, before))
        if inside != was_inside:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            kept.append((before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])))
        if inside:
            kept.append(point)
    return kept


def _path(ring: list[Point]) -> str:
    """Path data in whole units, each point relative to the one before; empty for a ring smaller than a unit."""
    rounded = [point for point, _same in groupby((round(x), round(y)) for x, y in ring)]
    if len(rounded) < 3:
        return ""
    steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(rounded)]
    return f"M{rounded[0][0]} {rounded[0][1]}l" + " ".join(f"{x} {y}" for x, y in steps) + "z"
