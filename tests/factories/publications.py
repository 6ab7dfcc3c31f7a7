"""Books, the bulletin with its acts, and annual reports."""

from datetime import date
from typing import Any

from wagtail.models import Page

from publications.models import (
    Act,
    AnnualReportIndexPage,
    AnnualReportPage,
    BookIndexPage,
    BookPage,
    BulletinIndexPage,
    BulletinIssuePage,
)

TEXT = [("paragraph", "<p>Текст.</p>")]


def make_book_index(parent: Page, **fields: Any) -> BookIndexPage:
    """The section of books."""
    return _below(parent, BookIndexPage, {"title": "Книги", "slug": "books"}, fields)


def make_book(parent: Page, **fields: Any) -> BookPage:
    """A public book of which nothing but the title is recorded."""
    return _below(parent, BookPage, {"title": "Часомобіль"}, fields)


def make_bulletin(parent: Page, **fields: Any) -> BulletinIndexPage:
    """The section of the bulletin."""
    return _below(parent, BulletinIndexPage, {"title": "Вісник", "slug": "bulletin"}, fields)


def make_issue(parent: Page, **fields: Any) -> BulletinIssuePage:
    """An issue, open for acts: publish it with `publish` when they are in it."""
    number = fields.get("number", 1)
    defaults = {"title": f"Вісник № {number}", "number": number, "year": 2016, "live": False}
    return _below(parent, BulletinIssuePage, defaults, fields)


def make_act(parent: Page, **fields: Any) -> Act:
    """A public order of the mayor with a text."""
    number = fields.get("number", "1-Р")
    defaults = {
        "title": f"Розпорядження {number}",
        "issuing_body": "mayor",
        "kind": "order",
        "number": number,
        "start_date": date(2016, 5, 4),
        "body": TEXT,
    }
    return _below(parent, Act, defaults, fields)


def make_report_index(parent: Page, **fields: Any) -> AnnualReportIndexPage:
    """The section of annual reports."""
    return _below(parent, AnnualReportIndexPage, {"title": "Звіти", "slug": "reports"}, fields)


def make_report(parent: Page, **fields: Any) -> AnnualReportPage:
    """A public report, its figures frozen."""
    return _below(parent, AnnualReportPage, {"title": "Звіт за 2016 рік", "year": 2016}, fields)


def publish(page: Page) -> Any:
    """`page` published as it is, read anew."""
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def _below(parent: Page, model: type[Page], defaults: dict[str, Any], fields: dict[str, Any]) -> Any:
    # treebeard counts the children in memory
    parent.refresh_from_db(fields=["path", "depth", "numchild"])
    return parent.add_child(instance=model(**{"locale": parent.locale, **defaults, **fields}))
