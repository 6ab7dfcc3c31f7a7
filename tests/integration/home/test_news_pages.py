"""News as readers see them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from home.models import GalleryImage, HomePage, NewsIndexPage, NewsPage, RelatedPage
from tests.factories.core import translate
from tests.factories.home import make_image, make_news, make_news_index, make_standard, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(home: HomePage) -> NewsIndexPage:
    return make_news_index(home)


def text_of(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def add(page: NewsPage, row_type: type, **fields: Any) -> None:
    row_type.objects.create(page=page, locale=page.locale, **fields)


def test_a_news_item_opens_in_each_language_it_is_published_in(client: Client, index: NewsIndexPage) -> None:
    page = make_news(index, lead="Коротко про головне.", topic=make_topic("Освіта", en="Education"))
    translate(page, "en", title="A class opens", lead="In short.")

    ukrainian = text_of(client, "/news/vidkryto-klas/")
    assert "Коротко про головне." in ukrainian
    assert "Освіта" in ukrainian
    assert "15 травня 2016" in ukrainian
    english = text_of(client, NewsPage.objects.get(title="A class opens").url)
    assert "In short." in english
    assert "Education" in english
    assert "Освіта" not in english


def test_the_section_narrows_by_year_topic_kind_and_tag(client: Client, index: NewsIndexPage) -> None:
    aid = make_topic("Гуманітарна допомога")
    make_news(index, title="Клас", start_date="2016-05-01", topic=make_topic("Освіта"))
    convoy = make_news(index, title="Конвой", topic=aid, kind="press_release")
    convoy.tags.add("хельвеція")
    convoy.save_revision().publish()

    for query in [f"topic={aid.pk}", "kind=press_release", "tag=хельвеція", "tags=хельвеція"]:
        listing = client.get(f"/news/?{query}").context["listing"]
        expected = ["Конвой", "Клас"] if query.startswith("tag=") else ["Конвой"]
        assert [entry.title for entry in listing.page] == expected
    assert client.get("/news/?year=2015").context["listing"].total == 0
    names = [facet.name for facet in client.get("/news/").context["listing"].facets]
    assert names == ["year", "topic", "kind", "tags"]


def test_an_empty_section_of_a_translation_leads_to_the_ukrainian_one(client: Client, index: NewsIndexPage) -> None:
    translate(index, "en", title="News")
    make_news(index, title="Клас")

    page = " ".join(client.get("/en/news/").content.decode().split())
    assert "Nothing in this section has been translated yet." in page
    assert '<a class="button" href="/news/" hreflang="uk">The section in Ukrainian</a>' in page


def test_the_section_has_feeds(client: Client, index: NewsIndexPage) -> None:
    make_news(index, title="Клас")

    assert "Клас" in client.get("/news/feed/rss/").content.decode()
    assert "Клас" in client.get("/news/feed/atom/").content.decode()


def test_related_pages_of_any_type_are_public_ones_in_the_reader_s_language(
    client: Client, home: HomePage, index: NewsIndexPage
) -> None:
    page, translated = make_news(index), make_news(index, title="Конвой прибув")
    for related in [translated, make_standard(home), make_standard(home, title="Таємне", live=False)]:
        add(page, RelatedPage, related=related.page_ptr)
    page.save_revision().publish()
    translate(translated, "en", title="Convoy arrives")
    english = translate(page, "en", title="A class opens")

    titles = [entry.title for entry in client.get(page.url).context["related"]]
    assert titles == ["Конвой прибув", "Про місто"]
    response = client.get(english.url)
    assert [entry.title for entry in response.context["related"]] == ["Convoy arrives", "Про місто"]
    assert '<a href="/pro-misto/" lang="uk" hreflang="uk">Про місто</a>' in " ".join(response.content.decode().split())


def test_gallery_video_and_press_contact_are_shown_and_the_embargo_is_not(client: Client, index: NewsIndexPage) -> None:
    page = make_news(
        index,
        video_url="https://example.org/v",
        press_contact="Олена Шевченко",
        press_email="press@example.org",
        embargo_until="2016-05-14T10:00Z",
    )
    add(page, GalleryImage, image=make_image(), alt="Площа вранці", caption="Центр")

    text = text_of(client, page.url)

    assert 'alt="Площа вранці"' in text
    assert 'href="https://example.org/v"' in text
    assert "Олена Шевченко" in text
    assert "mailto:press@example.org" in text
    assert "2016-05-14" not in text


def test_the_queries_of_a_news_item_do_not_grow_with_its_rows(index: NewsIndexPage, queries: Callable) -> None:
    page = make_news(index)

    def fill(count: int) -> None:
        for number in range(count):
            other = make_news(index, title=f"Новина {count} {number}")
            add(page, RelatedPage, related=other.page_ptr)
            add(page, GalleryImage, image=make_image())

    fill(1)
    one = queries(page.url)
    fill(9)
    assert queries(page.url) == one


def test_the_queries_of_the_section_do_not_grow_with_its_news(index: NewsIndexPage, queries: Callable) -> None:
    def fill(count: int) -> None:
        for number in range(count):
            page = make_news(index, title=f"Н {count} {number}", topic=make_topic(f"Тема {number}"), image=make_image())
            page.tags.add(f"мітка {number}")
            page.save_revision().publish()

    fill(1)
    one = queries("/news/")
    fill(9)
    assert queries("/news/") == one
