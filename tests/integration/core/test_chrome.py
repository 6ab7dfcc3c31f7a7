"""What surrounds every public page: languages, menu, breadcrumbs, failures, and nothing from other hosts."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client, RequestFactory
from django.views.defaults import permission_denied, server_error
from wagtail.models import Page, PageViewRestriction

from cms_site.core.templatetags.chrome import languages
from tests.factories.core import make_park, make_site, make_tree, translate
from tests.testapp.models import ParkPage, PlainPage, TreePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> Page:
    return make_site()


@pytest.fixture
def park(home: Page) -> ParkPage:
    return make_park(home, show_in_menus=True)


@pytest.fixture
def tree(park: ParkPage) -> TreePage:
    return make_tree(park, title="Старий дуб")


@pytest.fixture
def in_english(home: Page, park: ParkPage) -> None:
    translate(home, "en", title="City")
    translate(park, "en", title="Park")


def soup(client: Client, address: str, status: int = 200) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


def words(tag: Tag | None) -> str:
    return " ".join(tag.get_text(" ").split()) if tag else ""


def switcher(page: BeautifulSoup) -> dict[str, str]:
    links = page.select(".languages a")
    assert all(link["lang"] == link["hreflang"] for link in links)
    return {link["lang"]: link["href"] for link in links}


def alternates(page: BeautifulSoup) -> dict[str, str]:
    return {link["hreflang"]: link["href"] for link in page.select("link[rel=alternate][hreflang]")}


def menu(page: BeautifulSoup) -> list[str]:
    return [words(link) for link in page.select(".menu a")]


def trail(page: BeautifulSoup) -> list[tuple[str, str]]:
    return [(link["href"], words(link)) for link in page.select(".breadcrumbs a")]


def test_a_page_in_one_language_has_no_link_to_another(client: Client, tree: TreePage) -> None:
    page = soup(client, tree.url)

    assert page.html["lang"] == "uk"
    assert switcher(page) == {}
    assert page.select_one(".languages [aria-current]")["lang"] == "uk"
    assert [item["lang"] for item in page.select(".languages__missing > [lang]")] == ["en", "pl"]
    assert alternates(page) == {
        "uk": f"http://testserver{tree.url}",
        "x-default": f"http://testserver{tree.url}",
    }


@pytest.mark.usefixtures("in_english")
def test_the_switcher_never_leads_to_a_page_that_is_not_there(client: Client, tree: TreePage) -> None:
    translation = translate(tree, "en", title="Old oak")
    draft = translate(tree, "pl", publish=False, title="Stary dąb")

    page = soup(client, tree.url)
    assert switcher(page) == {"en": translation.url}
    assert client.get(draft.url).status_code == 404
    assert set(alternates(page)) == {"uk", "en", "x-default"}
    back = soup(client, translation.url)
    assert back.html["lang"] == "en"
    assert switcher(back) == {"uk": tree.url}
    assert alternates(back) == alternates(page)

    translation.unpublish()
    assert switcher(soup(client, tree.url)) == {}


@pytest.mark.usefixtures("in_english", "tree")
def test_the_chosen_filters_survive_a_change_of_language(client: Client) -> None:
    page = soup(client, "/park/?species=oak&utm_source=letter")

    assert switcher(page) == {"en": "/en/park/?species=oak"}
    assert alternates(page)["en"] == "http://testserver/en/park/"
    assert page.select_one("meta[name=robots]")["content"] == "noindex, follow"


@pytest.mark.usefixtures("in_english")
def test_a_second_list_of_a_section_leads_to_the_same_list_in_the_other_language(park: ParkPage) -> None:
    request = RequestFactory().get("/park/felled/")

    links = {link.code: link.url for link in languages({"page": park, "request": request})}

    assert links == {"uk": "/park/felled/", "en": "/en/park/felled/", "pl": ""}


@pytest.mark.usefixtures("in_english")
def test_the_menu_shows_the_sections_that_editors_chose_in_the_language_of_the_page(
    client: Client, home: Page, tree: TreePage
) -> None:
    home.add_child(instance=PlainPage(title="Контакти", slug="contacts"))
    home.add_child(instance=PlainPage(title="Чернетка", slug="draft", show_in_menus=True, live=False))

    page = soup(client, tree.url)

    assert menu(page) == ["Парк"]
    assert page.select_one(".menu a")["aria-current"] == "true"
    assert soup(client, "/park/").select_one(".menu a")["aria-current"] == "page"
    assert words(page.select_one(".site-footer")).count("Контакти") == 1
    assert menu(soup(client, "/en/park/")) == ["Park"]


def test_the_menu_takes_one_query_at_any_size(client: Client, home: Page, django_assert_num_queries: object) -> None:
    client.get("/")
    with django_assert_num_queries(11) as few:
        client.get("/")
    for number in range(20):
        home.add_child(instance=PlainPage(title=f"Розділ {number}", slug=f"section-{number}", show_in_menus=True))

    with django_assert_num_queries(len(few)):
        assert len(menu(soup(client, "/"))) == 20


@pytest.mark.usefixtures("in_english")
def test_breadcrumbs_lead_to_every_page_above(client: Client, tree: TreePage) -> None:
    translation = translate(tree, "en", title="Old oak")

    uk, en = trail(soup(client, tree.url)), trail(soup(client, translation.url))

    assert [address for address, _ in uk] == ["/", "/park/"]
    assert uk[1] == ("/park/", "Парк")
    assert [address for address, _ in en] == ["/en/", "/en/park/"]
    assert en[1] == ("/en/park/", "Park")
    assert trail(soup(client, "/")) == []


def test_the_frame_tells_nobody_of_a_restricted_page(client: Client, home: Page, park: ParkPage) -> None:
    PageViewRestriction.objects.create(page=park, restriction_type=PageViewRestriction.LOGIN)

    assert menu(soup(client, "/")) == []
    assert "Парк" not in words(soup(client, "/no-such-page/", 404))


@pytest.mark.usefixtures("in_english", "tree")
@pytest.mark.parametrize(
    ("address", "language", "sections"), [("/a/b/", "uk", ["Парк"]), ("/en/a/", "en", ["Park"]), ("/pl/a/", "pl", [])]
)
def test_an_unknown_address_is_answered_in_the_reader_s_language(
    client: Client, address: str, language: str, sections: list[str]
) -> None:
    page = soup(client, address, 404)

    assert page.html["lang"] == language
    assert menu(page) == sections
    assert not page.select("link[rel=canonical], link[rel=alternate]")
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    addresses = [link["href"] for link in page.select(".languages a, .ways-on a, .brand")]
    assert addresses
    assert {client.get(found).status_code for found in addresses} == {200}


def test_without_a_home_page_in_the_language_the_brand_leads_to_the_ukrainian_one(client: Client, home: Page) -> None:
    brand = soup(client, "/pl/a/", 404).select_one(".brand")

    assert (brand["href"], brand["lang"], brand["hreflang"]) == ("/", "uk", "uk")


def test_a_failure_of_the_server_is_explained_without_the_database(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):
        response = server_error(RequestFactory().get("/"))

    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 500
    assert page.html["lang"] == "uk"
    assert [section["lang"] for section in page.select("section")] == ["en", "pl"]


@pytest.mark.usefixtures("home")
def test_a_refusal_stands_in_the_same_frame() -> None:
    response = permission_denied(RequestFactory().get("/"), PermissionError())

    assert response.status_code == 403
    assert BeautifulSoup(response.content, "html.parser").select_one(".brand")["href"] == "/"


def test_a_long_list_has_pages_that_keep_the_filters(client: Client, park: ParkPage) -> None:
    for number in range(45):
        make_tree(park, title=f"Дуб {number}")

    second = soup(client, "/park/?page=2")
    assert second.select_one("link[rel=canonical]")["href"] == "http://testserver/park/?page=2"
    assert second.select_one("[aria-current=page].pagination__current").text == "2"
    filtered = soup(client, "/park/?species=oak&page=2")
    links = {link["rel"][0]: link["href"] for link in filtered.select(".pagination a[rel]")}
    assert links == {"prev": "?species=oak&page=1", "next": "?species=oak&page=3"}
    assert len(soup(client, f"/park/{links['next']}").select(".card")) == 5


@pytest.mark.usefixtures("tree")
def test_a_list_without_a_result_offers_a_way_out(client: Client, park: ParkPage) -> None:
    page = soup(client, "/park/?year=1999")

    assert not page.select(".card")
    assert page.select_one(".empty a")["href"] == "?"
    park.get_children().first().delete()
    assert soup(client, "/park/").select_one(".empty a")["href"] == "/"


@pytest.mark.usefixtures("tree")
def test_a_chosen_filter_can_be_taken_back(client: Client) -> None:
    page = soup(client, "/park/?species=oak&year=2016")

    assert [link["href"] for link in page.select(".active-filters__link")] == ["?species=oak", "?year=2016"]
    assert len(page.select(".facet__option[aria-current]")) == 2
    feeds = [link["href"] for link in page.select(".feeds a")]
    narrowed = [feed for feed in feeds if feed.endswith("?year=2016&species=oak")]
    assert narrowed[:2] == ["/park/feed/rss/?year=2016&species=oak", "/park/feed/atom/?year=2016&species=oak"]
    assert {client.get(feed).status_code for feed in feeds} == {200}


def test_what_is_not_recorded_is_said_once(client: Client, tree: TreePage) -> None:
    page = soup(client, tree.url)

    assert [words(name) for name in page.select(".facts dt")] == ["Planted", "Species"]
    assert words(page.select_one(".facts__missing")).endswith("origin, height in metres, legend, neighbour.")


@pytest.mark.parametrize(
    ("fields", "tag", "machine"),
    [
        ({"start_date": "2016-05-01"}, "time", "2016-05-01"),
        ({"start_date": "2016-05-01", "date_precision": "month"}, "time", "2016-05"),
        ({"start_date": "2016-01-01", "date_precision": "year"}, "time", "2016"),
        ({"start_date": "2016-03-01", "date_precision": "season"}, "span", None),
        ({"start_date": "2016-05-01", "end_date": "2016-05-03"}, "span", None),
    ],
)
def test_a_date_is_marked_for_machines_where_html_has_a_form_for_it(
    client: Client, park: ParkPage, fields: dict[str, str], tag: str, machine: str | None
) -> None:
    tree = make_tree(park, **fields)
    tree.refresh_from_db()

    date = soup(client, tree.url).select_one(".page-header__date > .date")

    assert (date.name, date.get("datetime")) == (tag, machine)


@pytest.mark.usefixtures("tree", "in_english")
@pytest.mark.parametrize("address", ["/", "/park/", "/park/staryi-dub/", "/en/", "/a/"])
def test_a_page_asks_no_other_host_and_carries_nothing_inline(client: Client, address: str) -> None:
    page = BeautifulSoup(client.get(address).content, "html.parser")

    loaded = [tag.get("src") or tag.get("href") for tag in page.select("[src], link[rel=stylesheet], link[rel=icon]")]
    assert len(loaded) >= 5
    assert {urlsplit(source).netloc for source in loaded} == {""}
    assert not page.select("style, [style], script:not([src])")
    for source in loaded:
        assert finders.find(source.removeprefix(settings.STATIC_URL)), source


def test_no_style_sheet_loads_anything() -> None:
    sheets = list(Path(finders.find("css/base.css")).parent.glob("*.css"))

    assert {sheet.name for sheet in sheets} >= {"tokens.css", "base.css", "components.css", "print.css"}
    for sheet in sheets:
        assert not re.search(r"@import|url\(|https?:", sheet.read_text()), sheet.name
