"""A workflow step is written whole or not at all, and a page that one left broken can be edited again."""

from io import StringIO
from typing import Any
from unittest import mock

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState, WorkflowState

from tests.integration.core.test_four_eyes import Desk

pytestmark = pytest.mark.django_db


class KilledError(Exception):
    """The process died here."""


@pytest.fixture
def desk() -> Desk:
    return Desk()


def everything() -> Any:
    return (
        list(WorkflowState.objects.values("status", "current_task_state").order_by("pk")),
        list(TaskState.objects.values("pk", "status", "revision").order_by("pk")),
    )


@pytest.mark.parametrize("step", ["resume", "update", "cancel"])
def test_a_process_killed_between_two_writes_leaves_nothing_half_done(desk: Desk, step: str) -> None:
    page = desk.draft(desk.author)
    state = desk.submit(page, desk.author)
    if step == "resume":
        state.reject(user=desk.chief)
    if step == "update":
        TaskState.objects.filter(pk=state.pk).update(status=TaskState.STATUS_CANCELLED)
    before = everything()
    workflow_state = desk.fresh(page).current_workflow_state
    place = "wagtail.models.TaskState.cancel" if step == "cancel" else "wagtail.models.Task.start"
    with mock.patch(place, side_effect=KilledError), pytest.raises(KilledError):
        getattr(workflow_state, step)(user=desk.author)

    assert everything() == before


def test_a_page_that_lost_its_step_can_be_opened_cancelled_and_submitted_again(desk: Desk, client: Client) -> None:
    page = desk.draft(desk.author)
    state = desk.submit(page, desk.author)
    WorkflowState.objects.update(current_task_state=None)
    TaskState.objects.filter(pk=state.pk).update(status=TaskState.STATUS_REJECTED)
    client.force_login(desk.root)
    address = f"/admin/pages/{page.pk}/edit/"

    assert client.get(address).status_code == 200
    assert client.get(reverse("wagtailadmin_pages:confirm_workflow_cancellation", args=[page.pk])).status_code == 200
    desk.fresh(page).current_workflow_state.cancel(user=desk.root)

    page = desk.fresh(page)
    assert page.current_workflow_state is None
    desk.submit(page, desk.author).approve(user=desk.chief)
    assert desk.fresh(page).live


def test_a_page_that_lost_its_step_can_be_published(desk: Desk) -> None:
    page = desk.draft(desk.author)
    desk.submit(page, desk.author)
    WorkflowState.objects.update(current_task_state=None)

    desk.fresh(page).get_latest_revision().publish(user=desk.chief)

    assert desk.fresh(page).live
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_CANCELLED


def test_a_command_goes_on_from_the_last_step(desk: Desk) -> None:
    page = desk.draft(desk.author)
    state = desk.submit(page, desk.author)
    WorkflowState.objects.update(current_task_state=None)
    TaskState.objects.filter(pk=state.pk).update(status=TaskState.STATUS_REJECTED)
    out = StringIO()

    call_command("repair_workflows", stdout=out)

    assert "1" in out.getvalue()
    found = desk.fresh(page).current_workflow_state
    assert found.status == WorkflowState.STATUS_NEEDS_CHANGES
    found.resume(desk.author)
    desk.fresh(page).current_workflow_task_state.approve(user=desk.chief)
    assert desk.fresh(page).live
