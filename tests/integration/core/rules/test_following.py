"""Rules are followed after what they wait for, once, and start no other rule."""

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone
from wagtail import blocks
from wagtail.log_actions import LogContext
from wagtail.models import Page, PageLogEntry, PageViewRestriction

from cms_site.core.changes.models import Weight
from cms_site.core.changes.proposing import Proposal, propose
from cms_site.core.lifecycle.removal import Grounds, take_down
from cms_site.core.models import ContentRule, Delivery, RuleRun
from cms_site.core.rules import registry, runs
from cms_site.core.rules.registry import Action, Outcome
from cms_site.core.workflow import urgent
from cms_site.core.workflow.digests import digest_of_revision
from cms_site.core.workflow.publishing import SystemAction, system_action
from home.models import NewsPage
from tests.factories.core import translate
from tests.factories.home import make_standard
from tests.factories.rules import mail, make_rule
from tests.factories.workflow import make_group, make_member
from tests.integration.core.test_four_eyes import Desk

pytestmark = pytest.mark.django_db

DOWN = "tests.integration.core.test_outbox.DownBackend"
LOCMEM = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Any:
    """A block after which everything is committed and what waited for that is done."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def breaking() -> Iterator[list[str]]:
    """An action of an app that notes what it is done for, and breaks as long as nobody mends it."""
    done: list[str] = []

    def perform(given: Any, run: Any) -> Outcome:
        if given["broken"] and "mended" not in done:
            raise ZeroDivisionError
        done.append(run.title)
        return Outcome("зроблено")

    block = blocks.StructBlock([("broken", blocks.BooleanBlock(required=False))])
    registry.register(Action("ring", block, perform, lambda given, names: "дзвінок", lambda *args: "дзвінок"))
    yield done
    registry.ACTIONS.pop("ring")
    registry.action_choice.child_blocks.pop("ring")


def correct(desk: Desk, page: NewsPage, title: str, note: str = "Було 30, а не 40") -> NewsPage:
    page = desk.edit(page, desk.author, title)
    propose(page.get_latest_revision(), Proposal(Weight.CORRECTION, note), desk.author)
    page.get_latest_revision().publish(user=desk.chief)
    return desk.fresh(page)


def tags_of(page: Any) -> set[str]:
    return {tag.name for tag in page.tags.all()}


def test_a_correction_in_a_section_is_mailed_to_a_group_and_outside_after_the_commit(
    desk: Desk, committed: Any, mailoutbox: list[Any]
) -> None:
    translators = make_group("Перекладачі", desk.index)
    make_member(translators, "oksana", first_name="Оксана")
    make_member(translators, "gone", is_active=False)
    make_rule(
        "published",
        mail(
            groups=[str(translators.pk)],
            people=[str(desk.chief.pk)],
            addresses="editor@example.com\n",
            language="en",
            subject="{change}: {title}",
            text="{person}: {note}\n{address}",
            texts={"en": ("{change}: {title}", "{person}: {note} {language} {type}")},
        ),
        conditions=[
            ("section", {"section": desk.index.pk}),
            ("weight", {"weights": ["correction"]}),
            ("language", {"languages": ["uk", "pl"]}),
            ("page_type", {"types": ["home.newspage"]}),
            ("group", {"groups": [str(desk.chiefs.pk)]}),
        ],
    )
    with committed():
        page = desk.published("Відкрито 40 класів")
        elsewhere = make_standard(desk.home, live=False)
        elsewhere.save_revision(user=desk.author).publish()
        with transaction.atomic():
            correct(desk, page, "Скасовано")
            transaction.set_rollback(True)
    assert not mailoutbox
    assert not RuleRun.objects.exists()

    with committed():
        correct(desk, page, "Відкрито 30 класів")
        assert not mailoutbox

    sent = {mail.to[0]: mail for mail in mailoutbox}
    assert sent.keys() == {"oksana@example.org", "chief@example.org", "editor@example.com"}
    inside, outside = sent["oksana@example.org"], sent["editor@example.com"]
    assert inside.subject == "Виправлення: Відкрито 30 класів"
    assert "Chief: Було 30, а не 40" in inside.body
    assert "http://127.0.0.1:8000/news/" in inside.body
    # who works here is nobody's business outside
    assert outside.subject == "Correction: Відкрито 30 класів"
    assert "Ратуша: Було 30, а не 40 Українська news item" in outside.body
    [run] = RuleRun.objects.all()
    assert (run.actor, run.weight, run.title, run.error) == (desk.chief, "correction", "Відкрито 30 класів", "")


def test_of_a_draft_only_those_learn_who_may_edit_it(desk: Desk, committed: Any, mailoutbox: list[Any]) -> None:
    stranger = make_member(make_group("others", None), "stranger")
    make_rule("submitted", mail(people=[str(desk.chief.pk), str(stranger.pk)], addresses="a@example.com"))
    with committed():
        desk.submit(desk.draft(desk.author), desk.author)

    [told] = [mail for mail in mailoutbox if mail.subject == "Відкрито клас"]
    assert told.to == ["chief@example.org"]
    assert "/admin/pages/" in told.body
    refused = Delivery.objects.filter(state=Delivery.State.NOT_NEEDED)
    assert {delivery.to for delivery in refused} == {"Stranger", "a@example.com"}


def test_a_page_that_leaves_the_site_is_told_with_the_address_it_had(
    desk: Desk, committed: Any, mailoutbox: list[Any]
) -> None:
    make_rule("unpublished", mail(addresses="a@example.com"))
    page = desk.published()
    hidden = desk.published("Для своїх")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    with committed():
        desk.fresh(page).unpublish(user=desk.chief)
        desk.fresh(hidden).unpublish(user=desk.chief)

    [mail_] = mailoutbox
    assert mail_.subject == "Відкрито клас"
    assert page.full_url.removeprefix("http://localhost") in mail_.body


def test_of_a_page_that_leaves_the_site_nobody_is_told_the_title_of_its_draft(
    desk: Desk, committed: Any, mailoutbox: list[Any]
) -> None:
    make_rule("unpublished", mail(addresses="a@example.com"))
    page = desk.edit(desk.published(), desk.author, "Таємна назва")
    with committed():
        page.unpublish(user=desk.chief)

    assert [mail_.subject for mail_ in mailoutbox] == ["Відкрито клас"]


def test_a_withdrawn_page_that_moved_before_it_left_the_site_is_told_with_its_last_address(
    desk: Desk, committed: Any, mailoutbox: list[Any]
) -> None:
    make_rule("unpublished", mail(addresses="a@example.com"))
    page = desk.published()
    take_down([page], Grounds(kind="withdrawn", reason="Скасовано", notes={"uk": "Скасовано."}), user=desk.chief)
    page = desk.fresh(page)
    page.slug = "inakshe"
    page.save()
    with committed():
        page.unpublish(user=desk.chief)

    [mail_] = mailoutbox
    assert "/news/inakshe/" in mail_.body


def test_of_the_new_draft_of_a_page_that_left_the_site_only_those_learn_who_may_edit_it(
    desk: Desk, committed: Any, mailoutbox: list[Any]
) -> None:
    page = desk.published()
    page.unpublish(user=desk.chief)
    make_rule("submitted", mail(people=[str(desk.chief.pk)], addresses="a@example.com", subject="{title}!"))
    with committed():
        desk.submit(desk.edit(page, desk.author, "Таємна назва"), desk.author)

    assert [mail_.to for mail_ in mailoutbox if mail_.subject == "Таємна назва!"] == [["chief@example.org"]]


def test_an_address_that_stands_in_a_rule_twice_or_is_that_of_a_colleague_gets_one_mail(
    desk: Desk, committed: Any, mailoutbox: list[Any]
) -> None:
    people = [str(desk.deputy.pk)]
    make_rule("published", mail(people=people, addresses="a@example.com\nA@example.com\n\ndeputy@example.org"))
    with committed():
        desk.published()

    assert sorted(mail_.to[0] for mail_ in mailoutbox) == ["a@example.com", "deputy@example.org"]


def test_a_tag_is_added_to_the_live_page_and_no_draft_is_lost(desk: Desk, committed: Any) -> None:
    make_rule("published", ("tag", {"tag": "місто"}))
    with committed():
        page = desk.published()
    page = desk.fresh(page)
    assert tags_of(page) == tags_of(page.get_latest_revision_as_object()) == {"місто"}
    assert not page.has_unpublished_changes
    # nothing waits for an approval that nobody asked for
    assert not page.current_workflow_state
    assert page.published_changes.order_by("pk").last().weight == Weight.TYPO

    ContentRule.objects.update(actions=make_rule("published", ("tag", {"tag": "школа"}), enabled=False).actions)
    first = desk.edit(page, desk.author, "Опубліковано").get_latest_revision()
    with committed():
        desk.edit(page, desk.deputy, "Чернетка заступника")
        first.publish(user=desk.chief)

    page = desk.fresh(page)
    draft = page.get_latest_revision_as_object()
    assert (page.title, tags_of(page)) == ("Опубліковано", {"місто", "школа"})
    assert (draft.title, tags_of(draft)) == ("Чернетка заступника", {"місто", "школа"})
    assert page.has_unpublished_changes


def test_what_a_rule_does_starts_neither_itself_nor_another_rule(
    desk: Desk, committed: Any, breaking: list[str]
) -> None:
    one = make_rule("published", ("tag", {"tag": "раз"}), ("ring", {"broken": False}))
    two = make_rule("published", ("tag", {"tag": "два"}), ("ring", {"broken": False}))
    with committed():
        page = desk.published()

    assert tags_of(desk.fresh(page)) == {"раз", "два"}
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish").count() == 3
    assert list(RuleRun.objects.order_by("pk").values_list("rule", flat=True)) == [one.pk, two.pk]
    assert breaking == ["Відкрито клас"] * 2


def test_a_broken_action_breaks_neither_the_save_nor_the_other_actions_and_is_tried_again(
    desk: Desk, committed: Any, breaking: list[str], mailoutbox: list[Any], client: Client
) -> None:
    rule = make_rule(
        "published",
        ("ring", {"broken": True}),
        ("tag", {"tag": "місто"}),
        mail(people=[str(desk.chief.pk)]),
        name="Дзвінок",
    )
    broken_condition = make_rule("published", ("tag", {"tag": "ні"}), conditions=[("group", {"groups": ["x"]})])
    with committed():
        page = desk.published()

    assert desk.fresh(page).live
    assert tags_of(desk.fresh(page)) == {"місто"}
    assert len(mailoutbox) == 1
    assert not broken_condition.runs.exists()
    client.force_login(desk.root)
    address = reverse("core_rule_runs", args=[rule.pk])
    seen = client.get(address).content.decode()
    assert "Не зроблено: " in seen
    assert "тег «місто» додано" in seen
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in seen
    [run] = rule.runs.all()
    again = reverse("core_rule_try_again", args=[run.pk])
    assert "ще не все зроблено" in client.post(again, follow=True).content.decode()

    breaking.append("mended")
    seen = client.post(again, follow=True).content.decode()

    assert "Для «Відкрито клас» усе зроблено." in seen
    assert breaking == ["mended", "Відкрито клас"]
    assert len(mailoutbox) == 1
    assert again not in client.get(address).content.decode()


def test_a_run_shows_what_of_it_did_not_reach_anybody_and_sends_it_again(
    desk: Desk, committed: Any, mailoutbox: list[Any], client: Client, settings: Any
) -> None:
    settings.MAIL_SERVER = DOWN
    rule = make_rule("published", mail(people=[str(desk.chief.pk)]))
    with committed():
        desk.published()
    client.force_login(desk.root)
    address = reverse("core_rule_runs", args=[rule.pk])
    assert "Поштовий сервер недоступний." in client.get(address).content.decode()

    settings.MAIL_SERVER = LOCMEM
    client.post(reverse("core_rule_try_again", args=[rule.runs.get().pk]))

    assert len(mailoutbox) == 1
    assert "Поштовий сервер недоступний." not in client.get(address).content.decode()


def test_a_translation_is_requested_as_a_draft_where_there_is_none(desk: Desk, committed: Any) -> None:
    rule = make_rule("published", ("translation", {"languages": ["en", "pl"]}))
    page = desk.draft(desk.author)
    translate(page, "pl", publish=False)
    with committed():
        page.get_latest_revision().publish(user=desk.chief)

    english = Page.objects.get(translation_key=page.translation_key, locale__language_code="en")
    assert not english.live
    assert [step["said"] for step in rule.runs.get(page=page.pk).steps.values()] == ["замовлено переклад: English"]


def test_the_story_says_that_the_system_made_a_translation_which_a_rule_requested(desk: Desk) -> None:
    make_rule("published", ("translation", {"languages": ["en"]}))
    page = desk.draft(desk.author)
    with LogContext(user=desk.chief), TestCase.captureOnCommitCallbacks(execute=True):
        page.get_latest_revision().publish(user=desk.chief)

    english = Page.objects.get(translation_key=page.translation_key, locale__language_code="en")
    entries = PageLogEntry.objects.filter(page=english.pk)
    assert "wagtail.create" in {entry.action for entry in entries}
    assert [entry.user for entry in entries if entry.user] == []
    assert [entry.data["story"].get("by") for entry in entries] == [None] * len(entries)


def test_a_date_is_followed_once_for_each_page_rule_and_date_also_after_a_sleep(
    desk: Desk, committed: Any, mailoutbox: list[Any]
) -> None:
    now = timezone.now()
    rule = make_rule("expires", mail(addresses="a@example.com", subject="{title}: {date}"), days=3)
    make_rule("expires", mail(addresses="b@example.com"), days=3, enabled=False)
    ContentRule.objects.filter(pk=rule.pk).update(enabled_at=now - timedelta(days=5))
    soon, later, hidden = (desk.published(title) for title in ("Скоро", "Пізніше", "Для своїх"))
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    # the command slept through the day on which it was three days
    Page.objects.filter(pk__in=[soon.pk, hidden.pk]).update(expire_at=now + timedelta(days=2))
    Page.objects.filter(pk=later.pk).update(expire_at=now + timedelta(days=9))

    for _run in range(2):
        with committed():
            call_command("send_reminders", stdout=StringIO())
    assert [mail.subject.split(":")[0] for mail in mailoutbox] == ["Скоро"]

    # another date is another event; one that was long past when the rule was switched on is none
    Page.objects.filter(pk=soon.pk).update(expire_at=now + timedelta(days=1))
    ContentRule.objects.filter(pk=rule.pk).update(enabled_at=now - timedelta(days=1))
    Page.objects.filter(pk=later.pk).update(expire_at=now + timedelta(hours=1))
    with committed():
        call_command("send_reminders", stdout=StringIO())
    assert len(mailoutbox) == 1
    Page.objects.filter(pk=soon.pk).update(expire_at=now + timedelta(days=3))
    with committed():
        call_command("send_reminders", stdout=StringIO())
    assert len(mailoutbox) == 2


def test_a_review_date_is_set_for_all_languages_without_a_new_text_and_told_on_its_day(
    desk: Desk, committed: Any, mailoutbox: list[Any]
) -> None:
    make_rule("published", ("review", {"days": 30}), conditions=[("language", {"languages": ["en"]})])
    due = make_rule("review_due", mail(people=[str(desk.chief.pk)], subject="{title}: {date}"), days=2)
    page = desk.published()
    with committed(), system_action(SystemAction.RELEASE):
        english = translate(page, "en", title="A class opened")
    day = timezone.localdate() + timedelta(days=30)
    assert {NewsPage.objects.get(pk=pk).review_date for pk in (page.pk, english.pk)} == {day}
    assert desk.fresh(page).latest_revision_id == page.latest_revision_id

    NewsPage.objects.filter(pk=page.pk).update(review_date=timezone.localdate() + timedelta(days=2))
    for _run in range(2):
        with committed():
            call_command("send_reminders", stdout=StringIO())
    assert [run.title for run in due.runs.all()] == ["Відкрито клас"]
    assert len(mailoutbox) == 1


def test_what_was_published_urgently_is_left_alone_until_it_is_confirmed(desk: Desk, committed: Any) -> None:
    rule = make_rule("published", ("tag", {"tag": "місто"}))
    duty = make_member(make_group("duty", desk.index, "add", "change", permissions=("publish_urgently",)), "duty")
    page = desk.draft(desk.author)
    read = digest_of_revision(page.get_latest_revision())
    with committed():
        item = urgent.publish_urgently(page, duty, "Аварія водогону, води немає.", read)
    assert not tags_of(desk.fresh(page))
    assert "доки хтось її не підтвердить" in rule.runs.get().error

    urgent.confirm(item, desk.chief, read)
    runs.try_again(rule.runs.get(), timezone.now())

    assert tags_of(desk.fresh(page)) == {"місто"}
    assert rule.runs.get().error == ""


def test_a_rule_that_was_switched_off_meanwhile_does_nothing(desk: Desk, committed: Any) -> None:
    rule = make_rule("published", ("tag", {"tag": "місто"}))
    with committed():
        page = desk.published()
        ContentRule.objects.update(enabled=False)

    assert not tags_of(desk.fresh(page))
    assert rule.runs.get().delivery.last_error == "Правило вимкнено."


def test_a_command_says_that_an_action_could_not_be_done(desk: Desk, breaking: list[str]) -> None:
    make_rule("published", ("ring", {"broken": True}))
    desk.published()

    with pytest.raises(CommandError):
        call_command("send_reminders", stdout=StringIO())
    assert not breaking
