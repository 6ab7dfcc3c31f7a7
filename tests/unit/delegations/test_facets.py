"""Where a visit stands follows from its dates, in Python and in the list alike."""

from datetime import date, datetime

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import Page

from cms_site.core.catalog.models import Entry
from cms_site.core.dates import PartialDate
from delegations.choices import Status
from delegations.facets import StatusFacet, status_on
from delegations.models import DelegationIndexPage
from tests.factories.core import make_site
from tests.factories.delegations import make_delegation_index, make_visit

TODAY = date(2016, 9, 15)
CASES = [
    (PartialDate(date(2016, 9, 14)), Status.HELD),
    (PartialDate(date(2016, 9, 15)), Status.UNDER_WAY),
    (PartialDate(date(2016, 9, 10), date(2016, 9, 15)), Status.UNDER_WAY),
    (PartialDate(date(2016, 9, 10), date(2016, 9, 14)), Status.HELD),
    (PartialDate(date(2016, 9, 16)), Status.PLANNED),
    (PartialDate(date(2016, 8, 1), precision="month"), Status.HELD),
    (PartialDate(date(2016, 9, 1), precision="month"), Status.UNDER_WAY),
    (PartialDate(date(2016, 8, 1), date(2016, 9, 1), "month"), Status.UNDER_WAY),
    (PartialDate(date(2016, 10, 1), precision="month"), Status.PLANNED),
    (PartialDate(date(2016, 6, 1), precision="season"), Status.HELD),
    (PartialDate(date(2016, 9, 1), precision="season"), Status.UNDER_WAY),
    (PartialDate(date(2015, 1, 1), precision="year"), Status.HELD),
    (PartialDate(date(2016, 1, 1), precision="year"), Status.UNDER_WAY),
    (PartialDate(date(2017, 1, 1), precision="year"), Status.PLANNED),
]


@pytest.mark.parametrize(("when", "status"), CASES)
def test_the_status_follows_the_dates(when: PartialDate, status: Status) -> None:
    assert status_on(TODAY, when, cancelled=False) == status


def test_a_visit_without_a_date_is_planned_and_a_cancelled_one_is_cancelled_at_any_time() -> None:
    assert status_on(TODAY, None, cancelled=False) == Status.PLANNED
    assert status_on(TODAY, PartialDate(date(2015, 1, 1)), cancelled=True) == Status.CANCELLED


@pytest.fixture
def index(db: None) -> DelegationIndexPage:
    home: Page = make_site()
    return make_delegation_index(home)


@time_machine.travel(datetime(2016, 9, 15, 12, tzinfo=timezone.get_default_timezone()))
def test_the_list_narrows_by_the_same_status(index: DelegationIndexPage) -> None:
    expected: dict[str, set[int]] = {status.value: set() for status in Status}
    for when, status in CASES:
        visit = make_visit(index, start_date=when.start, end_date=when.end, date_precision=when.precision)
        expected[status.value].add(visit.pk)
    cancelled = make_visit(index, start_date=date(2016, 1, 1), cancelled=True, cancellation_reason="Туман")
    expected["cancelled"].add(cancelled.pk)
    visits = Entry.objects.of_type("delegations.DelegationPage")

    found = {status: set(StatusFacet().filter(visits, [status]).values_list("pk", flat=True)) for status in expected}

    assert found == expected
    assert StatusFacet().counts(visits) == {status: len(pks) for status, pks in expected.items()}
