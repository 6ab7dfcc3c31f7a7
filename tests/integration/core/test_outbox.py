"""What the site sends is written down with what causes it, sent after it, and sent again when that fails."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
import time_machine
from django.core.mail import EmailMessage, send_mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms_site.core import mails, notices, outbox
from cms_site.core.mails import Outsider
from cms_site.core.models import Delivery, MailChoice
from cms_site.core.models.delivery import CLAIMED_FOR, PAUSES
from cms_site.core.notices import Due
from cms_site.core.outbox import Channel, DeliveryError
from cms_site.settings import base
from tests.factories.core import make_site
from tests.factories.workflow import make_group, make_member

pytestmark = pytest.mark.django_db

State = Delivery.State
LOCMEM = "django.core.mail.backends.locmem.EmailBackend"
BODY = {"item": {"reason": "Аварія"}, "address": "https://example.org/", "overdue": False}


class DownBackend(EmailBackend):
    """A mail server that is not there."""

    def send_messages(self, messages: Any) -> int:
        raise ConnectionRefusedError


class RefusingBackend(EmailBackend):
    """A mail server that does not know the address."""

    def send_messages(self, messages: Any) -> int:
        raise SMTPRecipientsRefused({})


@pytest.fixture
def keeper() -> Any:
    group = make_group("keepers", make_site(), permissions=("keep_outbox",))
    return make_member(group, "keeper")


@pytest.fixture
def pigeons() -> Iterator[list[str]]:
    """A channel of its own that notes what it carries, and fails with whatever its payload says."""
    carried: list[str] = []

    def fly(delivery: Delivery) -> None:
        if delivery.payload.get("lost"):
            raise DeliveryError("Яструб.")
        if delivery.payload.get("broken"):
            raise ZeroDivisionError
        carried.append(delivery.title)

    outbox.register(Channel("pigeon", "Голуб", fly))
    yield carried
    outbox._channels.pop("pigeon")


def write(user: Any = None, **more: Any) -> Delivery:
    to = user or Outsider("Оксана", "oksana@example.org", "uk")
    return mails.write(to, "Новина", "urgent_publication", BODY, **more)


def test_a_mail_is_sent_after_the_transaction_that_writes_it_and_not_if_that_is_undone(
    mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        with transaction.atomic():
            write()
            transaction.set_rollback(True)
        write()
        assert not mailoutbox

    [mail] = mailoutbox
    assert (mail.to, mail.subject) == (["oksana@example.org"], "Новина")
    assert "Добрий день, Оксана!" in mail.body
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.payload) == (State.SENT, {})


def test_while_the_mail_server_is_away_it_is_tried_again_with_growing_pauses_and_given_up_at_last(
    settings: Any, mailoutbox: list[Any]
) -> None:
    settings.MAIL_SERVER = f"{__name__}.DownBackend"
    now = timezone.now()
    delivery = write()
    waited = []
    for tries in range(1, len(PAUSES) + 2):
        assert outbox.deliver_due(now).failed == 1
        assert outbox.deliver_due(now).failed == 0
        delivery.refresh_from_db()
        assert delivery.tries == tries
        pause = delivery.next_try - now
        waited.append(pause)
        now += pause

    assert waited[:-1] == sorted(PAUSES)
    assert delivery.state == State.GIVEN_UP
    assert delivery.last_error == "Поштовий сервер недоступний."
    assert not mailoutbox

    settings.MAIL_SERVER = LOCMEM
    assert outbox.deliver_due(now + timedelta(days=9)).sent == 0
    assert outbox.try_again(delivery, now).state == State.SENT
    outbox.try_again(delivery, now)
    assert len(mailoutbox) == 1


def test_what_a_killed_process_left_is_sent_once_by_the_next_run(mailoutbox: list[Any]) -> None:
    now = timezone.now()
    unsent = write()  # killed between writing and sending: nothing but the row is left
    claimed = write()
    assert Delivery.objects.due(now).filter(pk=claimed.pk).update(claimed=now)

    for _run in range(2):
        outbox.deliver_due(now + timedelta(minutes=5))
    unsent.refresh_from_db()
    assert unsent.state == State.SENT
    assert len(mailoutbox) == 1

    for _run in range(2):
        outbox.deliver_due(now + timedelta(minutes=20))
    assert len(mailoutbox) == 2


def test_times_in_mails_are_those_of_the_city_wherever_the_sender_is(keeper: Any) -> None:
    due = datetime(2026, 2, 3, 22, 30, tzinfo=UTC)
    context = {"title": "Новина", "step": "Перевірка", "sender": None, "due": due}
    with timezone.override("America/New_York"):
        words = mails.render(keeper, "Новина", "workflow_submitted", context)

    assert "04.02.2026 00:30" in words.text
    assert "04.02.2026 00:30" in words.html


def test_what_a_slow_run_is_just_sending_is_sent_by_no_other_run(pigeons: list[str]) -> None:
    free_for_others = []
    with time_machine.travel(timezone.now(), tick=False) as clock:

        def crawl(delivery: Delivery) -> None:
            clock.shift(CLAIMED_FOR - timedelta(minutes=1))
            free_for_others.append(Delivery.objects.due(timezone.now()).filter(pk=delivery.pk).exists())

        outbox.register(Channel("pigeon", "Голуб", crawl))
        for title in ("Перший", "Другий"):
            outbox.write("pigeon", {}, title=title, at_once=False)
        outbox.deliver_due(timezone.now())

    assert free_for_others == [False, False]


def test_the_recipient_and_their_right_are_asked_for_again_when_it_is_sent(
    keeper: Any, mailoutbox: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    rights = {"keeper"}
    monkeypatch.setitem(mails._checks, "test", lambda user, thing: user.get_username() in rights)
    about = mails.name_of(Page.objects.first())
    moved, lost, gone = (write(keeper, kind="test", about=about) for _n in range(3))
    keeper.email = "new@example.org"
    keeper.save()
    assert outbox.try_again(moved, timezone.now()).state == State.SENT
    assert mailoutbox[0].to == ["new@example.org"]

    rights.clear()
    assert outbox.try_again(lost, timezone.now()).state == State.NOT_NEEDED
    rights.add("keeper")
    keeper.is_active = False
    keeper.save()
    assert outbox.try_again(gone, timezone.now()).state == State.NOT_NEEDED
    assert len(mailoutbox) == 1


def test_any_channel_can_use_it_and_one_that_fails_keeps_no_other_waiting(pigeons: list[str]) -> None:
    for title, payload in [("а", {"lost": True}), ("б", {"broken": True}), ("в", {})]:
        outbox.write("pigeon", payload, title=title, address="дах")
    outbox.write("unknown", {}, title="г")

    result = outbox.deliver_due(timezone.now())

    assert (result.sent, result.failed) == (1, 3)
    assert pigeons == ["в"]
    errors = dict(Delivery.objects.values_list("title", "last_error"))
    assert errors["а"] == "Яструб."
    assert "ZeroDivision" not in errors["б"]
    assert all(errors[title] for title in "абг")


def test_a_forgotten_password_waits_for_the_mail_server_as_well(
    client: Client, keeper: Any, settings: Any, mailoutbox: list[Any]
) -> None:
    settings.EMAIL_BACKEND = base.EMAIL_BACKEND
    settings.MAIL_SERVER = f"{__name__}.DownBackend"

    assert client.post(reverse("wagtailadmin_password_reset"), {"email": keeper.email}).status_code == 302

    now = timezone.now()
    assert outbox.deliver_due(now).failed == 1
    settings.MAIL_SERVER = LOCMEM
    assert outbox.deliver_due(now + PAUSES[0]).sent == 1
    [mail] = mailoutbox
    assert mail.to == [keeper.email]
    link = next(word for word in mail.body.split() if "/password_reset/confirm/" in word)
    assert client.get(link, follow=True).status_code == 200
    assert Delivery.objects.get().payload == {}


def test_a_mail_to_several_or_with_an_attachment_reaches_everybody(settings: Any, mailoutbox: list[Any]) -> None:
    settings.EMAIL_BACKEND = base.EMAIL_BACKEND
    send_mail("Двом", "Текст", None, ["a@example.org", "b@example.org"], html_message="<p>Текст</p>")
    with_file = EmailMessage("Файл", "Текст", to=["c@example.org"], attachments=[("a.txt", "Зміст", "text/plain")])
    with_file.send()

    assert outbox.deliver_due(timezone.now()).sent == 2

    said = {mail.to[0]: mail for mail in mailoutbox}
    assert said.keys() == {"a@example.org", "b@example.org", "c@example.org"}
    assert said["a@example.org"].alternatives[0].content == "<p>Текст</p>"
    assert said["c@example.org"].attachments[0].content == "Зміст"


def test_the_command_sends_what_waits_says_what_failed_and_forgets_what_is_old(
    settings: Any, mailoutbox: list[Any]
) -> None:
    old = write()
    outbox.try_again(old, timezone.now())
    Delivery.objects.filter(pk=old.pk).update(created=timezone.now() - timedelta(days=31))
    write()
    settings.MAIL_SERVER = f"{__name__}.DownBackend"

    with pytest.raises(CommandError, match="1 messages could not be sent"):
        call_command("send_reminders", stdout=StringIO())
    assert not Delivery.objects.filter(pk=old.pk).exists()


def test_one_notice_or_digest_that_cannot_be_written_keeps_nothing_else_back(
    mailoutbox: list[Any], keeper: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, right = (
        Due("pigeon", mails.name_of(keeper), point, [keeper], point, "urgent_publication", BODY)
        for point in ("Хибне", "Вірне")
    )

    def find(now: Any) -> Iterator[Due]:
        yield replace(broken, template="no_such_template")
        yield right

    def fail(now: Any) -> Iterator[Due]:
        raise ZeroDivisionError
        yield right

    monkeypatch.setattr(notices, "_finders", [fail, find])
    monkeypatch.setitem(mails._checks, "pigeon", lambda user, thing: True)
    long_ago = timezone.now() - timedelta(days=2)
    MailChoice.objects.create(user=keeper, gathered=["submitted"], hours=[9], told_until=long_ago)
    keeper.wagtail_userprofile.current_time_zone = "Europe/Nowhere"
    keeper.wagtail_userprofile.save()

    with pytest.raises(CommandError, match="3 messages could not be sent"):
        call_command("send_reminders", stdout=StringIO())

    assert [mail.subject for mail in mailoutbox] == ["Вірне"]


def test_the_keeper_sees_what_failed_and_why_and_sends_it_again(
    client: Client, keeper: Any, settings: Any, mailoutbox: list[Any]
) -> None:
    settings.MAIL_SERVER = f"{__name__}.RefusingBackend"
    delivery = write(keeper)
    outbox.deliver_due(timezone.now())
    client.force_login(keeper)
    home = reverse("wagtailadmin_home")
    assert "could not be sent for over an hour" not in client.get(home).content.decode()

    Delivery.objects.update(created=timezone.now() - timedelta(minutes=61))
    assert "1 message could not be sent for over an hour" in client.get(home).content.decode()
    listed = client.get(reverse("outbox:index")).content.decode()
    assert "Новина" in listed
    assert "не приймає адреси" in listed

    again = reverse("outbox:try_again", args=[delivery.pk])
    assert client.get(again).status_code == 405
    assert "could not be sent" in client.post(again, follow=True).content.decode()
    settings.MAIL_SERVER = LOCMEM
    assert "is sent" in client.post(again, follow=True).content.decode()
    assert [mail.to for mail in mailoutbox] == [["keeper@example.org"]]
    assert "Новина" not in client.get(reverse("outbox:index")).content.decode()
    assert "Новина" in client.get(reverse("outbox:index") + "?all=1").content.decode()
    assert "could not be sent" not in client.get(home).content.decode()


def test_what_goes_to_nobody_names_no_recipient_in_the_list(client: Client, keeper: Any, pigeons: list[str]) -> None:
    outbox.write("pigeon", {"lost": True}, title="Лист голубом", at_once=False)
    client.force_login(keeper)

    listed = " ".join(client.get(reverse("outbox:index")).content.decode().split())

    assert "Лист голубом" in listed
    assert "To:" not in listed
    assert "Лист голубом, " not in listed
