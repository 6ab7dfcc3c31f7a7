"""The story of a page tells every act: who, when, why, in all languages, and stays readable when people are gone."""

from typing import Any
from unittest.mock import ANY

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import LogContext, log
from wagtail.models import Page

from cms_site.core.story.lines import Line
from cms_site.core.story.models import StoryEntry
from home.models import NewsPage
from tests.factories.core import make_editor
from tests.integration.core.story.acts import REASON, Acts

pytestmark = pytest.mark.django_db


@pytest.fixture
def acts() -> Acts:
    return Acts()


def read(user: Any, page: Page, query: str = "") -> Any:
    client = Client()
    client.force_login(user)
    return client.get(f"{reverse('core_story', args=[page.pk])}{query}")


def story_of(acts: Acts, page: Page, query: str = "") -> list[Line]:
    """The lines, the oldest first."""
    return list(read(acts.root, page, query).context["sheet"])[::-1]


def test_every_act_on_a_page_is_told_with_the_person_and_the_reason(acts: Acts) -> None:
    acts.create()
    acts.send_back("Додайте адресу.")
    acts.write(acts.author, "Відкрито клас на Соборній", "action-submit")
    acts.hand_over()
    acts.approve("Тепер добре")
    acts.write(
        acts.author,
        "Відкрито два класи",
        "action-submit",
        change_weight="correction",
        change_note="Класів два, а не один.",
    )
    acts.approve(change_weight="correction", change_note="Класів два, а не один.")
    acts.write(acts.duty, "Клас закрито")
    acts.publish_urgently()
    acts.confirm()
    acts.schedule()
    acts.lock()
    acts.hide_and_show()
    acts.move()
    copied = acts.copy()
    acts.translate()
    acts.withdraw()
    acts.delete()
    acts.restore()

    told = [
        (line.who, line.sentence, [detail.text for detail in line.details if detail.quoted])
        for line in story_of(acts, acts.page, "?language=uk")
    ]
    step = "Read by chiefs"
    assert told == [
        ("Author", "Створено", []),
        ("Author", "Чернетку збережено", []),
        ("Author", f"Подано на затвердження: {step}", []),
        ("Chief", f"Повернуто на доопрацювання: {step}", ["Додайте адресу."]),
        ("Author", "Чернетку збережено", []),
        ("Author", f"Подано знову після доопрацювання: {step}", []),
        ("Deputy", "Узято до розгляду", []),
        ("Deputy", "Передано на розгляд: Chief", []),
        ("Chief", f"Затверджено: {step}", ["Тепер добре"]),
        ("Chief", "Опубліковано", []),
        ("Author", "Чернетку збережено", []),
        ("Author", f"Подано на затвердження: {step}", []),
        ("Chief", f"Затверджено: {step}", []),
        ("Chief", "Перейменовано з «Відкрито клас на Соборній» на «Відкрито два класи»", []),
        ("Chief", "Опубліковано", ["Класів два, а не один."]),
        ("Duty", "Чернетку збережено", []),
        ("Duty", "Перейменовано з «Відкрито два класи» на «Клас закрито»", []),
        ("Duty", "Опубліковано", []),
        ("Duty", "Опубліковано терміново, одноосібно", [REASON]),
        ("Chief", "Підтверджено термінову публікацію", [REASON]),
        ("Author", "Чернетку збережено", []),
        ("Chief", ANY, []),  # scheduled, with both times
        ("Chief", ANY, []),  # and not any more
        ("Chief", "Заблоковано", []),
        ("Chief", "Розблоковано", []),
        ("Chief", "Додано обмеження перегляду «Приватна, доступна всім користувачам, які увійшли»", []),
        ("Chief", ANY, []),  # and lifted again
        ("root", "Переміщено з розділу «Новини» до розділу «Архів»", []),
        ("root", "Відкликано; доступна для читання з приміткою", ["Рішення скасовано.", "Клас не відкрито."]),
        ("root", "Переміщено до кошика", []),
        ("root", "Відновлено з кошика", []),
    ]  # fmt: skip
    english = [(line.who, line.sentence) for line in story_of(acts, acts.page, "?language=en")]
    assert english == [
        ("root", "Створено"),
        ("root", "Створено як копію оригіналу для перекладу"),
        ("root", "Переклад збережено як чернетку"),
        ("root", "Переклад збережено як чернетку"),
        ("Chief", "Перейменовано з «Клас закрито» на «Klas zakryto»"),
        ("Chief", "Опубліковано"),
        ("root", "Відкликано; доступна для читання з приміткою"),
        ("root", "Переміщено до кошика"),
        ("root", "Відновлено з кошика"),
    ]
    assert "Створено як копію сторінки з розділу «Архів»" in [line.sentence for line in story_of(acts, copied)]

    acts.delete()
    acts.purge()
    assert set(
        StoryEntry.objects.filter(action="core.purge").values_list("label", "user", "data__story__language")
    ) == {
        ("Буде клас", acts.root.pk, "uk"),
        ("Klas zakryto", acts.root.pk, "en"),
    }


def test_a_publication_tells_who_approved_it_until_when_it_was_public_what_it_changed_and_from_what_it_was_translated(
    acts: Acts,
) -> None:
    acts.page = acts.published()
    first = acts.page.live_revision_id
    acts.write(acts.author, "Закрито клас", "action-submit", change_weight="typo")
    acts.approve(change_weight="typo")
    acts.translate()

    publications = [line for line in story_of(acts, acts.page) if line.sentence == "Опубліковано"]
    earlier, later, english = publications
    entries = StoryEntry.objects.filter(action="wagtail.publish", page_id=acts.page.pk).order_by("pk")
    until = timezone.localtime(entries[1].timestamp).strftime("%d.%m.%Y %H:%M")
    assert (earlier.detail("За чиїм рішенням"), earlier.detail("На сайті до")) == ("Chief", until)
    assert (later.detail("Вид зміни"), later.detail("На сайті до")) == ("Описка", "дотепер")
    newest = acts.fresh(acts.page).live_revision_id
    assert later.compare_url == reverse("wagtailadmin_pages:revisions_compare", args=[acts.page.pk, first, newest])
    made_from = english.details[-1]
    assert made_from.label == "Зроблено з оригіналу, опублікованого"
    assert made_from.url == reverse("wagtailadmin_pages:revisions_view", args=[acts.page.pk, newest])
    said = read(acts.chief, acts.page).content.decode()
    assert later.compare_url in said
    assert "сьогодні" not in said
    assert Client().get(later.compare_url).status_code == 302


def test_what_was_saved_by_itself_while_somebody_wrote_is_told_once_and_acts_of_one_click_each(acts: Acts) -> None:
    page = acts.draft(acts.author)
    revision = page.get_latest_revision()
    with LogContext(user=acts.author):
        for text in ("Відкрито к", "Відкрито кла", "Відкрито класи"):
            page.title = text
            page.save_revision(user=acts.author, log_action=True, overwrite_revision=revision)
        log(instance=page, action="wagtail.lock")
        log(instance=page, action="wagtail.lock")

    told = [line.sentence for line in story_of(acts, page)]
    assert told == ["Створено", "Чернетку збережено", "Заблоковано", "Заблоковано"]


def test_the_history_of_each_language_tells_what_was_done_to_all_with_one_click(acts: Acts) -> None:
    acts.page = acts.published()
    acts.translate()
    acts.withdraw()
    client = Client()
    client.force_login(acts.root)

    for page in Page.objects.filter(translation_key=acts.page.translation_key):
        history = client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
        assert "Відкликано; доступна для читання з приміткою" in history


def test_people_who_are_deleted_keep_their_names_in_the_story_and_can_be_chosen(acts: Acts) -> None:
    acts.create()
    gone = acts.author.pk
    acts.write(acts.deputy, "Відкрито два класи")
    acts.author.delete()

    response = read(acts.root, acts.page)
    assert {line.who for line in response.context["sheet"]} == {"Author", "Deputy"}
    offered = dict(response.context["form"].fields["person"].choices)
    assert offered == {str(gone): "Author", str(acts.deputy.pk): "Deputy"}
    assert {line.who for line in story_of(acts, acts.page, f"?person={gone}")} == {"Author"}
    assert {line.sentence for line in story_of(acts, acts.page, f"?person={gone}&kind=approval")} == {
        "Подано на затвердження: Read by chiefs"
    }
    log(instance=acts.page, action="wagtail.unpublish.scheduled")
    assert [line.who for line in story_of(acts, acts.page, "?person=system")] == ["Система"]
    wrong = read(acts.root, acts.page, "?person=0")
    assert wrong.context["form"].errors["person"]
    assert not wrong.context["sheet"].object_list


def test_whoever_may_edit_the_page_reads_its_story_and_nobody_else(acts: Acts) -> None:
    page = acts.published()
    button = f'href="{reverse("core_story", args=[page.pk])}"'
    client = Client()
    client.force_login(acts.author)
    assert button in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert read(acts.author, page).status_code == 200

    elsewhere = make_editor(acts.home.add_sibling(instance=type(acts.home)(title="Інше", slug="other")), "change")
    assert read(elsewhere, page).status_code == 302
    assert read(acts.root, Page.get_first_root_node()).status_code == 302


def test_a_story_of_three_hundred_acts_takes_the_queries_of_a_short_one(acts: Acts) -> None:
    def queries(page: NewsPage) -> int:
        client = Client()
        client.force_login(acts.chief)
        client.get(reverse("core_story", args=[page.pk]))
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(reverse("core_story", args=[page.pk])).status_code == 200
        return len(captured)

    page = acts.published()
    short = queries(page)
    revision = page.live_revision
    for number in range(75):
        for action in ("wagtail.edit", "wagtail.publish", "wagtail.comments.create", "wagtail.lock"):
            user = (acts.author, acts.chief, acts.duty, None)[number % 4]
            log(instance=page, action=action, user=user, revision=revision, content_changed=True)

    assert queries(page) == short
    assert read(acts.root, page).context["sheet"].paginator.count > 300
