"""Books, the year of the bulletin and the annual report of the demo."""

from datetime import date
from typing import Any

from cms_site.core.dates import Precision
from cms_site.demo.accounts import username
from cms_site.demo.facts import LANGUAGES, facts, texts, words
from cms_site.demo.pages import Draft, Pages
from publications.models.acts import Act
from publications.models.annual_reports import AnnualReportPage
from publications.models.books import BookPage
from publications.models.bulletin import BulletinIssuePage

CLERK = username("clerk")


def ensure(pages: Pages) -> None:
    """Make the books, the issues and the sample acts that are missing."""
    for record in facts("books"):
        pages.ensure(_book(record, pages))
    bulletin = facts("bulletin")
    for number in range(1, bulletin["issues"] + 1):
        pages.ensure(_issue(number, bulletin["year"], pages))
    for act in texts("bulletin")["acts"]:
        pages.ensure(_act(act, bulletin["year"], pages))


def ensure_report(pages: Pages) -> None:
    """Make the annual report. Its figures are frozen when it is published, so everything they count comes before."""
    source = facts("source")
    pages.ensure(
        Draft(
            f"report:{source['year']}",
            AnnualReportPage,
            pages.below("annual_reports"),
            words(source, texts("reports")[source["year"]]),
            lambda: {"year": source["year"]},
            picture="report",
            owner=username("head"),
        )
    )


def _book(record: dict[str, Any], pages: Pages) -> Draft:
    return Draft(
        f"book:{record['key']}",
        BookPage,
        pages.below("books"),
        words(record, texts("books")[record["key"]]),
        lambda: {"kind": record.get("kind", "")},
        lambda: {"authors": [{"name": {"uk": who["name_uk"], "en": who["name_en"]}} for who in record["authors"]]},
        picture=record["key"],
        owner=CLERK,
    )


def _issue(number: int, year: int, pages: Pages) -> Draft:
    written = texts("bulletin")["issue"]
    return Draft(
        f"issue:{year}-{number}",
        BulletinIssuePage,
        pages.below("bulletin"),
        {
            language: {**text, "title": text["title"].format(number=number, year=year)}
            for language, text in written.items()
        },
        lambda: {"number": number, "year": year},
        picture="herald",
        owner=CLERK,
    )


def _act(act: dict[str, Any], year: int, pages: Pages) -> Draft:
    return Draft(
        f"act:{act['key']}",
        Act,
        lambda language: pages.get(BulletinIssuePage, f"issue:{year}-{act['issue']}", language),
        {
            language: {"title": act[language]["title"], "lead": act[language]["lead"], "body": act[language]["text"]}
            for language in LANGUAGES
            if language in act
        },
        lambda: {
            "issuing_body": act["body"],
            "kind": act["kind"],
            "number": act["number"],
            "start_date": date(year, 1, 1),
            "date_precision": Precision.YEAR,
            "is_sample": True,
        },
        owner=CLERK,
    )
