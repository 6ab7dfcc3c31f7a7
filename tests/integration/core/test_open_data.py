"""What a section publishes, as data at fixed addresses: only what is public, every page once, safe to open."""

import csv
import json
from datetime import date, datetime
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from tests.factories.core import make_park, make_site, make_tree, translate
from tests.testapp.models import Nest, ParkPage, TreePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> Page:
    return make_site()


@pytest.fixture
def park(home: Page) -> ParkPage:
    return make_park(home)


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return b"".join(response.streaming_content).decode()


def table(client: Client, address: str = "/park/open-data/trees.csv") -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(read(client, address).removeprefix("\ufeff"))))


def records(client: Client, address: str = "/park/open-data/trees.json") -> list[dict[str, Any]]:
    return json.loads(read(client, address))["records"]


def test_a_record_has_every_public_fact_and_nothing_internal(client: Client, park: ParkPage) -> None:
    neighbour = make_tree(park, title="Липа", slug="lypa", start_date=date(2015, 1, 1))
    tree = make_tree(
        park,
        title="Дуб",
        height=20,
        origin=["PL", "UA"],
        keeper_phone="700560",
        end_date=date(2016, 5, 3),
        neighbour=neighbour,
        nests=[Nest(bird="Шпак", eggs=3), Nest(bird="Сова")],
    )
    tree.save_revision().publish()

    record = records(client)[0]

    assert record.pop("updated").endswith("Z")
    assert record == {
        "id": str(tree.translation_key),
        "language": "uk",
        "title": "Дуб",
        "lead": None,
        "url": "http://testserver/park/dub/",
        "start_date": "2016-05-01",
        "end_date": "2016-05-03",
        "date_precision": "day",
        "date_precision_label": "День",
        "species": "oak",
        "species_label": "Oak",
        "origin": ["PL", "UA"],
        "origin_label": ["Польща", "Україна"],
        "height": 20,
        "legend": None,
        "neighbour": "Липа",
        "neighbour_url": "http://testserver/park/lypa/",
        "nests": [{"bird": "Шпак", "eggs": 3}, {"bird": "Сова", "eggs": 0}],
    }
    row = table(client)[0]
    assert {name: row[name] for name in ("title", "origin", "height", "legend", "nests")} == {
        "title": "Дуб",
        "origin": "PL; UA",
        "height": "20",
        "legend": "",
        "nests": "Шпак, 3; Сова, 0",
    }
    assert list(row) == list(records(client)[0])
    assert datetime.fromisoformat(row["updated"]).tzinfo is not None
    assert "700560" not in read(client, "/park/open-data/trees.csv") + read(client, "/park/open-data/trees.json")


def test_what_is_not_public_is_neither_listed_nor_named(client: Client, park: ParkPage) -> None:
    draft = make_tree(park, title="Чернетка", live=False)
    private = make_tree(park, title="Закрите")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    make_tree(park, title="Дуб", neighbour=draft)
    make_tree(park, title="Липа", neighbour=private)

    text = read(client, "/park/open-data/trees.json")

    assert {record["title"]: record["neighbour"] for record in json.loads(text)["records"]} == {
        "Дуб": None,
        "Липа": None,
    }
    assert "Чернетка" not in text
    assert "Закрите" not in text


def test_a_page_type_is_published_as_data_only_if_it_says_so(
    client: Client, park: ParkPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_tree(park)
    assert client.get("/park/open-data/bushes.csv").status_code == 404
    assert client.get("/park/open-data/trees.xml").status_code == 404
    assert 'href="/park/open-data/"' in client.get("/park/").content.decode()
    monkeypatch.setattr(TreePage, "open_data", None)

    for address in ("/park/open-data/", "/park/open-data/trees.csv", "/park/open-data/trees.json"):
        assert client.get(address).status_code == 404
    assert "open-data" not in client.get("/park/").content.decode()


def test_every_page_is_there_once_in_the_language_of_the_section_where_it_is_translated(
    client: Client, home: Page, park: ParkPage
) -> None:
    oak = make_tree(park, title="Дуб", origin=["PL"], start_date=date(2016, 5, 2))
    make_tree(park, title="Липа", neighbour=oak)
    translate(home, "en", slug="home-en")
    translate(oak, "en", title="Oak")

    found = records(client, "/en/park/open-data/trees.json")

    assert [(record["title"], record["language"]) for record in found] == [("Oak", "en"), ("Липа", "uk")]
    assert found[0]["origin_label"] == ["Poland"]
    assert (found[1]["neighbour"], found[1]["neighbour_url"]) == ("Oak", "http://testserver/en/park/dub/")
    assert [record["title"] for record in records(client)] == ["Дуб", "Липа"]


def test_the_filters_of_the_list_narrow_the_data(client: Client, park: ParkPage) -> None:
    make_tree(park, title="Дуб", start_date=date(2016, 5, 1))
    make_tree(park, title="Липа", species="lime", start_date=date(2015, 5, 1))

    assert [row["title"] for row in table(client, "/park/open-data/trees.csv?species=lime")] == ["Липа"]
    assert [row["title"] for row in table(client, "/park/open-data/trees.csv?year=2016")] == ["Дуб"]
    assert 'href="/park/open-data/trees.csv?species=lime"' in client.get("/park/?species=lime").content.decode()


def test_no_text_runs_as_a_formula_and_the_data_stay_as_they_are_in_json(client: Client, park: ParkPage) -> None:
    make_tree(park, title="Дуб", legend="=1+1")

    assert table(client)[0]["legend"] == "'=1+1"
    assert records(client)[0]["legend"] == "=1+1"


def test_the_page_about_the_data_says_what_every_column_means(client: Client, home: Page, park: ParkPage) -> None:
    make_tree(park).save_revision().publish()
    translate(home, "en", slug="home-en")
    translate(park, "en", title="Park")

    response = client.get("/en/park/open-data/")

    text = response.content.decode()
    columns = {column["name"]: column for column in response.context["data_set"].dictionary()}
    assert list(columns) == list(table(client)[0])
    assert columns["height"] == {
        "name": "height",
        "heading": "Height in metres",
        "type": "whole number",
        "unit": "m",
        "meaning": "Measured in spring.",
    }
    assert columns["species"]["meaning"] == "oak – Oak; lime – Lime"
    for words in ("The trees of the park.", "Creative Commons Attribution 4.0", "open-data/trees.csv", "Updated"):
        assert words in text
    assert json.loads(read(client, "/en/park/open-data/trees.json"))["fields"] == list(columns.values())


def test_an_empty_section_answers_with_the_heading_alone(client: Client, park: ParkPage) -> None:
    assert table(client) == []
    assert records(client) == []
    assert client.get("/park/open-data/").status_code == 200


def test_the_data_may_be_read_from_any_site_and_are_sent_as_a_file(client: Client, park: ParkPage) -> None:
    response = client.get("/park/open-data/trees.csv")

    assert response.streaming
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Content-Disposition"] == 'attachment; filename="trees.csv"'
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"


@pytest.mark.parametrize("address", ["/park/open-data/", "/park/open-data/trees.csv", "/park/open-data/trees.json"])
def test_fifty_records_cost_as_many_queries_as_three(client: Client, park: ParkPage, address: str) -> None:
    counts = []
    for number in (3, 47):
        for index in range(number):
            oak = make_tree(park, title=f"Дуб {number} {index}", origin=["PL"])
            make_tree(park, title=f"Липа {number} {index}", neighbour=oak, nests=[Nest(bird="Шпак")])
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
            assert b"".join(response.streaming_content if response.streaming else [response.content])
        counts.append(len(queries))

    assert counts[0] == counts[1]
