"""What waits at a step for the approval that this person may give now, the most urgent first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from wagtail.models import Task, TaskState

from cms_site.core.desk.limits import TimeLimits
from cms_site.core.desk.models import Claim
from cms_site.core.desk.texts import Text, Texts


@dataclass(frozen=True)
class Waiting:
    """A text at a step: who sent it, since when and until when it may wait, and who is on it."""

    state: TaskState
    text: Text
    sender: Any
    due: datetime | None
    claim: Claim | None

    @property
    def overdue(self) -> bool:
        return self.due is not None and self.due < timezone.now()


def may_hold(tasks: list[Any], user: Any) -> bool:
    """Whether texts at one of the steps `tasks` can wait for `user`."""
    return any(task.user_can_access_editor(None, user) for task in tasks)


def steps() -> list[Any]:
    """All steps of workflows that are in use."""
    return list(Task.objects.filter(active=True).specific())


def waiting_for(user: Any, tasks: list[Any]) -> list[Waiting]:
    """What `user` may approve now at the steps `tasks`; as many queries for one text as for many."""
    states = TaskState.objects.none()
    for task in tasks:
        states |= task.get_task_states_user_can_moderate(user=user)
    return sorted(with_due_times(states), key=_urgency)


def with_due_times(states: Any) -> list[Waiting]:
    """The texts at the steps `states`; those of which the page or record is gone are left out."""
    claims = Claim.objects.filter(until=None).select_related("user")
    found = (
        states.select_related("task", "revision", "workflow_state__requested_by")
        .defer("revision__content")
        .prefetch_related("revision__content_object", Prefetch("claims", claims, to_attr="open_claims"))
    )
    limits, texts = TimeLimits(), Texts()
    return [
        Waiting(
            state=state,
            text=texts.name(state.revision.content_object),
            sender=state.workflow_state.requested_by,
            due=limits.due(state.revision.content_type_id, state.started_at),
            claim=next(iter(state.open_claims), None),
        )
        for state in found
        if state.revision.content_object is not None
    ]


def _urgency(row: Waiting) -> tuple[bool, datetime, int]:
    return (row.due is None, row.due or row.state.started_at, row.state.pk)
