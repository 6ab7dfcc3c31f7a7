"""Who gets which mail as a text goes through its workflow: each of them once, and nobody whom it does not concern."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask
from wagtail.users.models import UserProfile

from cms_site.core import outbox
from cms_site.core.models import Delivery
from cms_site.core.workflow.digests import digest_of_revision
from home.models import Alert
from tests.factories.home import make_alert
from tests.factories.workflow import make_group, make_member, make_route, under_four_eyes
from tests.integration.core.test_four_eyes import Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


class Post:
    """The mails that were sent since it was asked last."""

    def __init__(self, outbox: list[Any], capture: Any) -> None:
        self.outbox = outbox
        self.capture = capture

    def after(self, act: Any) -> dict[str, Any]:
        """The mails by recipient that are sent when `act` is done and committed."""
        self.outbox.clear()
        with self.capture(execute=True):
            act()
        assert len({mail.to[0] for mail in self.outbox}) == len(self.outbox)
        return {mail.to[0].partition("@")[0]: mail for mail in self.outbox}


@pytest.fixture
def post(mailoutbox: list[Any], django_capture_on_commit_callbacks: Any) -> Post:
    return Post(mailoutbox, django_capture_on_commit_callbacks)


def test_what_is_submitted_is_told_to_those_who_may_approve_it_in_ukrainian(desk: Desk, post: Post) -> None:
    page = desk.draft(desk.author, "Вода <b>& світло</b>")
    desk.edit(page, desk.deputy, "Вода <b>& світло</b>!")  # who wrote part of it may not approve it

    mails = post.after(lambda: desk.submit(page, desk.author))

    assert mails.keys() == {"chief"}  # neither the author, nor the superuser, nor the deputy
    mail = mails["chief"]
    html = mail.alternatives[0][0]
    assert mail.subject == "Чекає на ваше затвердження: Вода <b>& світло</b>!"
    assert "Author передає на затвердження «Вода <b>& світло</b>!»." in mail.body
    assert "<b>&" not in html
    for text in (mail.body, html):
        assert f"http://testserver/admin/pages/{page.pk}/edit/" in text or f"/admin/pages/{page.pk}/edit/" in text
        assert "Read by chiefs" in text
    assert mail.extra_headers["Auto-Submitted"] == "auto-generated"


def test_superusers_are_told_only_as_members_of_the_group_and_each_person_decides(desk: Desk, post: Post) -> None:
    desk.root.groups.add(desk.chiefs)
    profile = UserProfile.get_for_user(desk.chief)
    profile.submitted_notifications = False
    profile.save()
    lonely = get_user_model().objects.create_user("lonely")  # no address
    lonely.groups.add(desk.chiefs)

    mails = post.after(lambda: desk.submit(desk.draft(desk.author), desk.author))

    assert mails.keys() == {"deputy", "root"}


def test_a_return_reaches_who_submitted_with_its_comment_and_approval_with_the_public_address(
    desk: Desk, post: Post, client: Client
) -> None:
    page = desk.draft(desk.author)
    state = desk.submit(page, desk.author)
    mails = post.after(lambda: state.reject(user=desk.chief, comment="Немає дати.\nІ місця."))
    assert mails.keys() == {"author"}
    assert mails["author"].subject == f"Повернуто на доопрацювання: {page.title}"
    assert "Chief повертає" in mails["author"].body
    assert "Немає дати.\nІ місця." in mails["author"].body

    again = desk.fresh(page).current_workflow_state
    mails = post.after(lambda: again.resume(user=desk.author))
    assert mails.keys() == {"chief", "deputy"}

    state = desk.fresh(page).current_workflow_task_state
    client.force_login(desk.deputy)
    data = {"read": digest_of_revision(page.get_latest_revision()), "comment": "Гарно"}
    mails = post.after(lambda: client.post(reverse("core_approve", args=[state.pk]), data))
    assert mails.keys() == {"author"}
    assert mails["author"].subject == f"Затверджено: {page.title}"
    assert desk.fresh(page).full_url in mails["author"].body
    assert "Гарно" in mails["author"].body


def test_each_step_tells_its_own_people_and_the_end_tells_who_submitted(desk: Desk, post: Post) -> None:
    lawyers = make_group("lawyers", desk.index, "change")
    make_member(lawyers, "lawyer")
    WorkflowPage.objects.all().delete()
    make_route(lawyers, desk.chiefs, page=desk.index)
    page = desk.draft(desk.author)

    assert post.after(lambda: desk.submit(page, desk.author)).keys() == {"lawyer"}
    state = desk.fresh(page).current_workflow_task_state
    lawyer = get_user_model().objects.get(username="lawyer")
    assert post.after(lambda: state.approve(user=lawyer)).keys() == {"chief", "deputy"}
    state = desk.fresh(page).current_workflow_task_state
    assert post.after(lambda: state.approve(user=desk.chief)).keys() == {"author"}


def test_a_group_approval_of_wagtail_is_told_once_too_and_a_record_like_a_page(desk: Desk, post: Post) -> None:
    workflow = Workflow.objects.create(name="Plain")
    task = GroupApprovalTask.objects.create(name="Plain")
    task.groups.add(desk.chiefs)
    WorkflowTask.objects.create(workflow=workflow, task=task)
    page = desk.draft(desk.author)
    assert post.after(lambda: workflow.start(page, desk.author)).keys() == {"chief", "deputy"}

    under_four_eyes(Alert)
    alert = make_alert(live=False)
    alert.save_revision(user=desk.author)
    route = make_route(make_group("duty heads", None), model=Alert)
    head = make_member(route.tasks[0].specific.groups.get(), "head")
    assert post.after(lambda: route.start(alert, desk.author)).keys() == {"head"}
    assert f"/admin/snippets/home/alert/edit/{alert.pk}/" in post.outbox[0].body
    # the author may not change alerts, and is not written to about them
    state = alert.current_workflow_task_state
    assert post.after(lambda: state.reject(user=head, comment="Ні")).keys() == set()


def test_who_lost_the_right_or_whose_text_moved_on_before_the_mail_could_be_sent_gets_none(
    desk: Desk, settings: Any, mailoutbox: list[Any]
) -> None:
    working, settings.MAIL_SERVER = settings.MAIL_SERVER, "tests.integration.core.test_outbox.DownBackend"
    page = desk.draft(desk.author)
    state = desk.submit(page, desk.author)
    now = timezone.now()
    assert outbox.deliver_due(now).failed == 2
    desk.chief.groups.clear()
    settings.MAIL_SERVER = working
    for delivery in Delivery.objects.filter(recipient=desk.chief):
        assert outbox.try_again(delivery, now).state == Delivery.State.NOT_NEEDED

    state.reject(user=desk.deputy, comment="Ні")
    for delivery in Delivery.objects.filter(recipient=desk.deputy):
        assert outbox.try_again(delivery, now).state == Delivery.State.NOT_NEEDED
    assert not mailoutbox


def test_submitting_works_while_the_mail_server_does_not(desk: Desk, client: Client, settings: Any, post: Post) -> None:
    settings.MAIL_SERVER = "tests.integration.core.test_outbox.DownBackend"
    page = desk.draft(desk.author)

    assert post.after(lambda: desk.submit(page, desk.author)) == {}

    assert desk.fresh(page).workflow_in_progress
    assert Delivery.objects.filter(state=Delivery.State.WAITING, tries=1).count() == 2
