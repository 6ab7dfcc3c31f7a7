"""What a book refuses, whoever writes it."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail.models import Page

from partnerships.models import Organisation
from publications.models import BookAuthor, BookIndexPage, BookPage, LibraryCopy
from tests.factories.core import make_site, translate
from tests.factories.publications import make_book, make_book_index, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def books() -> BookIndexPage:
    return make_book_index(make_site())


def errors(page: Page) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as caught:
        page.full_clean()
    return caught.value.message_dict


def test_only_the_title_of_a_book_must_be_recorded(books: BookIndexPage) -> None:
    book = make_book(books)

    book.full_clean()

    assert (book.year, book.pages, book.print_run, book.public_cost) == (None, None, None, None)


@pytest.mark.parametrize("written", ["978-0-306-40615-7", "9780306406157", "978 0 306 40615 7", "0-306-40615-2"])
def test_an_isbn_is_kept_as_13_digits_and_shown_with_hyphens(books: BookIndexPage, written: str) -> None:
    book = make_book(books, isbn=written)

    assert book.isbn == "9780306406157"
    assert book.get_isbn_display() == "978-0-306-40615-7"
    assert BookPage().get_isbn_display() == ""


def test_a_wrong_isbn_is_refused_at_the_field(books: BookIndexPage) -> None:
    book = make_book(books)
    book.isbn = "9780306406158"

    assert list(errors(book)) == ["isbn"]


def test_two_books_cannot_have_one_isbn_however_it_is_written(books: BookIndexPage) -> None:
    make_book(books, title="Перша", isbn="9780306406157")

    with pytest.raises(ValidationError) as caught:
        make_book(books, title="Друга", isbn="0-306-40615-2")

    assert list(caught.value.message_dict) == ["isbn"]
    assert "Перша" in caught.value.message_dict["isbn"][0]


def test_the_database_refuses_a_second_book_with_the_same_isbn(books: BookIndexPage) -> None:
    make_book(books, isbn="9780306406157")
    other = make_book(books, title="Інша")

    with pytest.raises(IntegrityError), transaction.atomic():
        BookPage.objects.filter(pk=other.pk).update(isbn="9780306406157")


def test_a_translation_shares_the_isbn(books: BookIndexPage) -> None:
    book = make_book(books, isbn="9780306406157")

    english = translate(book, "en", title="Timemobile")

    assert (english.isbn, english.live) == (book.isbn, True)


@pytest.mark.parametrize(
    ("field", "value"), [("pages", 0), ("print_run", 0), ("public_cost", -1), ("year", 215), ("isbn", "9990306406157")]
)
def test_the_database_refuses_impossible_facts(books: BookIndexPage, field: str, value: Any) -> None:
    book = make_book(books)

    with pytest.raises(IntegrityError), transaction.atomic():
        BookPage.objects.filter(pk=book.pk).update(**{field: value})


@pytest.mark.parametrize(("field", "value"), [("pages", 0), ("print_run", 0), ("public_cost", -1), ("year", 215)])
def test_impossible_facts_are_refused_at_their_field(books: BookIndexPage, field: str, value: Any) -> None:
    book = make_book(books)
    setattr(book, field, value)

    assert list(errors(book)) == [field]


def test_a_library_is_chosen_or_written_but_not_both(books: BookIndexPage) -> None:
    library = Organisation.objects.create(name="Центральна бібліотека")
    row = LibraryCopy(page=make_book(books), library=library, library_name="Інша", copies=2)

    with pytest.raises(ValidationError) as caught:
        row.clean()
    assert list(caught.value.message_dict) == ["library_name"]
    row.locale = row.page.locale
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_neutral_facts_and_rows_follow_to_the_translation_while_its_text_stays(books: BookIndexPage) -> None:
    book = make_book(books)
    book.authors.add(BookAuthor(name="А. Волошин", locale=book.locale))
    book = publish(book)
    english = translate(book, "en", title="Timemobile", series="Selected works")
    english.authors.set([_named(row, "A. Voloshyn") for row in english.authors.all()])
    publish(english)

    book.pages, book.series = 120, "Вибране"
    publish(book)

    english = BookPage.objects.get(pk=english.pk)
    assert (english.pages, english.series, english.author_names()) == (120, "Selected works", ["A. Voloshyn"])


def _named(row: Any, name: str) -> Any:
    row.name = name
    return row
