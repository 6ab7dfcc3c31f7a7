"""Numbers of issues and acts, and the seal of a published issue."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail.models import Page, Revision

from cms_site.core.catalog.models import Entry
from publications.models import Act, BulletinIndexPage, BulletinIssuePage
from tests.factories.core import make_site, translate
from tests.factories.publications import make_act, make_bulletin, make_issue, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def bulletin() -> BulletinIndexPage:
    return make_bulletin(make_site())


@pytest.fixture
def issue(bulletin: BulletinIndexPage) -> BulletinIssuePage:
    return make_issue(bulletin)


def errors(page: Page) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as caught:
        page.full_clean()
    return caught.value.message_dict


def test_a_second_issue_with_the_same_number_and_year_is_refused_and_names_the_first(
    bulletin: BulletinIndexPage,
) -> None:
    make_issue(bulletin, number=3, title="Третій випуск")

    with pytest.raises(ValidationError) as caught:
        make_issue(bulletin, number=3, title="Ще один", live=True)

    assert list(caught.value.message_dict) == ["number"]
    assert "Третій випуск" in caught.value.message_dict["number"][0]


def test_the_same_number_in_another_year_is_another_issue(bulletin: BulletinIndexPage) -> None:
    make_issue(bulletin, number=3, live=True)

    assert make_issue(bulletin, number=3, year=2017, title="Вісник 2017", live=True).live


def test_the_database_refuses_a_second_public_issue_with_the_same_number(bulletin: BulletinIndexPage) -> None:
    make_issue(bulletin, number=3, live=True)
    other = make_issue(bulletin, number=4, live=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        BulletinIssuePage.objects.filter(pk=other.pk).update(number=3)


@pytest.mark.parametrize(("field", "value"), [("number", 0), ("year", 216)])
def test_the_database_refuses_impossible_numbers(issue: BulletinIssuePage, field: str, value: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        BulletinIssuePage.objects.filter(pk=issue.pk).update(**{field: value})


def test_a_translation_an_alias_and_a_copy_are_no_second_issue(bulletin: BulletinIndexPage) -> None:
    issue = make_issue(bulletin, number=3, live=True)

    english = translate(issue, "en", title="Herald no. 3")
    alias = issue.create_alias(update_slug="alias")
    copy = issue.copy(keep_live=False, update_attrs={"slug": "copy"})

    assert (english.number, english.live, alias.number) == (3, True, 3)
    assert list(errors(copy)) == ["number"]


def test_an_issue_of_which_only_the_year_is_known_is_listed_under_that_year(bulletin: BulletinIndexPage) -> None:
    make_issue(bulletin, number=3, live=True)

    entry = Entry.objects.of_type("publications.BulletinIssuePage").get()

    assert (entry.year, str(entry.date)) == (2016, "2016")


def test_the_date_of_an_issue_lies_in_its_year(issue: BulletinIssuePage) -> None:
    issue.start_date = date(2017, 1, 3)

    assert list(errors(issue)) == ["start_date"]


def test_issues_without_a_day_are_listed_by_number(bulletin: BulletinIndexPage) -> None:
    for number in [2, 10, 1]:
        make_issue(bulletin, number=number, live=True)

    assert [entry.title for entry in bulletin.entries()] == ["Вісник № 10", "Вісник № 2", "Вісник № 1"]


def test_publishing_seals_the_number_year_and_date_of_an_issue(issue: BulletinIssuePage) -> None:
    assert not issue.is_sealed()
    issue = publish(issue)
    assert issue.is_sealed()

    issue.number, issue.year, issue.start_date = 9, 2015, date(2015, 2, 2)

    assert set(errors(issue)) == {"number", "year", "start_date"}


def test_a_sealed_issue_can_still_get_its_pdf_or_a_better_lead(issue: BulletinIssuePage) -> None:
    issue = publish(issue)
    sealed_at = issue.sealed_at

    issue.lead = "Офіційне видання."
    issue = publish(issue)

    assert (issue.lead, issue.sealed_at) == ("Офіційне видання.", sealed_at)


def test_an_older_revision_does_not_break_the_seal(issue: BulletinIssuePage) -> None:
    draft = issue.save_revision()
    publish(issue)

    assert Revision.objects.get(pk=draft.pk).as_object().is_sealed()


def test_a_copy_of_a_sealed_issue_is_not_sealed(issue: BulletinIssuePage) -> None:
    copy = publish(issue).copy(keep_live=False, update_attrs={"slug": "copy"})

    assert not BulletinIssuePage.objects.get(pk=copy.pk).is_sealed()


def test_no_act_can_be_added_to_a_sealed_issue_nor_moved_into_or_out_of_it(
    bulletin: BulletinIndexPage, issue: BulletinIssuePage
) -> None:
    act = make_act(issue)
    issue = publish(issue)
    other = make_issue(bulletin, number=2)
    loose = make_act(other, number="2-Р")

    with pytest.raises(ValidationError) as caught:
        make_act(issue, number="3-Р")

    assert list(caught.value.message_dict) == ["title"]
    assert not Act.can_create_at(issue)
    assert Act.can_create_at(other)
    assert not act.can_move_to(other)
    assert not loose.can_move_to(issue)


def test_an_act_in_a_sealed_issue_can_be_published_and_change_its_status(issue: BulletinIssuePage) -> None:
    act, draft = make_act(issue), make_act(issue, number="2-Р", live=False)
    publish(issue)

    act.status = "amended"

    assert publish(act).status == "amended"
    assert publish(draft).live


def test_translations_of_acts_are_added_below_the_translation_of_a_sealed_issue(issue: BulletinIssuePage) -> None:
    act = make_act(issue)
    english_issue = translate(publish(issue), "en", title="Herald no. 1")

    english = translate(act, "en", title="Order 1-R")

    assert english.live
    assert english.get_parent().pk == english_issue.pk


def test_two_bodies_may_use_one_number_but_one_body_only_once_a_year(issue: BulletinIssuePage) -> None:
    make_act(issue, number="7", title="Перше")
    make_act(issue, number="7", issuing_body="council", kind="decision", title="Друге")
    make_act(issue, number="7", start_date=date(2015, 1, 1), title="Торішнє")

    with pytest.raises(ValidationError) as caught:
        make_act(issue, number="7", title="Зайве")

    assert list(caught.value.message_dict) == ["number"]
    assert "Перше" in caught.value.message_dict["number"][0]


def test_the_database_refuses_a_second_act_with_the_same_number(issue: BulletinIssuePage) -> None:
    make_act(issue, number="7")
    other = make_act(issue, number="8")

    with pytest.raises(IntegrityError), transaction.atomic():
        Act.objects.filter(pk=other.pk).update(number="7")


def test_an_act_is_not_published_without_text_and_file(issue: BulletinIssuePage) -> None:
    with pytest.raises(ValidationError) as caught:
        make_act(issue, body=[])

    assert list(caught.value.message_dict) == ["document"]
    assert make_act(issue, body=[], live=False).pk


@pytest.mark.parametrize(
    ("field", "status", "refused"),
    [
        ("amended_by", "in_force", True),
        ("repealed_by", "in_force", True),
        ("repealed_by", "amended", True),
        ("amended_by", "amended", False),
        ("repealed_by", "repealed", False),
    ],
)
def test_the_status_of_an_act_fits_what_changed_it(
    issue: BulletinIssuePage, field: str, status: str, refused: bool
) -> None:
    act, other = make_act(issue), make_act(issue, number="2-Р")
    setattr(act, field, other)
    act.status = status
    changes: dict[str, Any] = {field: other, "status": status}

    if not refused:
        act.full_clean()
        Act.objects.filter(pk=act.pk).update(**changes)
        return
    assert list(errors(act)) == ["status"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Act.objects.filter(pk=act.pk).update(**changes)


def test_an_act_cannot_amend_itself(issue: BulletinIssuePage) -> None:
    act = make_act(issue)
    act.amended_by, act.status = act, "amended"

    assert list(errors(act)) == ["amended_by"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Act.objects.filter(pk=act.pk).update(amended_by=act, status="amended")


def test_a_sample_says_so_wherever_it_is_listed(issue: BulletinIssuePage) -> None:
    act = make_act(issue, title="Про озеленення", is_sample=True)

    title = Entry.objects.get(page=act).title

    assert title != "Про озеленення"
    assert title.endswith("Про озеленення")
