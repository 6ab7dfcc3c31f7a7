"""Readers find public pages in their language, and are told of pages in other languages."""

from collections.abc import Callable

import pytest
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from home.models import HomePage, NewsIndexPage
from tests.factories.core import translate
from tests.factories.home import make_image, make_news, make_news_index, make_standard

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(home: HomePage) -> NewsIndexPage:
    return make_news_index(home)


def titles(client: Client, query: str, language: str = "") -> list[str]:
    listing = client.get(f"{language}/search/", {"q": query}).context["listing"]
    return [entry.title for entry in listing.page]


def test_any_form_of_a_word_finds_the_page(client: Client, index: NewsIndexPage) -> None:
    make_news(index, title="Делегація з Любліна відкрила пам’ятник")

    assert titles(client, "делегації") == ["Делегація з Любліна відкрила пам’ятник"]
    assert titles(client, "пам'ятники Люблін") == ["Делегація з Любліна відкрила пам’ятник"]
    assert titles(client, "пам`ятником") == ["Делегація з Любліна відкрила пам’ятник"]


def test_the_body_is_searched_too_and_what_is_not_public_is_not_found(client: Client, index: NewsIndexPage) -> None:
    make_news(index, title="Клас", body=[("paragraph", "<p>Учні зварюють метал.</p>")])
    make_news(index, title="Чернетка про метал", live=False)
    hidden = make_news(index, title="Таємний метал")
    PageViewRestriction.objects.create(page=hidden.page_ptr, restriction_type=PageViewRestriction.LOGIN)

    assert titles(client, "метали") == ["Клас"]


def test_results_are_in_the_reader_s_language_and_others_are_offered(client: Client, index: NewsIndexPage) -> None:
    page = make_news(index, title="Конвой Help Point")
    translate(page, "en", title="Convoy of Help Point")
    make_news(index, title="Ще один конвой Help Point")

    assert titles(client, "help point", "/en") == ["Convoy of Help Point"]
    text = " ".join(client.get("/en/search/?q=help+point").content.decode().split())
    assert '<a href="/search/?q=help+point" hreflang="uk"> Ukrainian: 2 pages </a>' in text


def test_the_kind_of_page_narrows_the_results_and_keeps_the_words(
    client: Client, home: HomePage, index: NewsIndexPage
) -> None:
    make_news(index, title="Контакти міста змінилися")
    make_standard(home, title="Контакти")

    listing = client.get("/search/?q=контакти&type=home.standardpage").context["listing"]

    assert [entry.title for entry in listing.page] == ["Контакти"]
    (facet,) = listing.facets
    assert {option.value: option.count for option in facet.options} == {"home.newspage": 1, "home.standardpage": 1}
    assert all("q=%D0%BA%D0%BE%D0%BD" in option.query for option in facet.options)


def test_the_second_page_keeps_the_words(client: Client, index: NewsIndexPage) -> None:
    for number in range(25):
        make_news(index, title=f"Конвой {number}")

    response = client.get("/search/?q=конвої")
    assert response.context["listing"].total == 25
    assert "q=%D0%BA%D0%BE%D0%BD%D0%B2%D0%BE%D1%97&amp;page=2" in response.content.decode()
    assert len(client.get("/search/?q=конвої&page=2").context["listing"].page) == 5


@pytest.mark.parametrize("query", ["", "   ", "!!!", "\x00", "нічого такого", "x" * 5000, '" OR "'])
def test_a_search_without_result_is_a_page_of_its_own(client: Client, index: NewsIndexPage, query: str) -> None:
    make_news(index)

    response = client.get("/search/", {"q": query})

    assert response.status_code == 200
    assert response.context["listing"].total == 0


def test_search_does_not_ask_more_of_the_database_for_more_results(index: NewsIndexPage, queries: Callable) -> None:
    make_news(index, title="Конвой", image=make_image())
    one = queries("/search/?q=конвой")
    for number in range(9):
        make_news(index, title=f"Конвой {number}", image=make_image())

    assert queries("/search/?q=конвой") == one


def test_a_withdrawn_page_is_not_found_any_more(client: Client, index: NewsIndexPage) -> None:
    page = make_news(index, title="Конвой")
    Page.objects.get(pk=page.pk).unpublish()

    assert titles(client, "конвой") == []


def test_search_is_only_read(client: Client) -> None:
    assert client.post("/search/", {"q": "місто"}).status_code == 405
