"""A reader finds a page by any form of its words, on both databases alike."""

from datetime import date

import pytest
from wagtail.models import Page

from cms_site.core.catalog.models import Entry
from cms_site.core.search import matching, query_terms, searchable_words
from tests.factories.core import make_park, make_site, make_tree
from tests.testapp.models import ParkPage


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Делегації", "делегації делегація"),
        ("вулиць вулиць", "вулиць вулиця"),
        ("мо́ва", "мова"),
        ("Gorzów Łódź", "gorzow lodz"),
        ("2016, № 7!", "2016 no 7"),
        ("Дуб-Люблін", "дуб люблін"),
        ("\x00 … «»", ""),
    ],
)
def test_words_are_brought_to_one_spelling_with_their_dictionary_form(text: str, words: str) -> None:
    assert searchable_words(text) == words


@pytest.mark.parametrize("apostrophe", ["'", "’", "ʼ", "‘", "`", "´", "′"])
def test_every_apostrophe_gives_the_same_words(apostrophe: str) -> None:
    assert searchable_words(f"Пам{apostrophe}ятники") == "памятники памятник"


def test_latin_letters_inside_a_ukrainian_word_are_read_as_ukrainian_ones() -> None:
    assert searchable_words("Cyмcькa MiськА") == searchable_words("Сумська міська")
    assert searchable_words("Bergen") == "bergen"


def test_a_page_keeps_a_bounded_number_of_bounded_words() -> None:
    words = searchable_words(" ".join(f"слово{number}" for number in range(20_000)) + " " + "а" * 5_000)

    assert len(words.split(" ")) == 10_000
    assert max(len(word) for word in searchable_words("а" * 5_000).split(" ")) <= 60


def test_an_unknown_word_is_found_by_its_beginning_and_a_known_one_only_as_a_whole() -> None:
    assert query_terms("люблін gorz") == [["люблін"], ["gorz*"]]
    assert query_terms("EU") == [["eu"]]


@pytest.fixture
def park() -> ParkPage:
    home: Page = make_site()
    return make_park(home)


def found(query: str) -> list[str]:
    return [entry.title for entry in matching(Entry.objects.of_type("testapp.TreePage"), query)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("делегації", "Делегація з Любліна"),
        ("делегаціями", "Делегація з Любліна"),
        ("ЛЮБЛІН", "Делегація з Любліна"),
        ("пам'ятник", "Відкрито пам’ятники"),
        ("памʼятника", "Відкрито пам’ятники"),
        ("памятник", "Відкрито пам’ятники"),
        ("gorzow", "Лист із Gorzów Wielkopolski"),
        ("Wielkop", "Лист із Gorzów Wielkopolski"),
        ("Лиcт", "Лист із Gorzów Wielkopolski"),
    ],
)
def test_a_page_is_found_by_any_form_of_its_words(park: ParkPage, query: str, title: str) -> None:
    for other in ["Делегація з Любліна", "Відкрито пам’ятники", "Лист із Gorzów Wielkopolski"]:
        make_tree(park, title=other)

    assert found(query) == [title]


@pytest.mark.django_db
def test_every_word_must_be_there(park: ParkPage) -> None:
    make_tree(park, title="Старий дуб")
    make_tree(park, title="Молодий дуб")

    assert found("дуби старі") == ["Старий дуб"]
    assert found("дуб липа") == []


@pytest.mark.django_db
def test_a_title_comes_before_a_newer_page_that_only_mentions_the_word(park: ParkPage) -> None:
    make_tree(park, title="Клен", lead="Росте поруч із липою.", start_date=date(2016, 9, 1))
    make_tree(park, title="Липа", start_date=date(2016, 1, 1))
    make_tree(park, title="Липи в парку", start_date=date(2016, 5, 1))

    assert found("липа") == ["Липи в парку", "Липа", "Клен"]


@pytest.mark.django_db
def test_a_changed_or_removed_page_is_found_as_it_is_now(park: ParkPage) -> None:
    tree = make_tree(park, title="Ялина")
    tree.title = "Сосна"
    tree.save_revision().publish()
    assert (found("ялина"), found("сосни")) == ([], ["Сосна"])

    Page.objects.get(pk=tree.pk).unpublish()
    assert found("сосна") == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        "",
        "  ",
        "!!!",
        "\x00",
        '"',
        "'",
        "дуб'",
        "дуб OR",
        'NEAR("дуб")',
        "дуб*",
        "-дуб",
        "a:b",
        "(",
        "\\",
        "%",
        "½ ŉ ﷺ",
    ],
)
def test_no_query_is_an_error(park: ParkPage, query: str) -> None:
    make_tree(park, title="Дуб")

    assert found(query) in ([], ["Дуб"])


@pytest.mark.django_db
def test_a_query_of_a_thousand_words_is_cut(park: ParkPage) -> None:
    make_tree(park, title="Дуб")

    assert found("дуб " * 1000) == ["Дуб"]
    assert len(query_terms(" ".join(f"слово{number}" for number in range(1000)))) == 10
