"""What is overdue is told once and at once; what waits is gathered at the hours that each person chooses."""

import re
from datetime import UTC, datetime
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from cms_site.core import outbox
from cms_site.core.desk.mailing import last_hour
from cms_site.core.models import Delivery, MailChoice, TimeLimit
from tests.integration.core.test_four_eyes import Desk

pytestmark = pytest.mark.django_db

KYIV = ZoneInfo("Europe/Kyiv")
NAME = re.compile(r'name="notifications-(submitted|rejected|approved|hours)"')


@pytest.fixture
def desk() -> Desk:
    return Desk()


def at(text: str) -> Any:
    """The clock in Kyiv at a moment of February 2026, as in "3 09:00" (which is a Tuesday)."""
    day, _space, time = text.partition(" ")
    return time_machine.travel(datetime.fromisoformat(f"2026-02-{int(day):02} {time}").replace(tzinfo=KYIV), tick=False)


def run(moment: str) -> list[tuple[str, str]]:
    """Run the scheduler; returns who got what."""
    mail.outbox.clear()
    with at(moment):
        call_command("send_reminders", stdout=StringIO())
    return sorted((sent.to[0].partition("@")[0], sent.subject.partition(":")[0]) for sent in mail.outbox)


def choose(user: Any, *hours: int, gathered: tuple[str, ...] = ("submitted", "rejected")) -> None:
    with at("2 18:00"):
        MailChoice.objects.update_or_create(
            user=user, defaults={"gathered": list(gathered), "hours": list(hours), "told_until": timezone.now()}
        )


def submit(desk: Desk, moment: str, title: str = "Відкрито клас") -> Any:
    with at(moment):
        return desk.submit(desk.draft(desk.author, title), desk.author)


def test_what_is_overdue_is_told_once_to_each_who_may_act_whatever_they_gather(desk: Desk) -> None:
    TimeLimit.objects.create(content_type=None, hours=9)
    choose(desk.chief, 9)
    state = submit(desk, "3 10:00")  # due on Wednesday at ten
    run("3 10:00")

    assert run("4 08:59") == []
    assert ("chief", "Прострочено") in run("4 10:00")
    overdue = next(sent for sent in mail.outbox if "Прострочено" in sent.subject)
    assert overdue.subject == "Прострочено: Відкрито клас"
    assert "04.02.2026 10:00" in overdue.body
    assert run("4 10:15") == []
    assert run("5 08:00") == []
    desk.author.groups.add(desk.chiefs)  # may not act on their own text
    desk.root.groups.add(desk.chiefs)
    assert run("5 08:10") == [("root", "Прострочено")]
    with at("5 08:20"):
        state.approve(user=desk.deputy)
    assert [kind for _name, kind in run("6 12:00")] == ["Затверджено"]


def test_a_digest_comes_at_the_chosen_hours_with_what_waits_at_that_moment(desk: Desk) -> None:
    choose(desk.chief, 9, 15)
    submit(desk, "3 08:00", "Перша")
    returned = submit(desk, "3 08:00", "Друга")
    assert run("3 08:10") == [("deputy", "Чекає на ваше затвердження")] * 2  # who did not choose is told at once

    assert run("3 09:05") == [("chief", "Що на вас чекає")]
    assert "Перша" in mail.outbox[0].body
    assert "Друга" in mail.outbox[0].alternatives[0][0]
    assert run("3 09:20") == []
    with at("3 10:00"):
        returned.reject(user=desk.deputy, comment="Немає дати.")
    assert run("3 14:59") == [("author", "Повернуто на доопрацювання")]
    assert run("3 15:00") == [("chief", "Що на вас чекає")]
    assert "Друга" not in mail.outbox[0].body


def test_an_empty_digest_is_not_sent_and_not_made_up_for_later(desk: Desk) -> None:
    choose(desk.chief, 9, 15)
    assert run("3 09:00") == []
    submit(desk, "3 09:10")
    assert ("chief", "Що на вас чекає") not in run("3 09:15")
    assert run("3 15:00") == [("chief", "Що на вас чекає")]


def test_after_a_day_without_the_scheduler_there_is_one_digest(desk: Desk) -> None:
    choose(desk.chief, 9, 12, 15)
    choose(desk.author, 9, gathered=("rejected",))
    state = submit(desk, "3 08:00")
    assert [who for who in run("4 16:00") if who[0] == "chief"] == [("chief", "Що на вас чекає")]
    with at("4 17:00"):
        state.reject(user=desk.chief, comment="Ні.")
    assert run("5 08:00") == []
    assert run("5 09:00") == [("author", "Що на вас чекає")]
    assert "Ні." in mail.outbox[0].body
    assert run("5 09:30") == run("5 12:00") == []


def test_a_digest_that_comes_late_says_what_waits_when_it_is_sent(desk: Desk, settings: Any) -> None:
    choose(desk.chief, 9, 15)
    working, settings.MAIL_SERVER = settings.MAIL_SERVER, "tests.integration.core.test_outbox.DownBackend"
    state = submit(desk, "3 08:00")
    for moment in ("3 09:00", "3 15:00"):
        with at(moment), pytest.raises(Exception, match="could not be sent"):
            call_command("send_reminders", stdout=StringIO())
    digest = Delivery.objects.get(channel="digest")
    settings.MAIL_SERVER = working
    with at("3 16:00"):
        state.approve(user=desk.deputy)
        assert outbox.try_again(digest, timezone.now()).state == Delivery.State.NOT_NEEDED


def test_superusers_have_in_their_digest_only_what_their_groups_approve(desk: Desk) -> None:
    choose(desk.root, 9)
    submit(desk, "3 08:00")
    assert "root" not in dict(run("3 09:00"))
    desk.root.groups.add(desk.chiefs)
    assert dict(run("4 09:00"))["root"] == "Що на вас чекає"


@pytest.mark.parametrize(
    ("now", "hours", "expected"),
    [
        ("2026-03-29 00:59", [3], "2026-03-28 01:00"),
        ("2026-03-29 01:00", [3], "2026-03-29 01:00"),  # the clock jumps from three to four at this moment
        ("2026-03-29 06:00", [9], "2026-03-29 06:00"),
        ("2026-10-25 00:30", [3], "2026-10-25 00:00"),
        ("2026-10-25 01:30", [3], "2026-10-25 00:00"),  # three o’clock again, which is no other hour
        ("2026-10-25 06:59", [9], "2026-10-24 06:00"),
        ("2026-10-25 07:00", [9, 15], "2026-10-25 07:00"),
        ("2026-02-03 07:00", [], None),
    ],
)
def test_the_last_hour_is_right_when_clocks_change(now: str, hours: list[int], expected: str | None) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)

    assert last_hour(hours, moment, KYIV) == (expected and datetime.fromisoformat(expected).replace(tzinfo=UTC))


def test_everybody_chooses_in_their_account_and_nothing_typed_is_lost(desk: Desk, client: Client) -> None:
    client.force_login(desk.chief)
    address = reverse("wagtailadmin_account")
    page = client.get(address).content.decode()
    assert "A text waits for my approval" in page
    assert "notifications-submitted_notifications" not in page
    choices = {
        "name_email-first_name": "Віра",
        "name_email-last_name": "Chief",
        "name_email-email": "chief@example.org",
        "locale-preferred_language": "en",
        "theme-theme": "system",
        "theme-density": "default",
        "theme-contrast": "system",
        "notifications-submitted": "digest",
        "notifications-rejected": "none",
        "notifications-approved": "none",
        "notifications-updated_comments_notifications": "on",
    }
    refused = client.post(address, choices)
    assert "Choose at least one hour for the digest." in refused.content.decode()
    assert not MailChoice.objects.exists()

    with at("3 09:05"):
        assert client.post(address, {**choices, "notifications-hours": ["15", "9"]}).status_code == 302
    choice = MailChoice.objects.get()
    profile = UserProfile.objects.get(user=desk.chief)
    assert (choice.gathered, choice.hours) == (["submitted"], [9, 15])
    assert (profile.submitted_notifications, profile.rejected_notifications) == (True, False)
    assert (profile.approved_notifications, profile.updated_comments_notifications) == (False, True)
    submit(desk, "3 09:10")
    assert "chief" not in dict(run("3 09:15"))  # nine o’clock was past when it was chosen
    assert "chief" in dict(run("3 15:00"))
    client.force_login(desk.chief)
    fields = re.findall(r"<input[^>]*checked[^>]*>", client.get(address).content.decode())
    checked = {(name[1], re.findall(r'value="([^"]*)"', field)[0]) for field in fields if (name := NAME.search(field))}
    assert {("submitted", "digest"), ("hours", "9"), ("hours", "15"), ("approved", "none")} <= checked
