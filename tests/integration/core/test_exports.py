"""The list of a page type as a spreadsheet: exactly what is filtered, in the reader's words, safe to open."""

import csv
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import Page

from tests.factories.core import make_editor, make_park, make_site, make_tree, speaking, translate
from tests.testapp.models import Nest, ParkPage

pytestmark = [pytest.mark.django_db, pytest.mark.wagtail_indexes]

LIST = reverse("testapp_treepage:index")


@pytest.fixture
def park() -> ParkPage:
    return make_park(make_site())


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(speaking(get_user_model().objects.create_superuser("admin", password="x"), "en"))
    return client


def xlsx(client: Client, query: str = "") -> list[dict[str, Any]]:
    response = client.get(f"{LIST}?export=xlsx{query}")
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    heading, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in rows]


def text_of(client: Client, query: str = "") -> str:
    return b"".join(client.get(f"{LIST}?export=csv{query}").streaming_content).decode()


def rows_of(client: Client, query: str = "") -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text_of(client, query).removeprefix("\ufeff"))))


def test_the_columns_come_from_the_declaration(admin: Client, park: ParkPage) -> None:
    make_tree(park, title="Дуб", height=20, origin=["PL", "UA"], keeper_phone="700560", end_date=date(2016, 5, 3))

    (row,) = xlsx(admin)

    assert row == {
        "Title": "Дуб",
        "Planted": datetime(2016, 5, 1),
        "Last day": datetime(2016, 5, 3),
        "Species": "Oak",
        "Origin": "Poland; Ukraine",
        "Height in metres": 20,
        "Legend": None,
        "Keeper's telephone": "700560",
        "Neighbour": None,
        "Language": "Українська",
        "Public": "Yes",
        "Address": "http://localhost/park/dub/",
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Липа", "Дуб", "Ялина"]),
        ("&species=oak", ["Дуб", "Ялина"]),
        ("&species=oak&year=2016", ["Дуб"]),
        ("&q=липа", ["Липа"]),
        ("&species=pine", None),
        ("&ordering=title", ["Дуб", "Липа", "Ялина"]),
        ("&p=2", ["Липа", "Дуб", "Ялина"]),
    ],
)
def test_exactly_what_the_list_shows_is_exported(
    admin: Client, park: ParkPage, query: str, found: list[str] | None
) -> None:
    make_tree(park, title="Дуб", start_date=date(2016, 5, 1))
    make_tree(park, title="Ялина", start_date=date(2015, 5, 1))
    make_tree(park, title="Липа", species="lime", start_date=date(2016, 6, 1), live=False)

    listed = [page.title for page in admin.get(f"{LIST}?{query.lstrip('&')}").context["object_list"]]
    exported = [next(iter(row.values())) for row in rows_of(admin, query)]

    assert exported == listed
    assert found is None or exported == found
    assert [next(iter(row.values())) for row in xlsx(admin, query)] == exported


def test_a_date_that_is_not_known_to_the_day_stands_in_words(admin: Client, park: ParkPage) -> None:
    make_tree(park, date_precision="month", end_date=date(2016, 7, 1))
    make_tree(park, start_date=None, live=False)

    planted = [row["Planted"] for row in xlsx(admin)]

    assert set(planted) == {"May–July 2016", None}


@pytest.mark.parametrize("formula", ["=1+1", "+380", "-2", "@sum", "\t=1", '"=1'])
def test_no_text_runs_as_a_formula(admin: Client, park: ParkPage, formula: str) -> None:
    make_tree(park, title=f"{formula}Дуб", slug="oak", legend=formula)

    (row,) = rows_of(admin)
    (cells,) = xlsx(admin)

    assert row["Legend"].startswith("'")
    assert next(iter(row.values())).startswith("'")
    assert cells["Legend"] == row["Legend"]


def test_a_character_that_no_spreadsheet_knows_is_left_out(admin: Client, park: ParkPage) -> None:
    make_tree(park, legend="a\x0bb")

    assert xlsx(admin)[0]["Legend"] == "ab"


def test_internal_facts_are_for_those_who_may_edit(client: Client, park: ParkPage) -> None:
    make_tree(park, keeper_phone="700560")
    client.force_login(make_editor(park, "lock"))

    assert len(rows_of(client)) == 1
    assert "700560" not in text_of(client)
    assert "Keeper's telephone" not in rows_of(client)[0]


def test_internal_facts_of_a_page_that_the_user_may_not_edit_stay_empty(client: Client, park: ParkPage) -> None:
    user = make_editor(park, "add")
    make_tree(park, title="Чужий", keeper_phone="700560")
    make_tree(park, title="Свій", keeper_phone="700561", owner=user)
    client.force_login(user)

    phones = {next(iter(row.values())): row["Keeper's telephone"] for row in rows_of(client)}

    assert phones == {"Чужий": "", "Свій": "700561"}


def test_pages_out_of_reach_are_not_exported(client: Client, park: ParkPage) -> None:
    other = make_park(park.get_parent(), slug="other")
    make_tree(park, title="Свій")
    make_tree(other, title="Чужий")
    client.force_login(make_editor(park, "change"))

    assert [next(iter(row.values())) for row in rows_of(client)] == ["Свій"]


def test_nobody_exports_without_a_right_on_pages(client: Client, park: ParkPage) -> None:
    make_tree(park)
    anonymous = client.get(f"{LIST}?export=csv")
    client.force_login(get_user_model().objects.create_user("reader", password="x"))

    assert (anonymous.status_code, client.get(f"{LIST}?export=csv").status_code) == (302, 302)


def test_heading_and_values_are_in_the_language_of_the_reader(client: Client, park: ParkPage) -> None:
    make_tree(park, origin=["PL"])
    client.force_login(speaking(get_user_model().objects.create_superuser("admin", password="x"), "uk"))

    (row,) = rows_of(client)

    assert row["Origin"] == "Польща"
    assert "Title" not in row


def test_translations_are_rows_of_their_own_and_the_language_narrows(admin: Client, park: ParkPage) -> None:
    tree = make_tree(park, title="Дуб")
    translate(tree, "en", title="Oak")

    assert {next(iter(row.values())) for row in rows_of(admin)} == {"Дуб", "Oak"}
    assert [next(iter(row.values())) for row in rows_of(admin, "&locale=en")] == ["Oak"]


def test_selected_pages_are_exported_in_the_order_of_the_list(admin: Client, park: ParkPage) -> None:
    trees = [
        make_tree(park, title=title, start_date=date(2016, 1, day)) for day, title in ((1, "А"), (2, "Б"), (3, "В"))
    ]
    address = reverse("wagtail_bulk_action", args=["testapp", "treepage", "export_csv"])

    response = admin.get(address, {"id": [trees[0].pk, trees[2].pk, park.pk, "x"]})

    text = b"".join(response.streaming_content).decode()
    titles = [line.split(",")[0] for line in text.splitlines()[1:]]
    assert titles == ["В", "А"]


def test_all_means_all_that_the_filters_leave(admin: Client, park: ParkPage) -> None:
    make_tree(park, title="Дуб")
    make_tree(park, title="Липа", species="lime")
    address = reverse("wagtail_bulk_action", args=["testapp", "treepage", "export_csv"])

    text = b"".join(admin.get(address, {"id": "all", "species": "lime"}).streaming_content).decode()

    assert "Липа" in text
    assert "Дуб" not in text


def test_deleting_all_deletes_what_the_filters_leave_and_nothing_else(admin: Client, park: ParkPage) -> None:
    kept = make_tree(park, title="Дуб")
    make_tree(park, title="Липа", species="lime")
    address = reverse("wagtail_bulk_action", args=["testapp", "treepage", "delete"])

    admin.post(f"{address}?id=all&species=lime&next={LIST}")

    assert list(park.get_children()) == [kept.page_ptr]
    assert Page.objects.filter(pk=park.pk).exists()


def test_thirty_rows_cost_as_many_queries_as_three(admin: Client, park: ParkPage) -> None:
    counts = []
    for number in (3, 30):
        for _tree in range(number):
            tree = make_tree(park, neighbour=None)
            Nest.objects.create(page=tree, bird="Шпак", locale=park.locale)
        rows_of(admin)
        with CaptureQueriesContext(connection) as queries:
            rows_of(admin)
        counts.append(len(queries))

    assert counts[0] == counts[1]
