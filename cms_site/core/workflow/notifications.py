"""Mails of a workflow as it moves: what waits to those who may act on it, what came of it to whoever submitted it.

They take the place of Wagtail's own, which are sent before the commit, also to people who may not approve by the rule
of four eyes, and not at all for our steps. Whether somebody wants them is said by the choices that Wagtail keeps in
their account.
"""

from typing import Any

from django.contrib.auth import get_user_model
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState, WorkflowState
from wagtail.permissions import policy_registry
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from cms_site.core import mails
from cms_site.core.mails import full_address, name_of
from cms_site.core.notices import Due, tell
from cms_site.core.workflow.addresses import edit_address
from cms_site.core.workflow.four_eyes import is_barred
from cms_site.core.workflow.scope import needs_four_eyes
from cms_site.core.workflow.tasks import FourEyesTaskState

SUBMITTED, RETURNED, APPROVED = "submitted", "returned", "approved"


def connect() -> None:
    """Listen to workflows, under the names under which Wagtail's own listeners would be known: those stay away."""
    for sender in (TaskState, FourEyesTaskState):
        task_submitted.connect(on_step, sender=sender, dispatch_uid="group_approval_task_submitted_email_notification")
    for signal, listener, name in (
        (workflow_submitted, _nobody, "submitted"),
        (workflow_rejected, on_return, "rejected"),
        (workflow_approved, on_approval, "approved"),
    ):
        signal.connect(listener, sender=WorkflowState, dispatch_uid=f"workflow_state_{name}_email_notification")
    mails.register_check(SUBMITTED, may_act)
    mails.register_check(RETURNED, may_hear_of_return)
    mails.register_check(APPROVED, may_hear_of_approval)


def _nobody(**kwargs: Any) -> None:
    """A workflow that begins is told of by its first step."""


def on_step(instance: TaskState, user: Any = None, **kwargs: Any) -> None:
    """A text came to a step: tell those who may act on it, but for whoever sent it there."""
    people = [person for person in people_of(instance) if user is None or person.pk != user.pk]
    tell(
        Due(
            kind=SUBMITTED,
            about=f"{TaskState._meta.label_lower}:{instance.pk}",
            point=SUBMITTED,
            people=people,
            subject=format_lazy(_("Waits for your approval: {title}"), title=instance.revision.object_str),
            template="workflow_submitted",
            context=context_of_step(instance),
            preference="submitted",
        )
    )


def on_return(instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    """A text was sent back: tell whoever submitted it, with the comment."""
    step = instance.current_task_state
    _tell_submitter(instance, user, RETURNED, "rejected", _("Returned for changes: {title}"), step)


def on_approval(instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    """A text went through all steps: tell whoever submitted it."""
    step = instance.current_task_state
    _tell_submitter(instance, user, APPROVED, "approved", _("Approved: {title}"), step)


def _tell_submitter(state: WorkflowState, user: Any, kind: str, preference: str, subject: Any, step: Any) -> None:
    submitter = state.requested_by
    if submitter is None or step is None or (user is not None and user.pk == submitter.pk):
        return
    tell(
        Due(
            kind=kind,
            about=name_of(state),
            point=str(step.pk),
            people=[submitter],
            subject=format_lazy(subject, title=step.revision.object_str),
            template=f"workflow_{kind}",
            context={**context_of_step(step), "by": user, "live": _public_address(state)},
            preference=preference,
        )
    )


def context_of_step(step: TaskState) -> dict[str, Any]:
    """What the mails say of a step: the text, who sent it, where it is read."""
    return {
        "title": step.revision.object_str,
        "step": step.task.name,
        "sender": step.workflow_state.requested_by,
        "comment": step.comment,
        "address": full_address(edit_address(step.revision.content_object)),
    }


def _public_address(state: WorkflowState) -> str:
    instance = state.content_object
    if not isinstance(instance, Page):
        return ""
    page = Page.objects.filter(pk=instance.pk, live=True).first()
    return page.full_url or "" if page else ""


def people_of(step: TaskState) -> list[Any]:
    """The active members of the groups that approve at `step`; superusers only if they are members."""
    task = step.task.specific
    if not isinstance(task, AbstractGroupApprovalTask):
        return []
    users = get_user_model().objects.filter(is_active=True, groups__in=task.groups.all())
    return list(users.distinct().order_by("pk"))


def may_act(user: Any, step: TaskState) -> bool:
    """Whether `step` waits for the approval of `user`: still there, of one of their groups, by no rule forbidden."""
    task = step.task.specific
    state = step.workflow_state
    if step.status != TaskState.STATUS_IN_PROGRESS or state.status != WorkflowState.STATUS_IN_PROGRESS:
        return False
    if not isinstance(task, AbstractGroupApprovalTask) or not user.has_perm("wagtailadmin.access_admin"):
        return False
    if not task.groups.filter(user=user).exists():
        return False
    instance = step.revision.content_object
    return instance is not None and not (needs_four_eyes(instance) and is_barred(instance, user))


def may_hear_of_return(user: Any, state: WorkflowState) -> bool:
    """Whether `state` is still returned, and `user`, who submitted it, may still change the text."""
    return state.status == WorkflowState.STATUS_NEEDS_CHANGES and _submitted_and_may_edit(user, state)


def may_hear_of_approval(user: Any, state: WorkflowState) -> bool:
    """Whether `state` is approved, and `user`, who submitted it, may still change the text."""
    return state.status == WorkflowState.STATUS_APPROVED and _submitted_and_may_edit(user, state)


def _submitted_and_may_edit(user: Any, state: WorkflowState) -> bool:
    instance = state.content_object
    if instance is None or user.pk != state.requested_by_id:
        return False
    if isinstance(instance, Page):
        return bool(instance.permissions_for_user(user).can_edit())
    return bool(policy_registry.get(instance).user_has_permission(user, "change"))
