"""Translators learn of new work in the digest, at their hours, of each job once."""

import re
from collections.abc import Callable
from datetime import datetime
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cms_site.core.changes.proposing import Proposal
from cms_site.core.models import TranslationJob
from cms_site.core.translation.board import news
from cms_site.core.translation.jobs import assignment, following
from tests.factories.core import make_tree, translate
from tests.factories.translation import make_translated_park
from tests.factories.workflow import make_group, make_member
from tests.testapp.models import TreePage

pytestmark = pytest.mark.django_db

KYIV = ZoneInfo("Europe/Kyiv")
SUBJECT = "Що на вас чекає"


@pytest.fixture
def park() -> Page:
    return make_translated_park()


@pytest.fixture
def people(park: Page) -> dict[str, Any]:
    homes = {page.locale.language_code: page for page in Page.objects.filter(depth=2)}
    rights = {
        "oksana": ("en", "change"),
        "petro": ("en", "change"),
        "jan": ("pl", "change"),
        "olena": ("en", "change", "publish"),
        "author": ("uk", "change"),
    }
    return {
        name: make_member(make_group(f"{language} {own}", homes[language], *own), name)
        for name, (language, *own) in rights.items()
    }


@pytest.fixture
def publish(park: Page) -> Callable[..., TreePage]:
    """Publish a source, a new one or one that is public, at a moment."""

    def act(moment: str, page: Any, **fields: Any) -> TreePage:
        with at(moment):
            tree = make_tree(park, title=page, slug=f"oak-{moment[-2:]}") if isinstance(page, str) else page
            for name, value in fields.items():
                setattr(tree, name, value)
            tree.proposed_change = Proposal()
            tree.save_revision().publish()
            following.open_jobs(tree.pk)
        return TreePage.objects.get(pk=tree.pk)

    return act


def at(text: str) -> Any:
    """The clock in Kyiv at a moment of February 2026, as in "3 09:00" (which is a Tuesday)."""
    day, _space, time = text.partition(" ")
    return time_machine.travel(datetime.fromisoformat(f"2026-02-{int(day):02} {time}").replace(tzinfo=KYIV), tick=False)


def run(moment: str) -> dict[str, str]:
    """Run the scheduler; returns what the digests say, by who got them."""
    mail.outbox.clear()
    with at(moment):
        call_command("send_reminders", stdout=StringIO())
    return {sent.to[0].partition("@")[0]: sent.body for sent in mail.outbox if sent.subject == SUBJECT}


def test_translators_of_a_language_are_told_of_each_new_job_once_at_the_usual_hours(
    people: dict[str, Any], publish: Callable
) -> None:
    assert run("2 18:00") == {}  # from now on the hours count
    publish("3 08:01", "Перший дуб")
    assert run("3 08:30") == {}

    told = run("3 09:05")

    assert sorted(told) == ["jan", "oksana", "petro"]
    assert "Нове для перекладу" in told["oksana"]
    assert "- Перший дуб – Англійська, немає, залишилося 2 слова\n  Строк: 04.02.2026 08:01\n" in told["oksana"]
    assert "Польська" in told["jan"]
    job = TranslationJob.objects.get(locale__language_code="en")
    assert reverse("translation_board:job", args=[job.pk]) in told["oksana"]

    publish("3 09:06", "Другий дуб")
    assert run("3 09:10") == {}
    assert "Перший дуб" not in (second := run("3 14:00"))["oksana"]
    assert "Другий дуб" in second["oksana"]
    assert run("4 09:00") == {}


def test_what_became_outdated_is_told_and_what_somebody_claimed_or_finished_is_not(
    people: dict[str, Any], publish: Callable
) -> None:
    run("2 18:00")
    first, second = publish("2 19:01", "Перший дуб"), publish("2 19:02", "Другий дуб")
    with at("2 20:00"):
        translate(first, "en")
        job = TranslationJob.objects.get(source=second.pk, locale__language_code="en")
        assignment.claim(job.pk, people["petro"])
    assert sorted(run("3 09:00")) == ["jan"]

    publish("3 10:00", first, lead="Дуб біля мосту")

    told = run("3 14:00")
    assert sorted(told) == ["oksana", "petro"]
    assert "застаріло" in told["oksana"]
    assert "Другий дуб" not in told["oksana"]


def test_many_new_jobs_are_one_digest_that_names_the_most_urgent_and_counts_the_others(
    people: dict[str, Any], publish: Callable
) -> None:
    run("2 18:00")
    for number in range(news.MOST_NAMED + 2):
        publish(f"2 19:{number:02}", f"Дуб {number}")

    told = run("3 09:00")["oksana"]

    assert told.count("- Дуб ") == news.MOST_NAMED
    assert "І ще 2." in told
    assert f"{reverse('translation_board:jobs')}?assignee=nobody&open=true" in told


def test_a_digest_that_comes_late_tells_what_was_new_then_and_the_next_one_tells_the_rest(
    people: dict[str, Any], publish: Callable, settings: Any
) -> None:
    run("2 18:00")
    working, settings.MAIL_SERVER = settings.MAIL_SERVER, "tests.integration.core.test_outbox.DownBackend"
    publish("3 08:01", "Перший дуб")
    with at("3 09:00"), pytest.raises(Exception, match="could not be sent"):
        call_command("send_reminders", stdout=StringIO())
    publish("3 13:02", "Другий дуб")
    with at("3 14:00"), pytest.raises(Exception, match="could not be sent"):
        call_command("send_reminders", stdout=StringIO())
    settings.MAIL_SERVER = working

    late, next_one = run("3 16:00")["oksana"], run("4 09:00")["oksana"]

    assert ("Перший дуб" in late, "Другий дуб" in late) == (True, False)
    assert ("Перший дуб" in next_one, "Другий дуб" in next_one) == (False, True)


def test_translators_choose_other_hours_or_no_mail_and_miss_nothing_by_it(
    people: dict[str, Any], publish: Callable
) -> None:
    run("2 18:00")
    publish("3 08:01", "Перший дуб")
    client = Client()
    with at("3 08:30"):
        client.force_login(people["oksana"])
        page = client.get(reverse("wagtailadmin_account")).content.decode()
        checked = re.findall(r'name="notifications-(\w+)" value="(\w+)"[^>]*checked', page)
        assert {("translations", "digest"), ("hours", "9"), ("hours", "14")} <= set(checked)
        assert choose(client, people["oksana"], translations="digest", hours=["10"]).status_code == 302
        client.force_login(people["petro"])
        assert choose(client, people["petro"], translations="none", hours=[]).status_code == 302
    client.force_login(people["author"])
    assert "notifications-translations" not in client.get(reverse("wagtailadmin_account")).content.decode()

    assert sorted(run("3 09:05")) == ["jan"]
    assert "Перший дуб" in run("3 10:00")["oksana"]
    assert run("3 14:05") == {}


def choose(client: Client, user: Any, **choices: Any) -> Any:
    form = {
        "name_email-first_name": "A",
        "name_email-last_name": "B",
        "name_email-email": user.email,
        "locale-preferred_language": "en",
        "theme-theme": "system",
        "theme-density": "default",
        "theme-contrast": "system",
        **{f"notifications-{kind}": "at_once" for kind in ("submitted", "rejected", "approved")},
        **{f"notifications-{name}": value for name, value in choices.items()},
    }
    return client.post(reverse("wagtailadmin_account"), form)


def test_who_lost_the_right_to_translate_is_told_of_nothing(people: dict[str, Any], publish: Callable) -> None:
    run("2 18:00")
    publish("3 08:01", "Перший дуб")
    people["oksana"].groups.clear()

    assert sorted(run("3 09:00")) == ["jan", "petro"]
