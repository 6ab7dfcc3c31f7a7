"""Who is on a text that waits. A claim says so to the others; it keeps nobody from approving."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import TaskState

from cms_site.core.desk.models import Claim
from cms_site.core.workflow.four_eyes import who_may_approve

# What Wagtail's log calls it.
TAKE, HAND_OVER, GIVE_BACK = "ratusha.claim.take", "ratusha.claim.hand_over", "ratusha.claim.give_back"


def may_act(state: TaskState, user: Any) -> bool:
    """Whether `user` may approve now what waits at the step `state`."""
    instance = state.workflow_state.content_object
    if state.status != TaskState.STATUS_IN_PROGRESS or instance is None:
        return False
    return "approve" in [name for name, *_rest in state.task.specific.get_actions(instance, user)]


def others_who_may_act(state: TaskState, user: Any) -> list[Any]:
    """Everybody but `user` who may approve now what waits at the step `state`."""
    return [person for person in who_may_approve(state.workflow_state.content_object) if person.pk != user.pk]


@transaction.atomic
def claim(state: TaskState, user: Any, given_by: Any = None) -> None:
    """Say that `user` is on the text, whoever was before; raises PermissionDenied for those who may not approve it."""
    locked = TaskState.objects.select_for_update().get(pk=state.pk)
    if not may_act(locked, user):
        raise PermissionDenied
    if Claim.objects.filter(task_state=locked, until=None, user=user).exists():
        return
    _end(locked)
    Claim.objects.create(task_state=locked, user=user, given_by=given_by)
    if given_by is None:
        _log(state, TAKE, user)
    else:
        _log(state, HAND_OVER, given_by, name=user.get_full_name() or user.get_username())


@transaction.atomic
def give_back(state: TaskState, user: Any) -> None:
    """Say that `user` is not on the text any more; nothing happens if somebody else is."""
    TaskState.objects.select_for_update().get(pk=state.pk)
    if _end(state, user=user):
        _log(state, GIVE_BACK, user)


def hand_over(state: TaskState, user: Any, to: Any) -> None:
    """Say that `to` is on the text, by order of `user`; raises PermissionDenied if either may not approve it."""
    if not may_act(state, user):
        raise PermissionDenied
    claim(state, to, given_by=user)


def _end(state: TaskState, **by: Any) -> bool:
    return bool(Claim.objects.filter(task_state=state, until=None, **by).update(until=timezone.now()))


def _log(state: TaskState, action: str, user: Any, **data: str) -> None:
    instance = state.workflow_state.content_object
    log(instance=getattr(instance, "specific", instance), action=action, user=user, data=data)
