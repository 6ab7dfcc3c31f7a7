"""Addresses, links and lists lead readers to their own language, or say that they do not."""

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from wagtail.models import Locale, Page, Site
from wagtail_localize.operations import translate_object

from tests.factories.core import make_park, make_site, make_tree, translate
from tests.testapp.models import ParkPage, TreePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def park() -> ParkPage:
    return make_park(make_site())


def soup(client: Client, address: str, status: int = 200) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


def link_to(page: BeautifulSoup, text: str) -> Tag:
    found = page.find("main").find("a", string=lambda string: bool(string) and text in string)
    assert isinstance(found, Tag), text
    return found


@pytest.mark.parametrize("address", ["/en/park/dub/", "/pl/park/dub/"])
def test_a_missing_translation_is_a_short_page_that_leads_to_the_source(
    client: Client, park: ParkPage, address: str
) -> None:
    make_tree(park, title="Дуб", slug="dub")
    translate(park, "en")

    page = soup(client, address, status=404)

    link = link_to(page, "Дуб")
    assert (link["href"], link["lang"], link["hreflang"]) == ("/park/dub/", "uk", "uk")
    assert page.html["lang"] == address[1:3]
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"


def test_the_source_is_found_below_a_section_whose_address_is_translated(client: Client, park: ParkPage) -> None:
    make_tree(park, title="Дуб", slug="dub")
    translate(park, "en", slug="the-park")

    assert link_to(soup(client, "/en/the-park/dub/", 404), "Дуб")["href"] == "/park/dub/"


def test_the_source_is_found_by_the_address_of_a_translation_that_is_a_draft(client: Client, park: ParkPage) -> None:
    tree = make_tree(park, title="Дуб", slug="dub")
    translate(tree, "en", publish=False, slug="oak")

    assert link_to(soup(client, "/en/park/oak/", 404), "Дуб")["href"] == "/park/dub/"


def test_nobody_is_told_of_a_page_that_is_public_in_no_language(client: Client, park: ParkPage) -> None:
    make_tree(park, title="Таємний дуб", slug="secret", live=False)

    response = client.get("/en/park/secret/")
    assert response.status_code == 404
    assert "Таємний" not in response.content.decode()
    assert client.get("/park/nothing/").status_code == 404


@pytest.fixture
def linking(park: ParkPage) -> TreePage:
    """A page with links to a translated page, to one that is not, and to a secret one; in two languages."""
    both = make_tree(park, title="Дуб", slug="dub")
    alone = make_tree(park, title="Липа", slug="lypa")
    secret = make_tree(park, title="Таємне", slug="secret", live=False)
    ids = (both.pk, alone.pk, secret.pk)
    translate(both, "en", title="Oak", slug="oak")
    names = ("перший", "другий", "третій")
    body = "".join(f'<p><a linktype="page" id="{pk}">{name}</a></p>' for pk, name in zip(ids, names, strict=True))
    source = make_tree(park, title="Посилання", slug="links", body=[("paragraph", body)])
    translate(source, "en", title="Links", slug="links")
    return source


def test_links_in_texts_lead_to_the_reader_s_language_or_say_which_one(client: Client, linking: TreePage) -> None:
    page = soup(client, "/en/park/links/")

    first, second = link_to(page, "pershyi"), link_to(page, "druhyi")
    assert (first["href"], first.get("hreflang")) == ("/en/park/oak/", None)
    assert (second["href"], second["hreflang"]) == ("/park/lypa/", "uk")
    assert not link_to(page, "tretii").has_attr("href")


def test_links_in_texts_of_the_source_lead_to_the_source(client: Client, linking: TreePage) -> None:
    page = soup(client, "/park/links/")

    assert (link_to(page, "перший")["href"], link_to(page, "другий")["href"]) == ("/park/dub/", "/park/lypa/")
    assert not link_to(page, "третій").has_attr("href")


def test_sitemaps_list_public_pages_by_language_with_their_alternates(client: Client, park: ParkPage) -> None:
    both = make_tree(park, title="Дуб", slug="dub")
    make_tree(park, title="Липа", slug="lypa")
    make_tree(park, title="Таємне", slug="secret", live=False)
    translate(both, "en", title="Oak", slug="oak")

    index = client.get("/sitemap.xml").content.decode()
    assert [f"/sitemap-{code}.xml" in index for code in ("uk", "en", "pl")] == [True, True, True]
    assert "/sitemap.xml" in client.get("/robots.txt").content.decode()
    ukrainian = client.get("/sitemap-uk.xml").content.decode()
    english = client.get("/sitemap-en.xml").content.decode()
    assert "secret" not in ukrainian
    assert "lypa" not in english
    for text in (ukrainian, english):
        assert 'hreflang="en" href="http://testserver/en/park/oak/"' in text
        assert 'hreflang="uk" href="http://testserver/park/dub/"' in text
        assert 'hreflang="x-default" href="http://testserver/park/dub/"' in text
    assert client.get("/sitemap-xx.xml").status_code == 404
    assert client.get("/sitemap-pl.xml").status_code == 200


def test_alternates_are_reciprocal_on_every_public_page(client: Client, park: ParkPage) -> None:
    for number in range(3):
        tree = make_tree(park, title=f"Дуб {number}", slug=f"dub-{number}")
        if number:
            translate(tree, "en", slug=f"oak-{number}")
    alternates = {}
    for page in Page.objects.filter(live=True, depth__gt=1):
        found = soup(client, page.url).find_all("link", rel="alternate", hreflang=True)
        alternates[page.full_url] = {link["href"] for link in found if link["hreflang"] != "x-default"}

    host = f"http://{Site.objects.get().hostname}"
    known = {address.replace(host, "http://testserver"): links for address, links in alternates.items()}
    for address, links in known.items():
        for other in links - {address}:
            assert address in known[other]


def test_a_fact_on_a_translation_is_read_only_and_says_where_it_is_edited(admin_client: Client, park: ParkPage) -> None:
    tree = make_tree(park, title="Дуб")
    english = translate(tree, "en", title="Oak")

    field = admin_client.get(f"/admin/pages/{english.pk}/edit/").context["form"].fields["height"]

    assert field.disabled
    assert f'href="/admin/pages/{tree.pk}/edit/"' in field.help_text


def test_the_editor_of_wagtail_localize_shows_the_facts_and_where_they_are_edited(
    admin_client: Client, park: ParkPage
) -> None:
    tree = make_tree(park, title="Дуб", height=27)
    translate(park, "en")
    translate_object(tree, [Locale.objects.get(language_code="en")])
    english = tree.get_translation(Locale.objects.get(language_code="en"))

    text = admin_client.get(f"/admin/pages/{english.pk}/edit/").content.decode()

    assert "Факти, однакові всіма мовами" in text
    assert ">27<" in "".join(text.split())
    assert f'href="/admin/pages/{tree.pk}/edit/"' in text
