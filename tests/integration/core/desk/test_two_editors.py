"""Two people have one page open, and neither loses words."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail import hooks
from wagtail.models import PageLogEntry

from cms_site.core.translation.refusals import RefusedError
from home.models import NewsPage
from tests.integration.core.desk.conftest import PressDesk
from tests.integration.core.test_approval_pages import edit_address, form_of

pytestmark = pytest.mark.django_db


class Session:
    """A browser with the editor of a page open, as it was when it was opened."""

    def __init__(self, user: Any, page: NewsPage) -> None:
        self.client, self.page, self.own = Client(), page, ""
        self.client.force_login(user)
        self.response = self.client.get(edit_address(page))
        self.read_form()

    def read_form(self) -> None:
        context = self.response.context
        self.values = form_of(self.page) | {
            "title": context["form"]["title"].value(),
            "lead": context["form"]["lead"].value() or "",
            "loaded_revision_id": str(context["page"].latest_revision_id),
            "loaded_revision_created_at": context["loaded_revision_created_at"],
        }

    def save(self, **typed: str) -> Any:
        self.values |= typed
        self.response = self.client.post(edit_address(self.page), self.values, follow=True)
        return self.response

    def autosave(self, **typed: str) -> Any:
        self.values |= typed
        answer = self.send_autosave(overwrite_revision_id=self.own) if self.own else self.send_autosave()
        if answer.status_code == 200:
            saved = answer.json()
            self.own = self.values["loaded_revision_id"] = str(saved["revision_id"])
            self.values["loaded_revision_created_at"] = saved["revision_created_at"]
        return answer

    def send_autosave(self, **typed: str) -> Any:
        """Without learning what became of it."""
        return self.client.post(edit_address(self.page), self.values | typed, headers={"Accept": "application/json"})

    def choose(self, **choices: str) -> Any:
        """Choose on the page that is shown."""
        conflict = self.response.context["conflict"]
        address = reverse("desk_conflict", args=[self.page.pk, conflict.mine.pk])
        data = {"read": conflict.read, **{f"choice-{name}": value for name, value in choices.items()}}
        self.response = self.client.post(address, data, follow=True)
        return self.response


def newest(desk: PressDesk, page: NewsPage) -> NewsPage:
    return desk.fresh(page).get_latest_revision_as_object()


def texts(page: NewsPage) -> set[tuple[str, str]]:
    return {(revision.content["title"], revision.content["lead"]) for revision in page.revisions.all()}


def test_the_later_save_is_set_aside_and_chosen_from_field_by_field(desk: PressDesk) -> None:
    page = desk.draft(desk.author)
    first, second = Session(desk.author, page), Session(desk.chief, page)
    first.save(title="Відкрито новий клас", lead="Тридцять місць.")

    response = second.save(title="Відкрито клас у школі", slug="klas")

    conflict = response.context["conflict"]
    said = response.content.decode()
    assert "While you were writing, Author saved this page" in said
    assert "<ins>новий" in said
    assert "школі" in said
    assert [(row.name, row.default) for row in conflict.rows] == [("title", "mine"), ("lead", "theirs")]
    assert [row.by.user for row in conflict.rows] == [desk.author, desk.author]
    assert newest(desk, page).title == "Відкрито новий клас"  # the other one is not disturbed
    first.read_form()
    assert first.autosave(lead="Тридцять місць у класі.").status_code == 200
    answer = second.choose(title="theirs")
    assert "Somebody has saved yet another version" in answer.content.decode()
    assert {row.name: chosen for row, chosen in answer.context["rows"]} == {"title": "theirs", "lead": "theirs"}
    assert newest(desk, page).title == "Відкрито новий клас"

    answer = second.choose(title="mine", lead="theirs")

    assert answer.redirect_chain[-1][0] == edit_address(page)
    merged = newest(desk, page)
    assert (merged.title, merged.lead, merged.slug) == ("Відкрито клас у школі", "Тридцять місць у класі.", "klas")
    assert desk.fresh(page).get_latest_revision().user == desk.chief
    assert {("Відкрито новий клас", "Тридцять місць у класі."), ("Відкрито клас у школі", "")} <= texts(page)
    history = second.client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert "Saved beside a version that somebody else saved meanwhile" in history


def test_each_field_says_who_changed_it_last(desk: PressDesk) -> None:
    page = desk.draft(desk.author)
    mine = Session(desk.chief, page)
    Session(desk.author, page).save(lead="Тридцять місць.", tags="школа")
    Session(desk.deputy, page).save(lead="Тридцять місць.", tags="школа, місто")
    Session(desk.author, page).save(lead="Тридцять місць.", tags="школа, місто", seo_title="Клас")

    rows = mine.save(title="Відкрито клас у школі").context["conflict"].rows

    assert {row.name: row.by.user for row in rows} == {
        "lead": desk.author,
        "tags": desk.deputy,
        "seo_title": desk.author,
    }


def test_whoever_takes_the_other_version_finds_the_own_one_in_the_history(desk: PressDesk) -> None:
    page = desk.published()
    first, second = Session(desk.author, page), Session(desk.chief, page)
    first.save(lead="Тридцять місць.")
    response = second.save(lead="Сорок місць.", **{"action-publish": "1"})

    conflict = response.context["conflict"]
    assert edit_address(page) in response.content.decode()
    assert desk.fresh(page).lead == ""  # nothing was published
    assert newest(desk, page).lead == "Тридцять місць."
    own = second.client.get(reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, conflict.mine.pk]))
    assert own.context["form"]["lead"].value() == "Сорок місць."

    second.choose(lead="theirs")
    assert newest(desk, page).lead == "Тридцять місць."
    assert {lead for _title, lead in texts(page)} == {"", "Тридцять місць.", "Сорок місць."}


def test_autosave_is_refused_and_the_button_after_it_leads_to_the_choice(desk: PressDesk) -> None:
    page = desk.draft(desk.author)
    first, second = Session(desk.author, page), Session(desk.chief, page)
    assert second.autosave(lead="Сорок").status_code == 200
    assert first.autosave(lead="Тридцять").json()["error_code"] == "invalid_revision"

    response = first.save(lead="Тридцять місць.")

    assert [row.name for row in response.context["conflict"].rows] == ["lead"]
    assert second.autosave(lead="Сорок місць.").status_code == 200
    assert newest(desk, page).lead == "Сорок місць."
    assert {"Сорок місць.", "Тридцять місць."} <= {lead for _title, lead in texts(page)}


def test_what_the_form_saved_by_itself_stands_in_nobodys_way(desk: PressDesk) -> None:
    page = desk.draft(desk.author)
    author = Session(desk.author, page)
    author.autosave(lead="Три")
    author.autosave(lead="Тридцять")
    author.send_autosave(lead="Тридцять місць")  # the answer is lost on the way

    author.save(lead="Тридцять місць.", autosave_unanswered="1", **{"action-submit": "1"})

    assert desk.fresh(page).workflow_in_progress
    assert newest(desk, page).lead == "Тридцять місць."


def test_a_lost_answer_hides_nobody_elses_words(desk: PressDesk) -> None:
    page = desk.draft(desk.author)
    author = Session(desk.author, page)
    author.send_autosave(lead="Тридцять")
    Session(desk.chief, page).save(lead="Сорок місць.")

    response = author.save(lead="Тридцять місць.", autosave_unanswered="1")

    assert [row.name for row in response.context["conflict"].rows] == ["lead"]


def test_where_the_beginning_was_written_over_all_that_differs_is_chosen(desk: PressDesk) -> None:
    page = desk.draft(desk.author)
    first = Session(desk.author, page)
    first.autosave(lead="Три")
    second = Session(desk.chief, page)  # in the middle of the other one's typing
    first.autosave(lead="Тридцять місць.")

    response = second.save(title="Відкрито клас у школі")

    rows = response.context["conflict"].rows
    assert [(row.name, row.default) for row in rows] == [("title", "mine"), ("lead", "mine")]
    second.choose(title="mine", lead="theirs")
    merged = newest(desk, page)
    assert (merged.title, merged.lead) == ("Відкрито клас у школі", "Тридцять місць.")


def test_a_form_with_an_error_stays_out_of_date_and_keeps_what_was_typed(desk: PressDesk) -> None:
    page = desk.draft(desk.author)
    first, second = Session(desk.author, page), Session(desk.chief, page)
    first.save(title="Відкрито новий клас")

    response = second.save(title="Відкрито клас у школі", start_date="31.02.2016")
    assert response.context["form"]["title"].value() == "Відкрито клас у школі"
    second.read_form()
    response = second.save(start_date="15.05.2016", title="Відкрито клас у школі")

    assert [row.name for row in response.context["conflict"].rows] == ["title"]
    assert newest(desk, page).title == "Відкрито новий клас"


def test_who_had_changed_nothing_or_the_same_has_nothing_to_choose(desk: PressDesk) -> None:
    page = desk.draft(desk.author)
    first, second, third = (Session(user, page) for user in (desk.author, desk.chief, desk.deputy))
    first.save(lead="Тридцять місць.")
    before = page.revisions.count()

    assert "You had changed nothing" in second.save().content.decode()
    assert page.revisions.count() == before
    assert third.save(lead="Тридцять місць.").context["conflict"].rows == []


def test_a_save_that_changed_nothing_stands_in_nobodys_way(desk: PressDesk) -> None:
    page = desk.draft(desk.author)
    first, second = Session(desk.author, page), Session(desk.chief, page)
    first.save()

    second.save(lead="Сорок місць.")

    assert newest(desk, page).lead == "Сорок місць."
    assert not PageLogEntry.objects.filter(action="core.desk.set_aside").exists()


def test_whoever_has_words_set_aside_does_not_approve_until_somebody_did(desk: PressDesk) -> None:
    page = desk.draft(desk.author)
    first, second = Session(desk.author, page), Session(desk.chief, page)
    first.save(lead="Тридцять місць.")
    second.save(lead="Сорок місць.")
    second.choose(lead="mine")

    assert not desk.fresh(page).permissions_for_user(desk.chief).can_publish()
    assert desk.fresh(page).permissions_for_user(desk.deputy).can_publish()


def test_the_choice_is_for_the_one_whose_words_they_are(desk: PressDesk, client: Client) -> None:
    page = desk.draft(desk.author)
    first, second = Session(desk.author, page), Session(desk.chief, page)
    first.save(lead="Тридцять місць.")
    mine = second.save(lead="Сорок місць.").context["conflict"].mine
    for user, revision in ((desk.author, mine), (desk.deputy, mine), (desk.chief, page.get_latest_revision())):
        client.force_login(user)
        address = reverse("desk_conflict", args=[page.pk, revision.pk])
        assert client.get(address).status_code == 302
        assert client.post(address, {"choice-lead": "mine"}).status_code == 302
    assert newest(desk, page).lead == "Тридцять місць."


def test_what_was_typed_stays_a_draft_where_publishing_is_refused(desk: PressDesk) -> None:
    page = desk.draft(desk.author)
    chief = Session(desk.chief, page)

    def refuse(request: Any, page: NewsPage) -> None:
        raise RefusedError(page, "Not today.")

    with hooks.register_temporarily("before_publish_page", refuse, order=-1):
        response = chief.save(lead="Тридцять місць.", **{"action-publish": "1"})

    assert "Not today." in response.content.decode()
    assert newest(desk, page).lead == "Тридцять місць."
    assert not desk.fresh(page).live


def test_a_return_by_the_button_of_the_editor_without_a_word_keeps_the_form(desk: PressDesk) -> None:
    page = desk.waiting()
    chief = Session(desk.chief, page)

    response = chief.save(
        lead="Тридцять місць.", **{"action-workflow-action": "true", "workflow-action-name": "reject"}
    )

    assert "Say what has to change" in response.content.decode()
    assert response.context["form"]["lead"].value() == "Тридцять місць."
    assert desk.fresh(page).workflow_in_progress


def test_a_return_by_the_button_of_the_editor_says_that_the_text_went_back(desk: PressDesk) -> None:
    page = desk.waiting()
    chief = Session(desk.chief, page)

    response = chief.save(
        **{
            "action-workflow-action": "true",
            "workflow-action-name": "reject",
            "workflow-action-extra-data": json.dumps({"comment": "Немає дати."}),
        }
    )

    html = response.content.decode()
    assert "“Відкрито клас” was returned for changes; its author is told." in html
    assert "has been updated" not in html
