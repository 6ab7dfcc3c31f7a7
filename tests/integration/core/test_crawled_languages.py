"""A crawler walks every address of the foreign languages: nowhere does a reader meet the language of the source."""

import random
from collections import deque
from datetime import date
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Locale, Page

from cms_site.core.catalog import projection
from cms_site.core.catalog.models import Entry
from cms_site.core.drafts import add_drafts
from cms_site.core.translation.scripts import CYRILLIC, LETTER
from home.models import NewsPage, TopicName
from tests.factories.core import translate
from tests.factories.home import make_home, make_news_index, make_topic

pytestmark = pytest.mark.django_db

PAGES = 150
MOST = 0.005
WORDS = {
    "uk": {"title": "Відкрито новий клас", "lead": "Подія в місті", "video_title": "Відео про клас"},
    "en": {"title": "A new class opens", "lead": "An event in the city", "video_title": "A film of the class"},
    "pl": {"title": "Otwarto nową klasę", "lead": "Wydarzenie w mieście", "video_title": "Film o klasie"},
}
BODY = {"uk": "<p>Дітей прийшло багато.</p>", "en": "<p>Many children came.</p>", "pl": "<p>Przyszło wiele dzieci.</p>"}


def seed(index: Page, language: str, sources: list[NewsPage], dice: random.Random) -> None:
    """One translation of every source, all but a few with passages in Ukrainian or none; public past all code."""
    locale = Locale.objects.get(language_code=language)
    pages = []
    for number, source in enumerate(sources):
        words = {**WORDS[language], "title": f"{WORDS[language]['title']} {number}", "body": BODY[language]}
        spoiled = [] if number % 10 == 0 else dice.sample(sorted(words), dice.randint(1, 3))
        for name in spoiled:
            words[name] = (BODY if name == "body" else WORDS["uk"] | {"body": ""})["uk" if name == "body" else name]
            if name not in ("title", "body") and dice.random() < 0.3:
                words[name] = ""
        pages.append(news(f"n-{number}", locale, words, source.topic, translation_key=source.translation_key))
    add_drafts(index, pages, None)


def news(slug: str, locale: Locale, words: dict[str, str], topic: Any, **fields: Any) -> NewsPage:
    body = [("paragraph", words["body"])]
    rest = {name: text for name, text in words.items() if name != "body"}
    return NewsPage(slug=slug, locale=locale, topic=topic, body=body, start_date=date(2016, 5, 15), **rest, **fields)


@pytest.fixture
def addresses() -> list[str]:
    """A city with 150 news items and 300 translations of them, most unfinished; their addresses."""
    home = make_home()
    index = make_news_index(home)
    topic = make_topic("Освіта", en="Education")
    assert TopicName.objects.count() == 1
    uk = Locale.objects.get(language_code="uk")
    sources = [
        news(f"n-{number}", uk, {**WORDS["uk"], "title": f"Новина {number}", "body": BODY["uk"]}, topic)
        for number in range(PAGES)
    ]
    add_drafts(index, sources, None)
    for language in ("en", "pl"):
        section = translate(index, language, title=f"News {language}")
        seed(section, language, sources, random.Random(language))
    Page.objects.update(live=True)
    projection.rebuild()
    return [page.url for page in NewsPage.objects.exclude(locale=uk)]


def share_of_cyrillic(html: str) -> float:
    page = BeautifulSoup(html, "html.parser")
    for marked in page.find_all(attrs={"lang": "uk"}):
        if marked.name != "html":
            marked.decompose()
    described = [tag.get("content", "") for tag in page.find_all("meta")] + [tag["alt"] for tag in page.select("[alt]")]
    text = page.get_text(" ") + " ".join(described)
    return len(CYRILLIC.findall(text)) / max(1, len(LETTER.findall(text)))


def test_no_page_of_a_foreign_language_shows_the_language_of_the_source(client: Client, addresses: list[str]) -> None:
    assert len(addresses) == 2 * PAGES
    complete = Entry.objects.of_type("home.NewsPage").exclude(locale__language_code="uk")
    assert set(complete.values_list("page__slug", flat=True)) == {f"n-{number}" for number in range(0, PAGES, 10)}
    waiting, seen, answered = deque(["/en/", "/pl/", *addresses]), set(), {200: 0, 404: 0}
    while waiting:
        address = waiting.popleft()
        if address in seen:
            continue
        seen.add(address)
        response = client.get(address)
        if response.status_code in (301, 302):
            waiting.append(response["Location"])
            continue
        answered[response.status_code] += 1
        if not response["Content-Type"].startswith("text/html"):
            assert len(CYRILLIC.findall(response.content.decode())) == 0, address
            continue
        html = response.content.decode()
        assert share_of_cyrillic(html) <= MOST, address
        waiting.extend(inner_links(address, html))
    assert answered[404] == 2 * PAGES * 9 // 10
    assert answered[200] > 2 * PAGES // 10


def inner_links(address: str, html: str) -> list[str]:
    """The addresses in foreign languages that a page links to; of lists all leaves, but not every choice of filters."""
    found = []
    for link in BeautifulSoup(html, "html.parser").find_all("a", href=True):
        target = urlsplit(urljoin(address, link["href"]))
        deep = target.query.count("=") > 1 or target.query.startswith("q=")
        if target.path[:4] in ("/en/", "/pl/") and not target.netloc and not deep:
            found.append(target.path + (f"?{target.query}" if target.query else ""))
    return found
