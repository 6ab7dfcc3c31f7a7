"""The JSON API: what is public now, of every page type by its declaration alone, for reading."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from tests.factories.core import make_park, make_site, make_tree, translate
from tests.factories.home import make_document, make_image
from tests.testapp.models import Nest, ParkPage

pytestmark = [pytest.mark.django_db, pytest.mark.wagtail_indexes]

TREES = "/api/v2/pages/?type=testapp.TreePage&fields=*"


@pytest.fixture
def home() -> Page:
    return make_site()


@pytest.fixture
def park(home: Page) -> ParkPage:
    return make_park(home)


def read(client: Client, address: str) -> dict[str, Any]:
    response = client.get(address)
    assert response.status_code == 200, (address, response.content)
    return response.json()


def titles(client: Client, address: str) -> list[str]:
    return [item["title"] for item in read(client, address)["items"]]


def test_a_page_type_that_no_other_code_knows_has_its_public_facts(client: Client, park: ParkPage) -> None:
    lime = make_tree(park, title="Липа", slug="lypa")
    tree = make_tree(
        park,
        title="Дуб",
        height=20,
        origin=["PL"],
        keeper_phone="700560",
        neighbour=lime,
        body=[("paragraph", "<p>Його посадили <b>діти</b>.</p>")],
        nests=[Nest(bird="Шпак", eggs=3)],
    )

    found = read(client, f"/api/v2/pages/{tree.pk}/")

    meta = found.pop("meta")
    assert (meta["type"], meta["html_url"], meta["locale"]) == ("testapp.TreePage", "http://localhost/park/dub/", "uk")
    assert meta["detail_url"] == f"http://localhost/api/v2/pages/{tree.pk}/"
    assert "<b>діти</b>" in found.pop("body")
    assert found == {
        "id": tree.pk,
        "title": "Дуб",
        "lead": None,
        "start_date": "2016-05-01",
        "end_date": None,
        "date_precision": "day",
        "date_precision_label": "День",
        "species": "oak",
        "species_label": "Oak",
        "origin": ["PL"],
        "origin_label": ["Польща"],
        "height": 20,
        "legend": None,
        "neighbour": "Липа",
        "neighbour_url": "http://localhost/park/lypa/",
        "nests": [{"bird": "Шпак", "eggs": 3}],
        "image": None,
    }
    listed = read(client, TREES)["items"][1]
    assert (listed["height"], listed["nests"]) == (20, [{"bird": "Шпак", "eggs": 3}])
    assert "body" not in listed


def test_only_what_is_public_is_there_whoever_asks(client: Client, park: ParkPage) -> None:
    make_tree(park, title="Дуб")
    draft = make_tree(park, title="Чернетка", live=False)
    private = make_tree(park, title="Закрите")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    client.force_login(get_user_model().objects.create_superuser("admin", password="x"))

    assert titles(client, "/api/v2/pages/") == ["Місто", "Парк", "Дуб"]
    assert titles(client, TREES) == ["Дуб"]
    for page in (draft, private):
        assert client.get(f"/api/v2/pages/{page.pk}/").status_code == 404
        assert client.get(f"/api/v2/pages/find/?id={page.pk}").status_code == 404
        assert client.get(f"/api/v2/pages/?child_of={page.pk}").status_code == 400


def test_an_internal_fact_cannot_be_asked_for_in_any_way(client: Client, park: ParkPage) -> None:
    make_tree(park, keeper_phone="700560")

    for query in (
        "keeper_phone=700560",
        "order=keeper_phone",
        "fields=keeper_phone",
        "nests=1",
        "start_date=2016-05-01",
    ):
        assert client.get(f"/api/v2/pages/?type=testapp.TreePage&{query}").status_code == 400, query
    assert titles(client, "/api/v2/pages/?type=testapp.TreePage&search=700560") == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("type=testapp.TreePage&species=oak", ["Дуб"]),
        ("type=testapp.TreePage&origin=PL&origin=UA", ["Дуб", "Липа"]),
        ("type=testapp.TreePage&origin=UA&year=2015", ["Липа"]),
        ("type=testapp.TreePage&search=липами", ["Липа"]),
        ("type=testapp.TreePage&order=-title", ["Липа", "Дуб"]),
        ("search=дуба", ["Дуб"]),
        ("locale=en", ["Park", "Oak"]),
        ("limit=1&offset=1", ["Парк"]),
    ],
)
def test_lists_are_narrowed_as_readers_narrow_them(
    client: Client, park: ParkPage, query: str, found: list[str]
) -> None:
    oak = make_tree(park, title="Дуб", origin=["PL"])
    make_tree(park, title="Липа", species="lime", origin=["UA"], start_date=date(2015, 1, 1))
    make_home_in_english(park)
    translate(oak, "en", title="Oak")

    uk = "" if "locale" in query else "&locale=uk"
    listed = titles(client, f"/api/v2/pages/?{query}{uk}")

    assert [title for title in listed if title not in ("Місто", "Misto")] == found


def make_home_in_english(park: ParkPage) -> None:
    translate(park.get_parent(), "en", slug="home-en")
    translate(park, "en", title="Park")


def test_a_translation_speaks_its_language_and_its_relatives_too(client: Client, park: ParkPage) -> None:
    oak = make_tree(park, title="Дуб", origin=["PL"])
    lime = make_tree(park, title="Липа", neighbour=oak)
    make_home_in_english(park)
    translate(oak, "en", title="Oak")
    english = translate(lime, "en", title="Lime")

    found = read(client, f"/api/v2/pages/{english.pk}/")

    assert (found["neighbour"], found["meta"]["locale"]) == ("Oak", "en")
    assert found["meta"]["translation_key"] == str(lime.translation_key)
    assert titles(client, f"/api/v2/pages/?translation_of={lime.pk}") == ["Lime"]
    assert client.get("/api/v2/pages/find/?html_path=/en/park/lypa").headers["Location"].endswith(f"/{english.pk}/?")


@pytest.mark.parametrize(
    "query",
    ["limit=101", "limit=x", "offset=99999999999999999999", "type=x.Y", "child_of=99999999999999999999", "search=%00",
     "site=localhost", "order=path", "fields=owner"],
)  # fmt: skip
def test_a_wrong_parameter_is_refused_in_words(client: Client, park: ParkPage, query: str) -> None:
    response = client.get(f"/api/v2/pages/?{query}")

    assert response.status_code == 400
    assert response.json()["message"]


@pytest.mark.parametrize("address", ["/api/v2/pages/", "/api/v2/images/", "/api/v2/documents/"])
def test_the_api_is_for_reading_alone_and_for_every_site(client: Client, park: ParkPage, address: str) -> None:
    assert client.get(address).headers["Access-Control-Allow-Origin"] == "*"
    for method in (client.post, client.put, client.patch, client.delete):
        assert method(address, {}, content_type="application/json").status_code == 405
    assert client.get(f"{address}99999999999999999999/").status_code == 404


def test_pictures_and_documents_are_those_that_public_pages_show(client: Client, park: ParkPage) -> None:
    shown, drafted, unused = make_image("Показана"), make_image("Чернетка"), make_image("Запасна")
    public, private, loose = make_document("Угода"), make_document("Закрита", private=True), make_document("Нічия")
    body = [("documents", [public, private])]
    make_tree(park, title="Дуб", image=shown, image_alt="Дуб навесні", body=body)
    make_tree(park, title="Липа", image=unused, live=False)
    tree = make_tree(park, title="Клен")
    tree.image = drafted
    tree.save_revision()

    pictures, documents = read(client, "/api/v2/images/"), read(client, "/api/v2/documents/")

    assert [item["id"] for item in pictures["items"]] == [shown.pk]
    assert [item["title"] for item in documents["items"]] == ["Угода"]
    assert documents["items"][0]["meta"]["download_url"].startswith("http://localhost/documents/")
    for image in (drafted, unused):
        assert client.get(f"/api/v2/images/{image.pk}/").status_code == 404
    for document in (private, loose):
        assert client.get(f"/api/v2/documents/{document.pk}/").status_code == 404
    picture = read(client, f"/api/v2/images/{shown.pk}/")
    assert "original_images" not in picture["meta"]["download_url"]
    assert "Показана" not in str(picture)
    found = read(client, f"/api/v2/pages/{tree.get_siblings().first().pk}/")
    assert found["image"] == {
        "id": shown.pk,
        "alt": "Дуб навесні",
        "detail_url": f"http://localhost/api/v2/images/{shown.pk}/",
    }


@pytest.mark.parametrize("address", ["/api/v2/pages/?limit=100", f"{TREES}&limit=100", "/api/v2/images/?limit=100"])
def test_forty_items_cost_as_many_queries_as_four(client: Client, park: ParkPage, address: str) -> None:
    counts = []
    for number in (2, 18):
        for index in range(number):
            oak = make_tree(park, title=f"Дуб {number} {index}", origin=["PL"], image=make_image())
            make_tree(park, title=f"Липа {number} {index}", neighbour=oak, nests=[Nest(bird="Шпак")])
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            read(client, address)
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    "address",
    [
        "pages/find/?html_path=%00",
        "pages/find/?id=" + "9" * 5000,
        "images/find/?id=",
        "images/find/?id=abc",
        "images/find/?id=" + "9" * 5000,
        "documents/find/?id=%00",
    ],
    ids=lambda address: address[:30],
)
def test_looking_for_what_cannot_be_there_finds_nothing(client: Client, park: ParkPage, address: str) -> None:
    assert client.get(f"/api/v2/{address}").status_code == 404


@pytest.mark.parametrize(
    "parameters",
    ["limit=" + "9" * 5000, "child_of=" + "9" * 5000, "type=testapp.TreePage&species=%00&species=oak"],
    ids=lambda parameters: parameters[:30],
)
def test_a_parameter_that_no_database_takes_is_refused(client: Client, park: ParkPage, parameters: str) -> None:
    assert client.get(f"/api/v2/pages/?{parameters}").status_code == 400
