"""A page type that no other code knows gets everything from its declaration alone."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import translation

from cms_site.core.page_types import facets_of, shown_facts
from tests.factories.core import make_park, make_site, make_tree
from tests.testapp.models import ParkPage, TreePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def park() -> ParkPage:
    return make_park(make_site())


@pytest.fixture
def trees(park: ParkPage) -> list[TreePage]:
    return [
        make_tree(park, title="Дуб біля мосту", species="oak", origin=["UA"], start_date=date(2016, 4, 2)),
        make_tree(park, title="Дуб біля озера", species="oak", origin=["PL", "UA"], start_date=date(2015, 4, 2)),
        make_tree(park, title="Липа", species="lime", origin=["PL"], start_date=date(2016, 10, 2)),
    ]


def options(client: Client, address: str) -> dict[str, list[tuple[str, int]]]:
    listing = client.get(address).context["listing"]
    return {facet.name: [(option.label, option.count) for option in facet.options] for facet in listing.facets}


@pytest.mark.usefixtures("trees")
def test_the_listing_shows_its_pages_newest_first(client: Client) -> None:
    listing = client.get("/park/").context["listing"]

    assert [entry.title for entry in listing.page] == ["Липа", "Дуб біля мосту", "Дуб біля озера"]
    assert listing.total == 3


@pytest.mark.usefixtures("trees")
def test_facets_are_counted_under_the_selection_of_the_others(client: Client) -> None:
    assert options(client, "/park/") == {
        "year": [("2016", 2), ("2015", 1)],
        "species": [("Oak", 2), ("Lime", 1)],
        "origin": [("Польща", 2), ("Україна", 2)],
    }

    narrowed = options(client, "/park/?origin=PL")

    assert narrowed["species"] == [("Oak", 1), ("Lime", 1)]
    assert narrowed["origin"] == [("Польща", 2), ("Україна", 2)]


@pytest.mark.usefixtures("trees")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("species=oak&year=2016", {"Дуб біля мосту"}),
        ("species=oak&species=lime&origin=PL", {"Дуб біля озера", "Липа"}),
        ("species=pine", set()),
        ("year=soon", set()),
        ("year=²", set()),
        ("year=99999999999999999999", set()),
        ("neighbour=somebody", set()),
        ("page=last&page=0", {"Липа", "Дуб біля мосту", "Дуб біля озера"}),
        ("species=%00&utm_source=letter", {"Липа", "Дуб біля мосту", "Дуб біля озера"}),
    ],
)
def test_the_address_alone_narrows_the_listing(client: Client, query: str, found: set[str]) -> None:
    response = client.get(f"/park/?{query}")

    assert {entry.title for entry in response.context["listing"].page} == found


@pytest.mark.usefixtures("trees")
def test_a_related_page_is_a_facet_in_the_words_of_the_reader(client: Client, trees: list[TreePage]) -> None:
    trees[0].neighbour = trees[2]
    trees[0].save()

    assert options(client, "/park/")["neighbour"] == [("Липа", 1)]
    key = trees[2].translation_key
    assert [entry.title for entry in client.get(f"/park/?neighbour={key}").context["listing"].page] == [
        "Дуб біля мосту"
    ]


@pytest.mark.parametrize(
    ("address", "kind"), [("feed/rss/", "application/rss+xml"), ("feed/atom/", "application/atom+xml")]
)
@pytest.mark.usefixtures("trees")
def test_the_section_has_a_feed_narrowed_by_the_same_facets(client: Client, address: str, kind: str) -> None:
    response = client.get(f"/park/{address}?species=lime")

    text = response.content.decode()
    assert response["Content-Type"].startswith(kind)
    assert "Липа" in text
    assert "Дуб" not in text


def test_the_public_fact_list_says_every_shown_fact_and_nothing_internal(park: ParkPage) -> None:
    tree = make_tree(park, origin=["PL", "UA"], keeper_phone="700560", date_precision="month")

    with translation.override("uk"):
        said = {fact.heading: fact.text for fact in shown_facts(tree)}

    assert said == {
        "Planted": "травень 2016",
        "Species": "Oak",
        "Origin": "Польща, Україна",
        "Height in metres": "",
        "Legend": "",
        "Neighbour": "",
    }


def test_internal_facts_are_no_facets_even_if_declared_so() -> None:
    assert [facet.name for facet in facets_of(TreePage)] == ["year", "species", "origin", "neighbour"]


def test_the_story_and_the_searched_facts_are_search_fields() -> None:
    names = {field.field_name for field in TreePage.get_search_fields()}

    assert {"title", "lead", "body", "legend", "species", "keeper_phone"} <= names
    assert "height" not in names


@pytest.mark.usefixtures("trees")
def test_the_editing_interface_lists_the_type_with_its_columns_and_filters(admin_client: Client) -> None:
    page = admin_client.get("/admin/testapp_treepage/")

    headings = [column.label for column in page.context["table"].columns.values()]
    assert headings[2:5] == ["Planted", "Species", "Height in metres"]
    assert [tree.title for tree in page.context["object_list"]] == ["Липа", "Дуб біля мосту", "Дуб біля озера"]
    only_oaks = admin_client.get("/admin/testapp_treepage/?species=oak&origin=PL&year=2015").context["object_list"]
    assert [tree.title for tree in only_oaks] == ["Дуб біля озера"]


@pytest.mark.usefixtures("trees")
def test_the_list_is_in_the_menu_of_its_department(admin_client: Client) -> None:
    assert "Test department" in admin_client.get("/admin/").content.decode()


def test_the_list_shows_an_editor_only_what_they_may_explore(client: Client, trees: list[TreePage]) -> None:
    outsider = get_user_model().objects.create_user("outsider", password="x")
    client.force_login(outsider)

    assert "Липа" not in client.get("/admin/testapp_treepage/").content.decode()


@pytest.mark.parametrize("count", [1, 50])
def test_a_listing_takes_the_same_queries_at_any_size(
    client: Client, park: ParkPage, count: int, django_assert_num_queries: object
) -> None:
    neighbour = make_tree(park, title="Сусід", slug="neighbour")
    for number in range(count):
        make_tree(park, title=f"Дуб {number}", origin=["PL", "UA"], neighbour=neighbour)
    client.get("/park/")

    with django_assert_num_queries(17):
        client.get("/park/?origin=PL&page=1")
