"""The partners on the map, and the directory that says the same."""

import gzip
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from partnerships.models import PartnershipIndexPage
from tests.factories.core import translate
from tests.factories.partnerships import make_partnership

pytestmark = pytest.mark.django_db

LUBLIN = {"latitude": "51.2465", "longitude": "22.5684"}


@pytest.fixture
def everybody(partners: PartnershipIndexPage) -> PartnershipIndexPage:
    make_partnership(partners, **LUBLIN)
    make_partnership(partners, title="Свідник", kind="cooperation", latitude="51.22", longitude="22.70")
    make_partnership(
        partners, title="Целле", country="DE", kind="cooperation", stage="talks", **place(52.6226, 10.0815)
    )
    make_partnership(partners, title="Верхній Назарет", country="IL", kind="cooperation", **place(32.708, 35.317))
    make_partnership(partners, title="Красногорівка", country="UA", kind="domestic", **place(48.0067, 37.515))
    make_partnership(partners, title="Без місця", country="FR")
    make_partnership(partners, title="Інтеркультурні міста", kind="network", country="")
    return partners


def place(latitude: float, longitude: float) -> dict[str, Any]:
    return {"latitude": str(latitude), "longitude": str(longitude)}


def soup(client: Client, address: str = "/partnerships/") -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser")


def pins(page: BeautifulSoup) -> dict[str, str]:
    """The addresses of the pins by their accessible names."""
    return {pin["aria-label"]: pin["href"] for pin in page.select(".map__pin")}


def listed(page: BeautifulSoup) -> dict[str, list[str]]:
    """The names in the directory by their heading."""
    groups = page.select(".directory__group")
    return {g.h2.text: [link.text for link in g.select(".directory__link")] for g in groups}


@pytest.mark.usefixtures("everybody")
def test_pins_are_links_with_names_and_the_directory_has_the_same_partners_and_the_networks(client: Client) -> None:
    page = soup(client)

    assert pins(page)["Люблін, Польща, Діє"] == "/partnerships/liublin/"
    on_map = {name.split(",")[0] for name in pins(page)}
    names = {name for group in listed(page).values() for name in group}
    assert names - on_map == {"Інтеркультурні міста", "Без місця"}
    assert on_map <= names
    assert listed(page)["Мережі міст"] == ["Інтеркультурні міста"]
    assert listed(page)["Партнери в Україні"] == ["Красногорівка"]
    assert "немає на карті" in page.select_one(".directory").text


@pytest.mark.usefixtures("everybody")
def test_a_partner_beyond_the_frame_stands_at_its_edge_and_is_said_to(client: Client) -> None:
    page = soup(client)

    edge = page.select(".map__pin--edge")
    assert [pin["href"] for pin in edge] == ["/partnerships/verkhnii-nazaret/"]
    assert "за краєм карти" in edge[0]["aria-label"]
    assert "за краєм карти" in page.select_one(".directory").text


def test_partners_at_one_place_have_pins_apart(client: Client, partners: PartnershipIndexPage) -> None:
    for number in range(6):
        make_partnership(partners, title=f"Люблін {number}", **LUBLIN)

    points = soup(client).select(".map__point")

    places = [(int(point["cx"]), int(point["cy"])) for point in points]
    assert len(places) == 6
    assert min((a - c) ** 2 + (b - d) ** 2 for i, (a, b) in enumerate(places) for c, d in places[:i]) >= 20**2


@pytest.mark.usefixtures("everybody")
@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?country=PL", {"Люблін", "Свідник"}),
        ("?country=PL&kind=cooperation", {"Свідник"}),
        ("?stage=talks", {"Целле"}),
        ("?country=XX", set()),
    ],
)
def test_filters_narrow_map_and_directory_alike(client: Client, query: str, names: set[str]) -> None:
    page = soup(client, f"/partnerships/{query}")

    assert {name.split(",")[0] for name in pins(page)} == names
    assert {name for group in listed(page).values() for name in group} == names


def test_drafts_have_no_pin(client: Client, partners: PartnershipIndexPage) -> None:
    make_partnership(partners, live=False, **LUBLIN)

    assert pins(soup(client)) == {}


def test_the_map_of_a_language_has_its_partners_alone(client: Client, everybody: PartnershipIndexPage) -> None:
    lublin = everybody.get_children().get(title="Люблін").specific
    translate(lublin, "en", title="Lublin")

    assert pins(soup(client, "/en/partnerships/")) == {"Lublin, Poland, Active": "/en/partnerships/liublin/"}


def test_a_partner_whose_place_alone_is_corrected_moves_on_the_map_of_every_language(
    client: Client, everybody: PartnershipIndexPage
) -> None:
    lublin = everybody.get_children().get(title="Люблін").specific
    translate(lublin, "en", title="Lublin")
    addresses = {"/partnerships/": "/partnerships/liublin/", "/en/partnerships/": "/en/partnerships/liublin/"}

    def circles() -> list[str]:
        return [
            str(soup(client, page).select_one(f".map__pin[href='{pin}'] circle")) for page, pin in addresses.items()
        ]

    before = circles()
    lublin.latitude = "53.1"
    lublin.save_revision().publish()

    assert all(old != new for old, new in zip(before, circles(), strict=True))


@pytest.mark.usefixtures("everybody")
def test_the_page_with_the_map_is_light_and_has_no_inline_style(client: Client) -> None:
    content = client.get("/partnerships/").content

    assert len(gzip.compress(content)) < 60_000
    assert b"style=" not in content
    assert b"<script" not in content
