"""Nobody makes public what they wrote themselves, whichever way they try."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any
from unittest import mock

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction

from cms_site.core.models import Approval, Contribution, FourEyesTask
from cms_site.core.workflow.digests import digest_of_revision
from cms_site.core.workflow.four_eyes import FourEyesError, StaleTextError, sentence, who_may_approve
from cms_site.core.workflow.publishing import SystemAction, system_action
from home.models import Alert, NewsPage
from tests.factories.core import make_locales
from tests.factories.home import make_home, make_news_index, make_standard, make_topic
from tests.factories.workflow import make_group, make_member, make_route, under_four_eyes

pytestmark = pytest.mark.django_db


class Desk:
    """A section of news with an author, two chief editors and a superuser."""

    def __init__(self) -> None:
        self.home = make_home()
        self.index = make_news_index(self.home)
        self.topic = make_topic()
        under_four_eyes(NewsPage)
        self.authors = make_group("authors", self.index, "add", "change")
        self.chiefs = make_group("chiefs", self.index, "add", "change", "publish", "lock", "unlock")
        make_route(self.chiefs, page=self.index)
        self.author = make_member(self.authors, "author")
        self.chief = make_member(self.chiefs, "chief")
        self.deputy = make_member(self.chiefs, "deputy")
        self.root = get_user_model().objects.create_superuser("root", "root@example.org", "x")

    def draft(self, user: Any, title: str = "Відкрито клас") -> NewsPage:
        page = NewsPage(
            title=title,
            start_date=date(2016, 5, 15),
            topic=self.topic,
            locale=self.index.locale,
            owner=user,
            live=False,
        )
        self.index.add_child(instance=page)
        page.save_revision(user=user)
        return self.fresh(page)

    def published(self, title: str = "Відкрито клас") -> NewsPage:
        page = self.draft(self.author, title)
        page.get_latest_revision().publish(user=self.chief)
        return self.fresh(page)

    def edit(self, page: NewsPage, user: Any, title: str, **kwargs: Any) -> NewsPage:
        draft = self.fresh(page).get_latest_revision_as_object()
        draft.title = title
        draft.save_revision(user=user, **kwargs)
        return self.fresh(page)

    def submit(self, page: NewsPage, user: Any) -> Any:
        page = self.fresh(page)
        return page.get_workflow().start(page, user).current_task_state.specific

    def fresh(self, page: NewsPage) -> NewsPage:
        return NewsPage.objects.get(pk=page.pk)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@contextmanager
def the_clock_at(moment: datetime) -> Iterator[None]:
    with mock.patch.object(timezone, "now", return_value=moment):
        yield


def task_state(page: NewsPage) -> Any:
    return NewsPage.objects.get(pk=page.pk).current_workflow_task_state


def test_a_chief_editor_publishes_what_somebody_else_wrote(desk: Desk) -> None:
    page = desk.published()

    assert page.live
    approval = Approval.objects.get()
    assert (approval.by, approval.kind) == (desk.chief, Approval.Kind.APPROVED)
    assert not Contribution.objects.filter(settled_by=None).exists()


@pytest.mark.parametrize("who", ["chief", "root"])
def test_nobody_publishes_their_own_words(desk: Desk, who: str) -> None:
    user = getattr(desk, who)
    page = desk.draft(user)

    assert not page.permissions_for_user(user).can_publish()
    for checks in (True, False):
        with pytest.raises(PermissionDenied):
            page.get_latest_revision().publish(user=user, skip_permission_checks=checks)
    assert not desk.fresh(page).live


def test_one_word_of_mine_among_the_words_of_others_is_enough(desk: Desk) -> None:
    page = desk.draft(desk.chief)
    desk.edit(page, desk.deputy, "Відкрито новий клас")

    with pytest.raises(FourEyesError):
        desk.fresh(page).get_latest_revision().publish(user=desk.chief, skip_permission_checks=True)


def test_a_refusal_says_why_and_who_may(desk: Desk) -> None:
    page = desk.draft(desk.chief)

    assert [user.username for user in who_may_approve(page)] == ["deputy"]
    with pytest.raises(FourEyesError, match=r"Ви написали частину цього тексту.*Deputy"):
        page.get_latest_revision().publish(user=desk.chief, skip_permission_checks=True)


def test_a_refusal_says_so_when_nobody_may(desk: Desk) -> None:
    page = desk.edit(desk.draft(desk.chief), desk.deputy, "Відкрито новий клас")

    assert who_may_approve(page) == []
    assert "зверніться до адміністратора" in sentence(page, desk.chief)


def test_a_revision_that_was_purged_does_not_wash_its_author_clean(desk: Desk) -> None:
    page = desk.draft(desk.chief)
    first = page.get_latest_revision()
    desk.edit(page, desk.author, "Відкрито новий клас")
    first.delete()

    with pytest.raises(FourEyesError):
        desk.fresh(page).get_latest_revision().publish(user=desk.chief, skip_permission_checks=True)


def test_words_autosaved_over_an_approved_revision_are_not_approved(desk: Desk) -> None:
    page = desk.published()
    approved = page.get_latest_revision()

    page = desk.edit(page, desk.author, "Закрито клас", overwrite_revision=approved)

    with pytest.raises(FourEyesError):
        page.get_latest_revision().publish()
    assert Contribution.objects.filter(settled_by=None, user=desk.author).exists()


def test_saving_without_a_change_makes_nobody_an_author(desk: Desk) -> None:
    page = desk.draft(desk.author)
    desk.edit(page, desk.chief, page.title)

    desk.fresh(page).get_latest_revision().publish(user=desk.chief)

    assert desk.fresh(page).live


def test_what_was_typed_and_taken_back_in_one_autosaved_revision_is_nobodys(desk: Desk) -> None:
    page = desk.draft(desk.author)
    page = desk.edit(page, desk.chief, "Інше")
    own = page.get_latest_revision()
    page = desk.edit(page, desk.chief, "Відкрито клас", overwrite_revision=own)

    page.get_latest_revision().publish(user=desk.chief)

    assert desk.fresh(page).live


def test_the_author_submits_and_the_chief_approves(desk: Desk) -> None:
    page = desk.draft(desk.author)
    state = desk.submit(page, desk.author)

    assert isinstance(state.task.specific, FourEyesTask)
    assert [name for name, _label, _modal in state.task.specific.get_actions(page, desk.chief)] == ["reject", "approve"]
    state.approve(user=desk.chief)

    assert desk.fresh(page).live
    assert Approval.objects.get().by == desk.chief


@pytest.mark.parametrize("who", ["chief", "root"])
def test_whoever_wrote_it_cannot_approve_it_in_the_workflow(desk: Desk, who: str) -> None:
    user = getattr(desk, who)
    page = desk.draft(user)
    state = desk.submit(page, desk.author)

    assert "approve" not in [name for name, *_ in state.task.specific.get_actions(page, user)]
    assert not state.task.specific.get_task_states_user_can_moderate(user).exists()
    assert state.task.specific.get_task_states_user_can_moderate(desk.deputy).exists()
    with pytest.raises(FourEyesError):
        state.approve(user=user)
    assert not desk.fresh(page).live
    assert task_state(page).status == "in_progress"


def test_whoever_submitted_it_cannot_approve_it(desk: Desk) -> None:
    page = desk.draft(desk.author)
    state = desk.submit(page, desk.chief)

    with pytest.raises(FourEyesError, match="Ви подали"):
        state.approve(user=desk.chief)
    with pytest.raises(FourEyesError):
        page.get_latest_revision().publish(user=desk.chief, skip_permission_checks=True)


def test_whoever_submitted_it_again_cannot_approve_it(desk: Desk) -> None:
    page = desk.draft(desk.author)
    desk.submit(page, desk.author).reject(user=desk.chief)
    desk.fresh(page).current_workflow_state.resume(desk.deputy)

    with pytest.raises(FourEyesError):
        task_state(page).approve(user=desk.deputy)
    task_state(page).approve(user=desk.chief)
    assert desk.fresh(page).live


def test_an_approval_is_for_the_text_that_was_read(desk: Desk) -> None:
    page = desk.draft(desk.author)
    state = desk.submit(page, desk.author)
    desk.edit(page, desk.author, "Закрито клас")

    with pytest.raises(StaleTextError) as refused:
        state.approve(user=desk.chief)

    assert refused.value.now.content["title"] == "Закрито клас"
    assert refused.value.read.content["title"] == "Відкрито клас"
    assert not desk.fresh(page).live
    assert task_state(page).status == "in_progress"


def test_an_approval_is_stale_also_when_the_revision_itself_was_written_over(desk: Desk) -> None:
    page = desk.draft(desk.author)
    state = desk.submit(page, desk.author)
    desk.edit(page, desk.author, "Закрито клас", overwrite_revision=desk.fresh(page).get_latest_revision())

    with pytest.raises(StaleTextError):
        state.approve(user=desk.chief)


def test_a_save_without_a_change_restarts_nothing(desk: Desk) -> None:
    page = desk.draft(desk.author)
    state = desk.submit(page, desk.author)
    desk.edit(page, desk.chief, page.title)

    state.approve(user=desk.chief)

    page = desk.fresh(page)
    assert page.live
    assert page.live_revision == page.latest_revision


def test_a_step_stays_approved_while_the_text_stays_the_same(desk: Desk) -> None:
    lawyers = make_group("lawyers", desk.index, "change")
    lawyer = make_member(lawyers, "lawyer")
    page = desk.draft(desk.author)
    workflow = make_route(lawyers, desk.chiefs)
    state = workflow.start(page, desk.author)
    state.current_task_state.approve(user=lawyer)
    desk.edit(page, desk.chief, page.title)

    state.refresh_from_db()
    assert state.current_task_state.task.name == "Read by chiefs"
    state.current_task_state.approve(user=desk.chief)

    assert desk.fresh(page).live


def test_a_change_of_the_text_sends_it_back_to_the_first_step(desk: Desk) -> None:
    lawyers = make_group("lawyers", desk.index, "change")
    lawyer = make_member(lawyers, "lawyer")
    page = desk.draft(desk.author)
    state = make_route(lawyers, desk.chiefs).start(page, desk.author)
    state.current_task_state.approve(user=lawyer)
    page = desk.edit(page, desk.deputy, "Закрито клас")
    state.refresh_from_db()

    state.current_task_state.approve(user=desk.chief, shown=digest_of_revision(page.get_latest_revision()))

    state.refresh_from_db()
    assert state.current_task_state.task.name == "Read by lawyers"
    assert not desk.fresh(page).live


def test_a_schedule_that_somebody_else_approved_goes_live_and_expires(desk: Desk) -> None:
    draft = desk.draft(desk.author)
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    draft.expire_at = timezone.now() + timedelta(hours=3)
    draft.save_revision(user=desk.author)
    desk.fresh(draft).get_latest_revision().publish(user=desk.chief)
    assert not desk.fresh(draft).live

    with the_clock_at(timezone.now() + timedelta(hours=2)):
        call_command("publish_scheduled", stdout=StringIO())
        assert desk.fresh(draft).live
    with the_clock_at(timezone.now() + timedelta(hours=4)):
        call_command("publish_scheduled", stdout=StringIO())
        assert desk.fresh(draft).expired


def test_whoever_sets_the_time_cannot_approve_it(desk: Desk) -> None:
    draft = desk.draft(desk.author)
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    draft.save_revision(user=desk.chief)

    with pytest.raises(FourEyesError):
        desk.fresh(draft).get_latest_revision().publish(user=desk.chief, skip_permission_checks=True)


def test_a_schedule_that_nobody_approved_is_taken_back_and_stops_no_other(desk: Desk) -> None:
    moment = timezone.now() + timedelta(hours=1)
    smuggled = desk.draft(desk.author, "Підкинуто")
    smuggled.save_revision(user=desk.author, approved_go_live_at=moment)
    good = desk.draft(desk.author, "Погоджено")
    good.go_live_at = moment + timedelta(minutes=1)
    good.save_revision(user=desk.author)
    desk.fresh(good).get_latest_revision().publish(user=desk.chief)

    with the_clock_at(moment + timedelta(hours=1)):
        call_command("publish_scheduled", stdout=StringIO())

    assert not desk.fresh(smuggled).live
    assert desk.fresh(smuggled).scheduled_revision is None
    assert desk.fresh(good).live


def test_code_without_a_user_publishes_only_as_a_named_system_action(desk: Desk) -> None:
    page = desk.draft(desk.author)
    with pytest.raises(FourEyesError):
        page.get_latest_revision().publish()
    with pytest.raises(FourEyesError):
        PublishPageRevisionAction(page.get_latest_revision()).execute(skip_permission_checks=True)

    with system_action(SystemAction.RELEASE):
        page.get_latest_revision().publish()

    assert desk.fresh(page).live
    assert Approval.objects.get().reason == "release"


def test_a_copy_is_a_draft_and_remembers_its_authors(desk: Desk) -> None:
    page = desk.published()

    for keep_revisions in (True, False):
        copy = CopyPageAction(
            page,
            update_attrs={"slug": f"copy-{keep_revisions}", "title": "Копія"},
            keep_live=True,
            copy_revisions=keep_revisions,
            user=desk.deputy,
        ).execute()
        copy = desk.fresh(copy)

        assert not copy.live
        for user in (desk.deputy, desk.author):
            with pytest.raises(FourEyesError):
                copy.get_latest_revision().publish(user=user, skip_permission_checks=True)
        copy.get_latest_revision().publish(user=desk.chief)


def test_an_old_text_brought_back_is_its_authors_text(desk: Desk) -> None:
    page = desk.draft(desk.chief, "Перший")
    first = page.get_latest_revision()
    page = desk.edit(page, desk.author, "Другий")
    page.get_latest_revision().publish(user=desk.deputy)

    first.as_object().save_revision(user=desk.author, previous_revision=first)

    with pytest.raises(FourEyesError):
        desk.fresh(page).get_latest_revision().publish(user=desk.chief, skip_permission_checks=True)
    desk.fresh(page).get_latest_revision().publish(user=desk.deputy)


def test_what_was_approved_may_be_published_again_after_it_was_taken_down_but_nothing_else(desk: Desk) -> None:
    page = desk.published()
    page.unpublish()
    desk.fresh(page).get_latest_revision().publish(user=desk.chief)
    assert desk.fresh(page).live

    desk.fresh(page).unpublish()
    page = desk.edit(page, desk.chief, "Закрито клас")
    with pytest.raises(FourEyesError):
        page.get_latest_revision().publish(user=desk.chief, skip_permission_checks=True)


def test_types_that_the_rule_does_not_name_are_published_by_one_person(desk: Desk) -> None:
    section = make_standard(desk.home)
    section.save_revision(user=desk.root).publish(user=desk.root)

    assert not Contribution.objects.exists()


def test_a_warning_obeys_the_same_rule() -> None:
    under_four_eyes(Alert)
    rights = ("add_alert", "change_alert", "publish_alert")
    chiefs = make_group("chiefs", None, permissions=rights)
    chief, deputy = make_member(chiefs, "chief"), make_member(chiefs, "deputy")
    make_route(chiefs, model=Alert)
    alert = Alert.objects.create(
        title="Немає води",
        service="water",
        live=False,
        expected_end=timezone.now() + timedelta(hours=1),
        locale=make_locales()["uk"],
    )
    revision = alert.save_revision(user=chief)

    with pytest.raises(FourEyesError, match="Deputy"):
        revision.publish(user=chief, skip_permission_checks=True)
    state = alert.get_workflow().start(alert, chief)
    with pytest.raises(FourEyesError):
        state.current_task_state.approve(user=chief)
    state.current_task_state.approve(user=deputy)

    assert Alert.objects.get().live
