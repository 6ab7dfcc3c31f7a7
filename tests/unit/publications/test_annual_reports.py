"""The figures of an annual report stay as they were when it was published."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail.models import Page, Revision

from cms_site.core.models import ReportedFigure
from publications.models import AnnualReportIndexPage, AnnualReportPage, BulletinIndexPage, FrozenFigure
from tests.factories.core import make_site, translate
from tests.factories.publications import (
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


@pytest.fixture
def reports(home: Page) -> AnnualReportIndexPage:
    return make_report_index(home)


@pytest.fixture
def bulletin(home: Page) -> BulletinIndexPage:
    found = make_bulletin(home)
    for number in (1, 2):
        make_issue(found, number=number, live=True)
    return found


def value(report: AnnualReportPage, name: str) -> object:
    return next(figure.value for figure in report.figures() if figure.figure.name == name)


def test_a_draft_computes_its_figures(reports: AnnualReportIndexPage, bulletin: BulletinIndexPage) -> None:
    report = make_report(reports, live=False)
    assert value(report, "bulletin_issues") == 2

    make_issue(bulletin, number=3, live=True)

    assert value(report, "bulletin_issues") == 3
    assert not FrozenFigure.objects.exists()


def test_publishing_freezes_the_figures_with_what_was_printed(
    reports: AnnualReportIndexPage, bulletin: BulletinIndexPage
) -> None:
    ReportedFigure.objects.create(figure="bulletin_issues", year=2016, value=15, note="за звітом")
    report = publish(make_report(reports, live=False))

    make_issue(bulletin, number=3, live=True)
    ReportedFigure.objects.update(value=16)
    report = publish(report)

    frozen = next(figure for figure in report.figures() if figure.figure.name == "bulletin_issues")
    assert (frozen.value, frozen.reported.value, frozen.difference) == (2, 15, Decimal(-13))
    assert frozen.reported.note == "за звітом"
    assert FrozenFigure.objects.filter(figure="bulletin_issues").count() == 1


def test_a_revision_from_before_the_freezing_does_not_bring_the_figures_back(
    reports: AnnualReportIndexPage, bulletin: BulletinIndexPage
) -> None:
    report = make_report(reports, live=False)
    old = report.save_revision()
    old.publish()
    make_issue(bulletin, number=3, live=True)

    Revision.objects.get(pk=old.pk).publish()

    report = AnnualReportPage.objects.get(pk=report.pk)
    assert value(report, "bulletin_issues") == 2
    assert value(report.get_latest_revision_as_object(), "bulletin_issues") == 2


def test_a_translation_shows_the_figures_that_were_frozen_for_the_source(
    reports: AnnualReportIndexPage, bulletin: BulletinIndexPage
) -> None:
    report = make_report(reports)
    make_issue(bulletin, number=3, live=True)

    english = translate(report, "en", title="Report of 2016")

    assert value(english, "bulletin_issues") == 2
    assert english.frozen_at == report.frozen_at


def test_a_translation_made_of_a_draft_gets_the_figures_with_the_publication_of_the_source(
    reports: AnnualReportIndexPage, bulletin: BulletinIndexPage
) -> None:
    report = make_report(reports, live=False)
    english = translate(report, "en", publish=False, title="Report of 2016")

    publish(report)
    publish(AnnualReportPage.objects.get(pk=english.pk).get_latest_revision_as_object())

    english = AnnualReportPage.objects.get(pk=english.pk)
    assert english.frozen_at is not None
    assert value(english, "bulletin_issues") == 2
    assert english.frozen_figures.count() == report.frozen_figures.model.objects.filter(page=report).count()


def test_a_figure_that_is_not_computed_any_more_keeps_its_number(reports: AnnualReportIndexPage) -> None:
    report = make_report(reports)
    FrozenFigure.objects.filter(page=report, figure="books").update(figure="gone", value=Decimal("2.50"))

    assert value(AnnualReportPage.objects.get(pk=report.pk), "gone") == Decimal("2.50")


def test_a_second_report_of_a_year_is_refused(reports: AnnualReportIndexPage) -> None:
    make_report(reports)
    other = make_report(reports, title="Ще один", year=2015)

    other.year = 2016
    with pytest.raises(ValidationError) as caught:
        other.full_clean()

    assert list(caught.value.message_dict) == ["year"]
    with pytest.raises(IntegrityError), transaction.atomic():
        AnnualReportPage.objects.filter(pk=other.pk).update(year=2016)


def test_books_without_a_year_are_in_no_years_figure(home: Page, reports: AnnualReportIndexPage) -> None:
    books = make_book_index(home)
    make_book(books, year=None)
    report = make_report(reports, live=False)
    assert value(report, "books") is None

    make_book(books, title="Іловайськ", year=2016)

    assert value(report, "books") == 1
