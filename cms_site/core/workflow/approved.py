"""The texts that a reader of the newest one knows already: the last that was approved, the last that was sent back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wagtail.models import Page, Revision, TaskState

from cms_site.core.workflow.digests import digest_of_revision
from cms_site.core.workflow.models import Approval


@dataclass(frozen=True)
class ApprovedText:
    """A text with what is known of its approval; `by` is empty where it is known to be public and no more."""

    text: Any
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class ReturnedText:
    """A text that was sent back, by whom, when and why."""

    text: Any
    by: Any
    at: datetime | None
    comment: str


def last_returned(instance: Any) -> ReturnedText | None:
    """The text of `instance` that was sent back last in the workflow that is under way; None if none was."""
    state = instance.current_workflow_state
    if state is None:
        return None
    steps = TaskState.objects.filter(workflow_state=state, status=TaskState.STATUS_REJECTED)
    step = steps.select_related("revision", "finished_by").order_by("-pk").first()
    if step is None or step.revision is None:
        return None
    return ReturnedText(step.revision.as_object(), step.finished_by, step.finished_at, step.comment)


def last_approved(instance: Any) -> ApprovedText | None:
    """The last approved text of `instance`, or else the public one; None for a new text.

    What went out on the word of one person is not approved.
    """
    approval = Approval.objects.about(instance).exclude(kind=Approval.Kind.URGENT).order_by("-pk").first()
    if approval is not None:
        revision = Revision.objects.for_instance(instance).filter(pk=approval.revision_number).first()
        if revision is not None and digest_of_revision(revision) == approval.digest:
            return ApprovedText(revision.as_object(), approval.by_name, approval.at)
    if not instance.live:
        return None
    public = type(instance)._base_manager.get(pk=instance.pk)
    return ApprovedText(public.specific if isinstance(public, Page) else public)
