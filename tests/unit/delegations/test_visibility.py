"""What of a visit is public when."""

from datetime import date, datetime, time

import pytest
from django.utils import timezone

from delegations.models import DelegationIndexPage, Host, Member, ProgrammeItem
from delegations.visibility import public_at, release_time
from tests.factories.core import make_site
from tests.factories.delegations import make_delegation_index, make_visit

pytestmark = pytest.mark.django_db


def kyiv(*when: int) -> datetime:
    return timezone.make_aware(datetime(*when))


@pytest.fixture
def index() -> DelegationIndexPage:
    return make_delegation_index(make_site())


@pytest.mark.parametrize(
    ("fields", "released"),
    [
        ({"start_date": date(2016, 5, 5)}, kyiv(2016, 5, 6)),
        ({"start_date": date(2016, 5, 5), "end_date": date(2016, 5, 7)}, kyiv(2016, 5, 8)),
        ({"start_date": date(2016, 11, 1), "date_precision": "month"}, kyiv(2016, 12, 1)),
        ({"start_date": date(2016, 5, 5), "released_at": kyiv(2016, 5, 1, 9)}, kyiv(2016, 5, 1, 9)),
    ],
)
def test_a_visit_is_released_when_it_is_over_or_at_the_recorded_time(
    index: DelegationIndexPage, fields: dict, released: datetime
) -> None:
    assert release_time(make_visit(index, **fields)) == released


def test_a_mistyped_year_after_which_there_is_no_day_releases_nothing(index: DelegationIndexPage) -> None:
    visit = make_visit(index, start_date=date.max, place="Люблін")

    assert not public_at(visit, timezone.now()).released


def test_place_and_programme_wait_for_the_release(index: DelegationIndexPage) -> None:
    visit = make_visit(index, place="Палац дітей та юнацтва", released_at=kyiv(2016, 5, 6))
    visit.programme = [ProgrammeItem(date=date(2016, 5, 5), time=time(9), item="Зустріч", place="Ратуша")]

    before, after = public_at(visit, kyiv(2016, 5, 5, 23, 59)), public_at(visit, kyiv(2016, 5, 6))

    assert (before.released, before.place, before.programme) == (False, "", [])
    assert (after.released, after.place) == (True, "Палац дітей та юнацтва")
    assert [item.item for item in after.programme] == ["Зустріч"]


def test_an_internal_person_is_never_named(index: DelegationIndexPage) -> None:
    visit = make_visit(index)
    visit.members = [Member(name="Посол"), Member(name="Охоронець", public=False)]
    visit.hosts = [Host(name="Міський голова")]

    seen = public_at(visit, kyiv(2100, 1, 1))

    assert [person.name for person in [*seen.members, *seen.hosts]] == ["Посол", "Міський голова"]


def test_a_row_without_a_text_in_the_language_is_left_out(index: DelegationIndexPage) -> None:
    visit = make_visit(index)
    visit.members, visit.hosts, visit.programme = [Member(name="")], [Host(name="")], [ProgrammeItem(item="")]

    seen = public_at(visit, kyiv(2100, 1, 1))

    assert (seen.members, seen.hosts, seen.programme) == ([], [], [])


def test_nothing_is_released_while_the_date_is_unknown(index: DelegationIndexPage) -> None:
    visit = make_visit(index, place="Ратуша")
    visit.start_date = None

    assert release_time(visit) is None
    assert not public_at(visit, kyiv(2100, 1, 1)).released
