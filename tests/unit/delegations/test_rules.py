"""What a visit may not say, in the model and in the database."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from delegations.models import DelegationIndexPage, DelegationPage, Member
from tests.factories.core import make_site
from tests.factories.delegations import make_delegation_index, make_visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def index() -> DelegationIndexPage:
    return make_delegation_index(make_site())


@pytest.fixture
def visit(index: DelegationIndexPage) -> DelegationPage:
    return make_visit(index)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"end_date": date(2016, 5, 1)}, "end_date"),
        ({"head_count": -1}, "head_count"),
        ({"cancelled": True}, "cancellation_reason"),
        ({"cancelled": True, "cancellation_reason": "   "}, "cancellation_reason"),
        ({"countries": ["PL", "XX"]}, "countries"),
        ({"direction": "sideways"}, "direction"),
        ({"start_date": None}, "start_date"),
        ({"kind": ""}, "kind"),
    ],
)
def test_a_wrong_fact_is_refused_at_its_field(visit: DelegationPage, changes: dict[str, Any], field: str) -> None:
    for name, value in changes.items():
        setattr(visit, name, value)

    with pytest.raises(ValidationError) as refused:
        visit.full_clean()

    assert list(refused.value.message_dict) == [field]


@pytest.mark.parametrize(
    "changes",
    [
        {"end_date": date(2016, 5, 1)},
        {"head_count": -1},
        {"cancelled": True},
        {"countries": "Poland"},
    ],
)
def test_the_database_refuses_it_as_well(visit: DelegationPage, changes: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        DelegationPage.objects.filter(pk=visit.pk).update(**changes)


def test_a_visit_that_says_only_the_least_is_right(visit: DelegationPage) -> None:
    visit.full_clean()

    assert (visit.head_count, list(visit.countries), visit.place) == (None, [], "")


def test_an_empty_draft_can_be_saved(index: DelegationIndexPage) -> None:
    draft = index.add_child(instance=DelegationPage(title="Дзвонили з Враци", live=False, locale=index.locale))

    draft.save_revision(clean=False)

    assert (draft.direction, draft.start_date, draft.register) == ("", None, "")


def test_a_delegation_has_one_head(visit: DelegationPage) -> None:
    visit.members = [Member(name="Перша", is_head=True), Member(name="Друга", is_head=True)]

    with pytest.raises(ValidationError) as refused:
        visit.full_clean()

    assert list(refused.value.message_dict) == ["members"]


def test_the_database_knows_one_head(visit: DelegationPage) -> None:
    Member.objects.create(page=visit, name="Перша", is_head=True, locale=visit.locale)

    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.create(page=visit, name="Друга", is_head=True, locale=visit.locale)


def test_headship_passes_on_to_a_row_that_stands_before_the_old_head(visit: DelegationPage) -> None:
    visit.members = [Member(name="Заступниця"), Member(name="Голова", is_head=True)]
    visit.save()
    visit = DelegationPage.objects.get(pk=visit.pk)
    deputy, head = visit.members.all()
    deputy.is_head, head.is_head = True, False
    visit.members = [deputy, head]

    visit.save()

    assert list(Member.objects.filter(page=visit, is_head=True).values_list("name", flat=True)) == ["Заступниця"]
