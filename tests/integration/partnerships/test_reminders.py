"""Reminders of agreements: to the right people, once each, whenever the scheduler runs."""

from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from wagtail.models import GroupPagePermission

from cms_site.core.models import Notice
from partnerships.models import Agreement, AgreementIndexPage, PartnershipIndexPage
from tests.factories.core import make_editor, translate
from tests.factories.partnerships import make_agreement, make_partnership

pytestmark = pytest.mark.django_db

END = date(2026, 12, 31)


class FailingBackend(EmailBackend):
    """A mail server that takes nothing from the officer."""

    def send_messages(self, messages: Any) -> int:
        if any("officer@example.org" in message.to for message in messages):
            raise ConnectionRefusedError
        return super().send_messages(messages)


@pytest.fixture
def officer(agreements: AgreementIndexPage) -> Any:
    return with_mail(make_editor(agreements, "add", "change", name="officer"))


@pytest.fixture
def head(agreements: AgreementIndexPage) -> Any:
    return with_mail(make_editor(agreements, "add", "change", "publish", name="head"))


@pytest.fixture
def agreement(agreements: AgreementIndexPage, officer: Any, head: Any) -> Agreement:
    return make_agreement(agreements, valid_from=date(2026, 1, 1), valid_to=END, owner=officer)


def with_mail(user: Any) -> Any:
    user.email = f"{user.get_username()}@example.org"
    user.save()
    return user


def run(day: date) -> list[str]:
    """Run the command at noon of a day; returns who got a mail."""
    mail.outbox.clear()
    with time_machine.travel(f"{day.isoformat()} 10:00", tick=False):
        call_command("send_reminders", stdout=StringIO())
    return sorted(address for message in mail.outbox for address in message.to)


BOTH = ["head@example.org", "officer@example.org"]


def before(days: int) -> date:
    return END - timedelta(days=days)


def test_owner_and_head_are_reminded_at_each_point_exactly_once(agreement: Agreement) -> None:
    told = {days: run(before(days)) for days in (91, 90, 89, 31, 30, 29, 8, 7, 6, 0, -1)}

    assert {days: people for days, people in told.items() if people} == {90: BOTH, 30: BOTH, 7: BOTH}
    assert Notice.objects.count() == 6


@pytest.mark.parametrize(
    ("runs", "told"),
    [
        ([91, 87, 27, 4], [87, 27, 4]),  # the scheduler slept three days, thrice
        ([91, 25, 24], [25]),  # it slept two months: of the points passed only the nearest counts
        ([5, 4, 0], [5]),
        ([-1, -30], []),
    ],
)
def test_a_run_that_comes_late_makes_up_for_the_nearest_point_alone(
    agreement: Agreement, runs: list[int], told: list[int]
) -> None:
    assert [days for days in runs if run(before(days)) == BOTH] == told
    assert Notice.objects.count() == 2 * len(told)


def test_the_mail_is_ukrainian_plain_and_html_and_leads_to_the_agreement(agreement: Agreement) -> None:
    run(before(30))

    message: Any = next(sent for sent in mail.outbox if sent.to == ["officer@example.org"])
    html, kind = message.alternatives[0]
    assert message.subject == f"Строк дії угоди спливає: {agreement.title}"
    assert kind == "text/html"
    for text in [message.body, html]:
        plain = text.replace("\N{NO-BREAK SPACE}", " ")
        assert f"/admin/pages/{agreement.pk}/edit/" in plain
        assert "31 грудня 2026" in plain
        assert "30 днів" in plain
    assert 'lang="uk"' in html


def test_a_title_is_no_markup_in_the_mail(agreement: Agreement) -> None:
    Agreement.objects.filter(pk=agreement.pk).update(title="<b>Угода</b> & «мир»")

    run(before(30))

    message: Any = mail.outbox[0]
    assert "<b>" not in message.alternatives[0][0]
    assert "<b>Угода</b> & «мир»" in message.body


def test_whoever_lost_the_right_or_left_is_not_told(agreement: Agreement, officer: Any, head: Any) -> None:
    GroupPagePermission.objects.filter(group=officer.groups.get()).delete()
    head.is_active = False
    head.save()

    assert run(before(30)) == []
    assert not Notice.objects.exists()


def test_a_new_head_is_told_and_nobody_else_again(agreement: Agreement, officer: Any, head: Any) -> None:
    run(before(30))
    deputy = with_mail(make_editor(agreement.get_parent(), "add", "change", name="deputy"))
    deputy.groups.set(head.groups.all())

    assert run(before(29)) == ["deputy@example.org"]


def test_administrators_are_told_only_where_there_is_no_head(agreement: Agreement, head: Any) -> None:
    with_mail(make_editor(agreement.get_root(), "change", "publish", name="root"))

    assert run(before(90)) == BOTH
    head.groups.clear()
    GroupPagePermission.objects.filter(page=agreement.get_parent(), permission__codename="publish_page").delete()
    assert run(before(30)) == ["officer@example.org", "root@example.org"]


def test_a_mail_that_fails_is_tried_again_and_the_others_get_theirs(agreement: Agreement, settings: Any) -> None:
    settings.MAIL_SERVER = f"{__name__}.FailingBackend"
    with pytest.raises(CommandError, match="1 messages"):
        run(before(30))
    assert [message.to for message in mail.outbox] == [["head@example.org"]]

    settings.MAIL_SERVER = "django.core.mail.backends.locmem.EmailBackend"
    assert run(before(29)) == ["officer@example.org"]


def test_an_agreement_that_is_extended_is_reminded_of_anew(agreement: Agreement) -> None:
    run(before(30))
    agreement.valid_to = date(2027, 12, 31)
    agreement.save()

    assert run(before(29)) == []
    assert run(date(2027, 12, 1)) == BOTH


@pytest.mark.parametrize(
    "fields",
    [{"start_date": None}, {"start_date": date(2027, 1, 1)}, {"valid_to": None}, {"valid_to": date(2027, 6, 1)}],
)
def test_no_reminder_of_what_is_not_in_force_or_does_not_end_soon(agreement: Agreement, fields: dict[str, Any]) -> None:
    Agreement.objects.filter(pk=agreement.pk).update(**fields)

    assert run(before(7)) == []


def test_a_renewed_agreement_needs_no_reminder_and_a_translation_has_none_of_its_own(agreement: Agreement) -> None:
    translate(agreement, "en", title="Agreement")
    assert run(before(90)) == BOTH

    renewal = {"valid_from": date(2027, 1, 1), "valid_to": date(2027, 12, 31), "start_date": before(40)}
    make_agreement(agreement.get_parent(), title="Наступна", renews=agreement, **renewal)
    assert run(before(30)) == []


def test_an_overdue_step_is_reminded_of_once(
    agreements: AgreementIndexPage, partners: PartnershipIndexPage, officer: Any, head: Any
) -> None:
    draft = make_agreement(
        agreements,
        kind="memorandum",
        partner=make_partnership(partners),
        live=False,
        owner=officer,
        start_date=None,
        valid_from=None,
        valid_to=None,
        drafted_on=date(2026, 1, 1),
        sent_on=date(2026, 1, 10),
    )

    days = [date(2026, 2, 9), date(2026, 2, 10), date(2026, 3, 10)]
    assert [run(day) for day in days] == [[], BOTH, []]
    run(date(2026, 2, 10))

    Agreement.objects.filter(pk=draft.pk).update(approved_on=date(2026, 2, 10))
    told = {day: run(day) for day in [date(2026, 8, 9), date(2026, 8, 10)]}
    assert told == {date(2026, 8, 9): [], date(2026, 8, 10): BOTH}
    text = mail.outbox[0].body.replace("\N{NO-BREAK SPACE}", " ")
    assert "Підписано" in text
    assert "9 серпня 2026" in text
