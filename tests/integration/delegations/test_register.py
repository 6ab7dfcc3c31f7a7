"""Register numbers: one run a year and direction, given once, without gaps."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from wagtail.models import Page, Revision

from delegations.models import DelegationIndexPage, DelegationPage, RegisterEntry
from tests.factories.core import make_locales, make_site, translate
from tests.factories.delegations import make_delegation_index, make_visit

pytestmark = pytest.mark.django_db


def again(visit: DelegationPage) -> DelegationPage:
    return DelegationPage.objects.get(pk=visit.pk)


def test_numbers_run_by_year_and_direction(index: DelegationIndexPage) -> None:
    first, second = make_visit(index), make_visit(index)
    outgoing = make_visit(index, direction="outgoing")
    next_year = make_visit(index, start_date=date(2017, 1, 9))

    registered = [again(visit).register for visit in (first, second, outgoing, next_year)]

    assert registered == ["1/2016", "2/2016", "1/2016", "1/2017"]


def test_a_draft_has_no_number_until_it_is_published(index: DelegationIndexPage) -> None:
    draft = make_visit(index, live=False)
    make_visit(index)
    assert again(draft).register == ""

    draft.save_revision().publish()

    assert again(draft).register == "2/2016"


def test_publishing_again_and_publishing_an_old_revision_keep_the_number(index: DelegationIndexPage) -> None:
    draft = make_visit(index, live=False)
    before_the_number = draft.save_revision()
    before_the_number.publish()
    again(draft).unpublish()
    make_visit(index)

    before_the_number.publish()
    page = again(draft)
    page.start_date = date(2017, 1, 9)
    page.save_revision().publish()

    assert again(draft).register == "1/2016"


def test_a_translation_has_the_number_of_its_source(index: DelegationIndexPage) -> None:
    draft = make_visit(index, live=False)
    early = translate(draft, "en", title="Guests from Lublin", publish=False)
    draft.save_revision().publish()
    late = translate(again(draft), "pl", title="Goście z Lublina")

    assert again(early).register == again(late).register == "1/2016"
    assert RegisterEntry.objects.count() == 1


def test_a_copy_has_a_number_of_its_own(index: DelegationIndexPage) -> None:
    visit = make_visit(index)
    visit.save_revision().publish()

    draft = again(visit).copy(update_attrs={"slug": "copy"}, keep_live=False)
    assert again(draft).register == ""
    draft.get_latest_revision().publish()

    assert (again(visit).register, again(draft).register) == ("1/2016", "2/2016")


def test_the_number_of_a_deleted_visit_is_not_given_again(index: DelegationIndexPage) -> None:
    make_visit(index).delete()

    assert again(make_visit(index)).register == "2/2016"


def test_a_registered_visit_does_not_change_its_direction(index: DelegationIndexPage) -> None:
    visit = make_visit(index)
    visit.direction = "outgoing"

    with pytest.raises(ValidationError) as refused:
        visit.full_clean()

    assert "1/2016" in refused.value.message_dict["direction"][0]


def test_the_database_refuses_a_number_twice(index: DelegationIndexPage) -> None:
    make_visit(index)

    with pytest.raises(IntegrityError), transaction.atomic():
        RegisterEntry.objects.create(year=2016, direction="incoming", number=1, translation_key=uuid4())


def test_a_publication_that_fails_leaves_no_gap(index: DelegationIndexPage) -> None:
    with transaction.atomic():
        make_visit(index)
        transaction.set_rollback(True)

    index.refresh_from_db()
    assert again(make_visit(index)).register == "1/2016"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_numbers_have_neither_gap_nor_double_when_many_publish_at_once() -> None:
    together = Barrier(8)

    def enter(_: int) -> int:
        together.wait()
        try:
            with transaction.atomic():
                return RegisterEntry.objects.enter(uuid4(), year=2016, direction="incoming").number
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        numbers = [number for _round in range(5) for number in pool.map(enter, range(8))]

    assert sorted(numbers) == list(range(1, 41))


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_visits_that_are_published_at_once_are_numbered_without_a_gap() -> None:
    locale = make_locales()["uk"]
    if Page.get_first_root_node() is None:  # the test above left the tables empty
        Page.add_root(instance=Page(title="Root", slug="root", locale=locale))
    index = make_delegation_index(make_site())
    revisions = [make_visit(index, title=f"Візит {number}", live=False).save_revision() for number in range(6)]
    together = Barrier(len(revisions))

    def publish(revision: Revision) -> None:
        together.wait()
        try:
            revision.publish()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(revisions)) as pool:
        list(pool.map(publish, revisions))

    published = DelegationPage.objects.live().order_by("register_number")
    assert [visit.register for visit in published] == [f"{number}/2016" for number in range(1, 7)]
