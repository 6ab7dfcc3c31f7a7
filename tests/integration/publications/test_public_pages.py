"""What readers see of books, the bulletin and the annual reports."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from cms_site.core.catalog.models import Entry
from cms_site.core.models import ReportedFigure
from partnerships.models import Organisation
from publications.models import BookAuthor, LibraryCopy
from tests.factories.core import make_site, translate
from tests.factories.publications import (
    make_act,
    make_book,
    make_book_index,
    make_bulletin,
    make_issue,
    make_report,
    make_report_index,
    publish,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> Page:
    return make_site()


def html(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def titles(client: Client, url: str) -> set[str]:
    return {entry.title for entry in client.get(url).context["listing"].page}


def full_book(index: Page, **fields: Any) -> Any:
    """A book of which everything is recorded."""
    book = make_book(
        index,
        **{
            "isbn": "9780306406157",
            "publisher": "Мрія",
            "year": 2016,
            "kind": "fiction",
            "pages": 120,
            "print_run": 500,
            "language": "uk",
            "series": "Вибране",
            "funding_programme": "Книга міста",
            "public_cost": Decimal("12500.50"),
            "council_opinion": "Схвалено до друку.",
            "council_decision_number": "17",
            "council_decision_date": date(2016, 3, 1),
            "excerpt": "Був собі чоловік.",
            **fields,
        },
    )
    library = Organisation.objects.filter(name="Бібліотека Шевченка").first() or Organisation(
        name="Бібліотека Шевченка"
    )
    library.full_clean()
    library.save()
    book.authors = [BookAuthor(name="А. Волошин", locale=book.locale)]
    book.library_copies = [
        LibraryCopy(library=library, copies=3, locale=book.locale),
        LibraryCopy(library_name="Шкільна бібліотека", locale=book.locale),
    ]
    return publish(book)


def test_a_book_page_shows_everything_that_is_recorded(client: Client, home: Page) -> None:
    book = full_book(make_book_index(home))

    said = html(client, book.url)

    for text in ["А. Волошин", "978-0-306-40615-7", "Мрія", "2016", "120", "500", "Вибране", "Книга міста", "12500,5"]:
        assert text in said or text in said.replace(" ", "").replace(".", ",")
    for text in ["Схвалено до друку.", "17", "Був собі чоловік.", "Бібліотека Шевченка", "Шкільна бібліотека"]:
        assert text in said


def test_what_is_not_recorded_of_a_book_is_said_and_never_zero(client: Client, home: Page) -> None:
    said = html(client, make_book(make_book_index(home)).url)

    assert 'class="facts__missing"' in said
    assert "<dd> 0 </dd>" not in said
    assert "None" not in said


def test_books_are_narrowed_by_year_kind_and_programme(client: Client, home: Page) -> None:
    index = make_book_index(home)
    make_book(index, title="Вірші", kind="poetry", year=2015)
    make_book(index, title="Проза", kind="fiction", year=2016, funding_programme="Книга міста")

    assert titles(client, index.url) == {"Вірші", "Проза"}
    assert titles(client, index.url + "?kind=poetry") == {"Вірші"}
    assert titles(client, index.url + "?year=2016") == {"Проза"}
    assert titles(client, index.url + "?funding_programme=Книга міста") == {"Проза"}
    assert [facet.name for facet in client.get(index.url).context["listing"].facets] == [
        "year",
        "kind",
        "funding_programme",
    ]


def test_issues_are_narrowed_by_year_and_drafts_are_not_listed(client: Client, home: Page) -> None:
    bulletin = make_bulletin(home)
    make_issue(bulletin, number=1, live=True)
    make_issue(bulletin, number=1, year=2017, title="Вісник 2017", live=True)
    make_issue(bulletin, number=2)

    assert titles(client, bulletin.url) == {"Вісник № 1", "Вісник 2017"}
    assert titles(client, bulletin.url + "?year=2017") == {"Вісник 2017"}


def test_an_issue_lists_its_public_acts_in_their_order(client: Client, home: Page) -> None:
    bulletin = make_bulletin(home)
    issue = make_issue(bulletin)
    for number in ["2-Р", "1-Р"]:
        make_act(issue, number=number)
    make_act(issue, number="3-Р", live=False)
    make_act(make_issue(bulletin, number=2), number="4-Р")
    issue = publish(issue)

    response = client.get(issue.url)

    assert [entry.title for entry in response.context["contents"]] == ["Розпорядження 2-Р", "Розпорядження 1-Р"]
    assert "Розпорядження 3-Р" not in response.content.decode()


def test_a_translated_issue_offers_the_acts_that_are_not_translated_in_ukrainian(client: Client, home: Page) -> None:
    issue = make_issue(make_bulletin(home))
    first, second = make_act(issue), make_act(issue, number="2-Р")
    issue = publish(issue)
    translate(home, "en", title="City")
    translate(issue.get_parent().specific, "en", title="Herald")
    english = translate(issue, "en", title="Herald no. 1")
    translate(first, "en", title="Order 1-R", body=[("paragraph", "<p>Text.</p>")])

    response = client.get(english.url)

    assert [entry.title for entry in response.context["contents"]] == ["Order 1-R", second.title]
    assert f'<a class="card__link" href="{second.url}" hreflang="uk">' in html(client, english.url)


def test_the_acts_of_all_issues_are_listed_by_body_kind_and_status(client: Client, home: Page) -> None:
    bulletin = make_bulletin(home)
    make_act(make_issue(bulletin), title="Перше")
    make_act(
        make_issue(bulletin, number=2),
        title="Друге",
        issuing_body="council",
        kind="decision",
        status="repealed",
        start_date=date(2015, 3, 1),
    )
    url = bulletin.url + "acts/"

    assert titles(client, url) == {"Перше", "Друге"}
    assert titles(client, url + "?issuing_body=council") == {"Друге"}
    assert titles(client, url + "?kind=order") == {"Перше"}
    assert titles(client, url + "?status=repealed") == {"Друге"}
    assert titles(client, url + "?year=2016") == {"Перше"}
    for kind in ("rss", "atom"):
        said = client.get(f"{url}feed/{kind}/?kind=order").content.decode()
        assert "Перше" in said
        assert "Друге" not in said
        assert f"{url}feed/{kind}/" in html(client, url)


def test_an_act_shows_its_issue_its_status_and_the_acts_that_changed_it(client: Client, home: Page) -> None:
    issue = make_issue(make_bulletin(home), live=False)
    old, new = make_act(issue, title="Старе"), make_act(issue, number="2-Р", title="Нове")
    old.status, old.repealed_by = "repealed", new
    old = publish(old)
    publish(issue)

    assert f'href="{new.url}"' in html(client, old.url)
    assert f'href="{old.url}"' in html(client, new.url)
    assert f'href="{issue.url}"' in html(client, new.url)


def test_an_act_that_is_not_public_is_not_named_by_the_act_it_repealed(client: Client, home: Page) -> None:
    issue = make_issue(make_bulletin(home), live=True)
    issue.sealed_at = None
    issue.save(update_fields=["sealed_at"])
    new = make_act(issue, number="2-Р", title="Таємне", live=False)
    old = make_act(issue, title="Старе", status="repealed", repealed_by=new)

    assert "Таємне" not in html(client, old.url)


def test_a_sample_is_marked_on_its_page_and_in_every_listing(client: Client, home: Page) -> None:
    bulletin = make_bulletin(home)
    issue = make_issue(bulletin)
    act = make_act(issue, title="Про озеленення", is_sample=True)
    marked = Entry.objects.get(page=act).title
    issue = publish(issue)

    assert 'class="notice"' in html(client, act.url)
    assert marked in html(client, issue.url)
    assert marked in html(client, bulletin.url + "acts/")


def test_a_report_shows_computed_and_reported_figures_side_by_side(client: Client, home: Page) -> None:
    make_issue(make_bulletin(home), live=True)
    ReportedFigure.objects.create(figure="bulletin_issues", year=2016, value=15)
    report = make_report(make_report_index(home))

    figure = next(f for f in client.get(report.url).context["figures"] if f.figure.name == "bulletin_issues")

    assert (figure.value, figure.reported.value) == (1, 15)
    said = html(client, report.url)
    assert "<table" in said
    assert "15" in said
    assert report.frozen_at.strftime("%Y") in said
    assert 'href="' + report.url + "?" not in said


def test_every_type_opens_in_ukrainian_and_english(client: Client, home: Page) -> None:
    books, bulletin, reports = make_book_index(home), make_bulletin(home), make_report_index(home)
    issue = make_issue(bulletin)
    act = make_act(issue)
    pages = [books, full_book(books), bulletin, publish(issue), act, reports, make_report(reports)]
    translate(home, "en", title="City")

    for page in pages:
        english = translate(page, "en", title="English title")
        assert "English title" in html(client, english.url)
        assert page.title in html(client, page.url)
        assert english.url.startswith("/en/")
    assert client.get("/en/bulletin/acts/").status_code == 200


def queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def grow_books(home: Page, count: int) -> list[str]:
    index = Page.objects.filter(slug="books").first()
    index = index.specific if index else make_book_index(home)
    isbns = ["9780306406157", "9780131103627", "9780201633610", "9780262033848", "9780596517748"]
    book = index.get_children().first()
    book = book.specific if book else full_book(index, title="Книга", isbn=isbns[0])
    for number in range(index.get_children().count(), count):
        make_book(index, title=f"Книга {number}", kind="fiction", year=2000 + number)
    book.authors = [BookAuthor(name=f"Автор {n}", locale=book.locale) for n in range(count)]
    libraries = [_library(n) for n in range(count)]
    book.library_copies = [LibraryCopy(library=library, copies=1, locale=book.locale) for library in libraries]
    return [index.url, publish(book).url]


def _library(number: int) -> Organisation:
    found = Organisation.objects.filter(name=f"Бібліотека {number}").first()
    if found is None:
        found = Organisation(name=f"Бібліотека {number}")
        found.full_clean()
        found.save()
    return found


def grow_bulletin(home: Page, count: int) -> list[str]:
    found = Page.objects.filter(slug="bulletin").first()
    bulletin = found.specific if found else make_bulletin(home)
    for number in range(bulletin.get_children().count() + 1, count + 1):
        make_issue(bulletin, number=number, live=True)
    issue = bulletin.get_children().first().specific
    issue.sealed_at = None
    issue.save(update_fields=["sealed_at"])
    for number in range(issue.get_children().count(), count):
        make_act(issue, number=str(number))
    act = issue.get_children().first().specific
    type(act).objects.filter(path__startswith=issue.path).exclude(pk=act.pk).update(status="amended", amended_by=act)
    return [bulletin.url, bulletin.url + "acts/", issue.url, act.url]


def grow_reports(home: Page, count: int) -> list[str]:
    found = Page.objects.filter(slug="reports").first()
    index = found.specific if found else make_report_index(home)
    for number in range(index.get_children().count(), count):
        make_report(index, year=2016 - number, title=f"Звіт {2016 - number}")
    return [index.url, index.get_children().first().url]


@pytest.mark.parametrize("grow", [grow_books, grow_bulletin, grow_reports])
def test_ten_records_need_the_queries_of_one(
    client: Client, home: Page, grow: Callable[[Page, int], list[str]]
) -> None:
    few = {url: queries(client, url) for url in grow(home, 1)}

    many = {url: queries(client, url) for url in grow(home, 10)}

    assert many == few
