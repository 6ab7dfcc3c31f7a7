"""The home page is composed of blocks that read the catalogue; standard pages stand below it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from cms_site.core import figures
from cms_site.core.catalog.models import Entry
from cms_site.core.figures import Figure
from home.blocks import HomeBlock
from home.models import HomePage, NewsIndexPage
from tests.factories.core import translate
from tests.factories.home import make_home, make_image, make_news, make_news_index, make_standard

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(home: HomePage) -> NewsIndexPage:
    return make_news_index(home)


def compose(home: HomePage, *blocks: tuple[str, Any]) -> None:
    page = HomePage.objects.get(pk=home.pk)
    page.body = list(blocks)
    page.save_revision().publish()


def newest(index: NewsIndexPage, number: int = 3, heading: str = "") -> tuple[str, Any]:
    return ("newest", {"heading": heading, "section": index.page_ptr, "number": number})


def text_of(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_newest_pages_of_a_section_are_shown_and_no_more_than_asked_for(
    client: Client, home: HomePage, index: NewsIndexPage
) -> None:
    for day in (1, 2, 3):
        make_news(index, title=f"Новина {day}", start_date=f"2016-05-0{day}")
    make_news(index, title="Чернетка", live=False)
    compose(home, newest(index, 2))

    text = text_of(client, "/")

    assert text.index("Новина 3") < text.index("Новина 2")
    assert "Новина 1" not in text
    assert "Чернетка" not in text
    assert '<a href="/news/">Новини</a>' in text


def test_a_section_is_shown_in_the_language_of_the_page(client: Client, home: HomePage, index: NewsIndexPage) -> None:
    page = make_news(index, title="Клас")
    compose(home, newest(index))
    english = translate(HomePage.objects.get(pk=home.pk), "en", title="Sumy")
    translate(index, "en", title="News")
    translate(page, "en", title="A class")

    text = text_of(client, english.url)

    assert "A class" in text
    assert "Клас" not in text


def test_highlight_and_quick_links_lead_only_to_public_pages(client: Client, home: HomePage) -> None:
    about, secret = make_standard(home), make_standard(home, title="Таємне", live=False)
    links = [
        {"title": "Про нас", "page": about.page_ptr, "url": ""},
        {"title": "", "page": secret.page_ptr, "url": ""},
        {"title": "Портал", "page": None, "url": "https://example.org/"},
    ]
    compose(
        home,
        ("highlight", {"heading": "Головне", "page": about.page_ptr}),
        ("highlight", {"heading": "Приховане", "page": secret.page_ptr}),
        ("quick_links", {"heading": "Швидко", "links": links}),
        ("text", "<p>Ласкаво просимо</p>"),
    )

    text = text_of(client, "/")

    assert "Головне" in text
    assert "Приховане" not in text
    assert '<a href="/pro-misto/">Про нас</a>' in text
    assert "Таємне" not in text
    assert '<a href="https://example.org/" rel="external noopener">Портал</a>' in text
    assert "Ласкаво просимо" in text


@pytest.mark.parametrize(
    ("link", "field"),
    [
        ({"title": "Куди", "page": None, "url": ""}, "page"),
        ({"title": "", "page": None, "url": "https://example.org/"}, "title"),
    ],
)
def test_a_quick_link_that_leads_nowhere_or_has_no_title_is_refused(link: dict, field: str) -> None:
    block = HomeBlock().child_blocks["quick_links"].child_blocks["links"].child_block

    with pytest.raises(ValidationError) as refused:
        block.clean(block.to_python(link))

    assert list(refused.value.block_errors) == [field]


@pytest.fixture
def news_figure() -> Iterator[None]:
    """A registered figure that counts the news of a year."""
    name = "test_news"
    figures.register(
        [
            Figure(
                name=name,
                label="News",
                rule="Public news of the year.",
                count=lambda year: Entry.objects.of_type("home.NewsPage").filter(year=year).count(),
                query=lambda year: f"?year={year}",
            )
        ]
    )
    yield
    del figures._figures[name]


@pytest.mark.usefixtures("news_figure")
def test_a_figure_links_to_the_list_that_it_was_counted_from(
    client: Client, home: HomePage, index: NewsIndexPage
) -> None:
    make_news(index)
    block = {"heading": "Рік", "year": 2016, "figures": ["test_news", "gone"], "section": index.page_ptr}
    compose(home, ("figures", block))

    assert '<a class="figures__value" href="/news/?year=2016">1</a>' in text_of(client, "/")


def test_the_queries_of_the_home_page_do_not_grow_with_what_it_shows(
    home: HomePage, index: NewsIndexPage, queries: Callable
) -> None:
    compose(home, newest(index, 12), newest(index, 6))

    def fill(count: int) -> None:
        for number in range(count):
            make_news(index, title=f"Новина {count} {number}", image=make_image())

    fill(1)
    one = queries("/")
    fill(9)
    assert queries("/") == one


def test_a_standard_page_lists_the_public_pages_below_it(client: Client, home: HomePage, queries: Callable) -> None:
    about = make_standard(home)
    make_standard(about, title="Історія")
    one = queries(about.url)
    for number in range(9):
        make_standard(about, title=f"Розділ {number}")
    make_standard(about, title="Чернетка", live=False)

    assert [entry.title for entry in client.get(about.url).context["children"]][:2] == ["Історія", "Розділ 0"]
    assert "Чернетка" not in text_of(client, about.url)
    assert queries(about.url) == one


def test_an_empty_home_page_opens(client: Client) -> None:
    make_home()

    assert "<h1" in text_of(client, "/")
