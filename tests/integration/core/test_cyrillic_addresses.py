"""Addresses and names of files are spelled by one table, and former Cyrillic addresses lead on."""

import json
from urllib.parse import quote

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Page

from tests.factories import core, home

pytestmark = pytest.mark.django_db


@pytest.fixture
def news() -> Page:
    return home.make_news_index(home.make_home(), title="Новини", slug="novyny")


def test_a_cyrillic_address_leads_to_the_public_page_and_nowhere_else(client: Client, news: Page) -> None:
    item = home.make_news(news, title="Щедрик у Згоранах")
    draft = home.make_news(news, title="Чернетка", live=False)
    english = core.translate(item, "en", title="Carol", slug="shchedryk")
    assert (item.slug, draft.slug) == ("shchedryk-u-zghoranakh", "chernetka")

    def answer(path: str) -> tuple[int, str | None]:
        response = client.get(quote(path) + "?next=//evil.example")
        return response.status_code, response.headers.get("Location")

    assert answer("/новини/щедрик-у-згоранах/") == (301, item.url)
    assert answer("/Новини/Щедрик у Згоранах") == (301, item.url)
    assert answer("/en/новини/щедрик/") == (301, english.url)
    for path in ("/новини/чернетка/", "/новини/немає/", "/злий.example/новини/", "/новини/ь/", "/новини/\x00"):
        assert answer(path) == (404, None), path
    assert client.post(quote("/новини/щедрик-у-згоранах/")).status_code == 404


def test_a_renamed_page_is_found_under_its_cyrillic_former_name(client: Client, news: Page) -> None:
    item = home.make_news(news, title="Щедрик")
    item.slug = "koliadka"
    item.save()
    Redirect.add_redirect("/novyny/chuzhe/", "https://evil.example/")

    assert client.get(quote("/новини/щедрик/"))["Location"] == item.url
    assert client.get(quote("/новини/чуже/")).status_code == 404
    item.unpublish()
    assert client.get(quote("/новини/щедрик/")).status_code == 404


def test_files_are_stored_under_names_by_the_table(news: Page) -> None:
    with home.make_image().file.open() as file:
        picture = file.read()
    image = Image.objects.create(title="Згорани", file=ImageFile(ContentFile(picture), name="Гаєвич, Згорани 1.PNG"))
    document = Document.objects.create(title="Звіт", file=ContentFile(b"%PDF-1.4", name="Звіт Знам’янка.pdf"))
    latin = Document.objects.create(title="Звіт", file=ContentFile(b"%PDF-1.4", name="Report_2016.v2.pdf"))

    assert image.filename == "haievych-zghorany-1.png"
    assert document.filename == "zvit-znamianka.pdf"
    assert latin.filename == "Report_2016.v2.pdf"
    assert image.get_rendition("width-20").file.name.endswith("haievych-zghorany-1.width-20.png")


def test_the_editor_spells_what_is_typed_as_an_address_by_the_table(client: Client, news: Page) -> None:
    client.force_login(core.make_editor(news, "add", "change"))

    form = client.get(reverse("wagtailadmin_pages:add", args=["home", "newspage", news.pk])).context["form"]

    given = json.loads(form["slug"].field.widget.attrs["data-w-slug-formatters-value"])
    assert [["зг", "giu"], "zgh"] in given
