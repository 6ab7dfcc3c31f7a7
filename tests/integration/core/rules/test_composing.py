"""An administrator puts a rule together, reads what it says, and tries it on the last days."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms_site.core.models import ContentRule, Delivery, FourEyesType, RuleRun
from cms_site.core.workflow.publishing import SystemAction, system_action
from tests.factories.core import speaking, translate
from tests.factories.rules import mail, make_rule
from tests.factories.workflow import make_group
from tests.integration.core.test_four_eyes import Desk, the_clock_at

pytestmark = pytest.mark.django_db

ADD = "wagtailsnippets_core_contentrule:add"
EDIT = "wagtailsnippets_core_contentrule:edit"
LIST = "wagtailsnippets_core_contentrule:list"


@pytest.fixture
def desk(client: Client) -> Desk:
    desk = Desk()
    desk.admin = speaking(desk.root, "uk")
    client.force_login(desk.admin)
    return desk


def form(actions: list[Any], conditions: list[Any] | None = None, **fields: Any) -> dict[str, Any]:
    """What the form of a rule sends."""
    return nested_form_data(
        {
            "name": "Правило",
            "event": "published",
            "days": "",
            "enabled": "on",
            "conditions": streamfield(conditions or []),
            "actions": streamfield(actions),
            **fields,
        }
    )


def mail_form(*texts: tuple[str, str, str], **fields: Any) -> tuple[str, dict[str, Any]]:
    given = [{"language": language, "subject": subject, "text": text} for language, subject, text in texts]
    listed = {
        str(place): {"value": text, "order": str(place), "deleted": "", "type": "item", "id": ""}
        for place, text in enumerate(given)
    }
    return "mail", {"addresses": "", "language": "uk", "texts": {"count": str(len(given)), **listed}, **fields}


def test_a_rule_is_put_together_in_the_form_and_read_as_a_sentence_in_the_list(desk: Desk, client: Client) -> None:
    group = make_group("Перекладачі", None)
    page = client.get(reverse(ADD)).content.decode()
    assert "Подія" in page
    assert "{title}" in page
    response = client.post(
        reverse(ADD),
        form(
            [
                mail_form(("uk", "Виправлено: {title}", "{note}"), groups=(str(group.pk),), addresses="a@example.com"),
                ("tag", {"tag": "виправлено"}),
                ("webhook", {"url": "https://example.org/hook"}),
                ("translation", {"languages": ("en",)}),
                ("review", {"days": "2"}),
            ],
            [("weight", {"weights": ("correction", "typo")}), ("section", {"section": str(desk.index.pk)})],
            name="Перекладачам",
        ),
    )
    assert response.status_code == 302, _messages(response.context["form"].errors.as_data().values())

    rule = ContentRule.objects.get()
    seen = client.get(reverse(LIST)).content.decode()
    assert (
        "Коли сторінку опубліковано в розділі «Новини» і зміна є виправленням або виправленням описки → "
        "лист «Виправлено: {title}» (групі «Перекладачі», кому: a@example.com); тег «виправлено»; "
        "вебхук на example.org; замовити переклад: English; дата перегляду через 2 дні"
    ) in seen
    assert [entry.action for entry in ModelLogEntry.objects.for_instance(rule)] == ["wagtail.create"]
    assert rule.secret not in client.get(reverse(EDIT, args=[rule.pk])).content.decode()

    for days, said in (
        (0, "У день, коли спливає строк сторінки"),
        (1, "За 1 день до"),
        (3, "За 3 дні до"),
        (7, "За 7 днів до"),
    ):
        assert make_rule("expires", ("tag", {"tag": "т"}), days=days).sentence().startswith(said)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text": "{author}"}, "«{author}» невідоме. Можна вживати {title}, {address},"),
        ({"subject": "{title.__class__}"}, "«{title.__class__}» невідоме."),
        ({"subject": "{title!r}"}, "«{title}» невідоме."),
        ({"text": "Увага: {title"}, "Дужка { або } не має пари."),
        ({"addresses": "a@example.com\nнемає"}, "Це не адреса: немає"),
        ({"language": "en"}, "Напишіть один текст українською"),
        ({"people": []}, "Виберіть хоча б одну людину, групу чи адресу."),
    ],
)
def test_what_is_wrong_in_a_mail_is_said_at_the_field_and_nothing_typed_is_lost(
    given: dict[str, Any], said: str, desk: Desk, client: Client
) -> None:
    text = {"language": "uk", "subject": "Збережена тема", "text": "Текст", **given}
    action = mail_form(
        (text["language"], text["subject"], text["text"]),
        people=tuple(given.get("people", [str(desk.chief.pk)])),
        addresses=given.get("addresses", ""),
    )
    response = client.post(reverse(ADD), form([action]))

    assert response.status_code == 200
    assert said in str(_messages(response.context["form"].errors["actions"].as_data()))
    assert json.dumps(text["subject"]).strip('"') in response.content.decode()
    assert not ContentRule.objects.exists()


def _messages(errors: Any) -> list[str]:
    """Every sentence in nested errors of blocks."""
    found: list[str] = []
    for error in errors:
        if error is None:
            continue
        if isinstance(error, list):
            found += _messages(error)
            continue
        inner = getattr(error, "block_errors", None)
        if inner:
            found += _messages(inner.values() if isinstance(inner, dict) else inner)
        elif hasattr(error, "messages"):
            found += error.messages
    return found


def test_days_and_actions_are_asked_for(desk: Desk, client: Client) -> None:
    response = client.post(reverse(ADD), form([("tag", {"tag": "т"})], event="expires"))
    assert response.context["form"].errors["days"] == ["Зазначте, за скільки днів; 0 — це сам день."]

    assert "actions" in client.post(reverse(ADD), form([])).context["form"].errors
    assert client.post(reverse(ADD), form([("webhook", {"url": "http://example.org"})])).status_code == 200
    assert not ContentRule.objects.exists()


def test_the_dry_run_tells_what_would_have_been_done_lately_and_does_nothing(
    desk: Desk, client: Client, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    pages = [desk.published(f"Новина {number}") for number in range(3)]
    with the_clock_at(timezone.now() - timedelta(days=40)):
        desk.published("Давня")
    desk.draft(desk.author, "Чернетка")
    with system_action(SystemAction.DEMO):
        desk.published("Зі зразка")  # for which no rule is followed
    gone = desk.published("Видалена")
    Page.objects.get(pk=gone.pk).delete()
    rule = make_rule(
        "published",
        mail(groups=[str(desk.chiefs.pk)], subject="Вийшло: {title}"),
        ("tag", {"tag": "місто"}),
        ("webhook", {"url": "https://example.org/"}),
        ("translation", {"languages": ["pl"]}),
        ("review", {"days": 30}),
        conditions=[("section", {"section": desk.index.pk}), ("group", {"groups": [str(desk.chiefs.pk)]})],
        enabled=False,
    )
    dated = make_rule("expires", ("tag", {"tag": "т"}), days=3)
    Page.objects.filter(pk=pages[0].pk).update(expire_at=timezone.now() - timedelta(days=1))

    with django_capture_on_commit_callbacks(execute=True):
        response = client.get(reverse("core_rule_dry_run", args=[rule.pk]))
        of_dates = client.get(reverse("core_rule_dry_run", args=[dated.pk]))

    seen = response.content.decode()
    rows = response.context["rows"]
    assert [row.happening.title for row in rows] == ["Новина 2", "Новина 1", "Новина 0"]
    assert "Правило спрацювало б 3 рази." in seen
    assert "лист «Вийшло: Новина 2» (групі «chiefs»)" in seen
    assert [re.sub(r"[:«].*", "", action) for action in rows[0].actions] == [
        "лист ",
        "тег ",
        "вебхук на example.org",
        "замовити переклад",
        rows[0].actions[4],
    ]
    assert [row.happening.title for row in of_dates.context["rows"]] == ["Новина 0"]
    assert not mailoutbox
    assert not RuleRun.objects.exists()
    assert not Delivery.objects.exists()


def test_the_dry_run_knows_pages_that_left_the_site_by_the_address_they_had(desk: Desk, client: Client) -> None:
    page = desk.published()
    desk.edit(page, desk.author, "Таємна назва").unpublish(user=desk.chief)
    rule = make_rule("unpublished", ("webhook", {"url": "https://example.org/"}))

    [row] = client.get(reverse("core_rule_dry_run", args=[rule.pk])).context["rows"]

    assert row.happening.title == page.title
    assert row.happening.address.endswith(page.url)


def test_the_preview_shows_the_mails_in_each_language(desk: Desk, client: Client) -> None:
    desk.published()
    texts = {"pl": ("Nowe: {title}", "Zobacz {address}")}
    rule = make_rule("published", mail(addresses="a@example.com", subject="Нове: {title} {{1}}", texts=texts))

    seen = client.get(reverse("core_rule_preview", args=[rule.pk])).content.decode()

    assert "Нове: Відкрито клас {1}" in seen
    assert '<span lang="pl">Nowe: Відкрито клас</span>' in seen
    assert "Zobacz http://127.0.0.1:8000/news/" in seen


def test_the_preview_is_about_a_page_that_the_rule_itself_is_about(desk: Desk, client: Client) -> None:
    ukrainian = desk.published("Відкрито клас")
    make_group("nobody", None)
    nobody = str(Group.objects.get(name="nobody").pk)
    FourEyesType.objects.all().delete()
    translate(ukrainian, "en", title="A class opens")
    given = {"languages": ["uk"]}, {"languages": ["en"]}, {"languages": ["pl"]}

    seen = []
    for languages in given:
        conditions = [("language", languages), ("group", {"groups": [nobody]}), ("weight", {"weights": ["typo"]})]
        rule = make_rule("published", mail(addresses="a@example.com", subject="{title}"), conditions=conditions)
        response = client.get(reverse("core_rule_preview", args=[rule.pk]))
        seen.append(response.context["happening"] and response.context["happening"].title)

    assert seen == ["Відкрито клас", "A class opens", None]
