"""Where Wagtail's own workflow engine is changed, all of it, once, when the app starts.

- Publishing: `PublishRevisionAction` asks `publishing.admit`, in one transaction with what it writes.
- Copies of pages under four eyes are drafts, and remember who wrote what they hold.
- `WorkflowState.update`, `resume` and `cancel` write several rows one after the other; here they do it whole or not at
  all (wagtail issue 14586), and a state that lost its step knows the last one.
- A step stays approved while the text stays the same, where Wagtail asks again after every save (wagtail issue 13563).
- `TaskState.approve` approves the text that was read, and by nobody who wrote it.
"""

from functools import wraps
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models.fields.related_descriptors import ForwardOneToOneDescriptor
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.models import Page, Revision, TaskState, WorkflowState

from cms_site.core.workflow import contributions, publishing, reading
from cms_site.core.workflow.digests import digest_of_revision
from cms_site.core.workflow.scope import needs_four_eyes

DONE = (TaskState.STATUS_APPROVED, TaskState.STATUS_SKIPPED)


def install() -> None:
    """Put the changes in place."""
    for name in ("update", "resume", "cancel", "finish"):
        setattr(WorkflowState, name, _whole(getattr(WorkflowState, name)))
    field: Any = WorkflowState._meta.get_field("current_task_state")
    WorkflowState.current_task_state = _HealedDescriptor(field)
    WorkflowState.resume = _remembering_who(WorkflowState.resume)
    WorkflowState.successful_task_states = property(_successful_task_states)
    WorkflowState._get_applicable_task_states = _applicable_task_states
    TaskState.approve = _approving_what_was_read(TaskState.approve)
    PublishRevisionAction._publish_revision = _through_the_gate(PublishRevisionAction._publish_revision)
    CopyPageAction._copy_page = _as_drafts(CopyPageAction._copy_page)


def _whole(method: Any) -> Any:
    @wraps(method)
    def whole(self: Any, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            return method(self, *args, **kwargs)

    return whole


class _HealedDescriptor(ForwardOneToOneDescriptor):
    """The step of a workflow; the last one there was, where a process that was killed before all this lost it.

    The page can be edited and its workflow be cancelled; Wagtail would answer 500.
    """

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        found = super().__get__(instance, cls)
        if instance is None or found is not None or not instance.pk or "_left_step" in instance.__dict__:
            return found
        last = instance.task_states.order_by("-started_at", "-pk").first()
        self.field.set_cached_value(instance, last)
        return last

    def __set__(self, instance: Any, value: Any) -> None:
        # Wagtail itself leaves one step before it starts the next.
        instance.__dict__["_left_step"] = True
        super().__set__(instance, value)


def repair_workflows() -> int:
    """Give the workflows that lost their step the last one they had, and go on from there; returns how many."""
    broken = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS, current_task_state=None)
    with transaction.atomic():
        for state in broken:
            state.current_task_state = state.current_task_state
            state.save()
            state.update()
    return len(broken)


def _remembering_who(resume: Any) -> Any:
    @wraps(resume)
    def wrapped(self: WorkflowState, user: Any = None) -> Any:
        with transaction.atomic():
            contributions.record_submission(self.content_object, user)
            return resume(self, user=user)

    return wrapped


def _of_the_newest_text(state: WorkflowState, found: Any) -> Any:
    """The task states among `found` whose revision has the same text as the newest one."""
    if not getattr(settings, "WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT", False):
        return found
    newest = state.content_object.get_latest_revision()
    if newest is None:
        return found.none()
    others = Revision.objects.filter(task_states__in=found).exclude(pk=newest.pk).distinct()
    digest = digest_of_revision(newest)
    same = [revision.pk for revision in others if digest_of_revision(revision) == digest]
    return found.filter(revision__in=[newest.pk, *same])


def _successful_task_states(self: WorkflowState) -> Any:
    return _of_the_newest_text(self, self.task_states.filter(status__in=DONE))


def _applicable_task_states(self: WorkflowState) -> Any:
    return _of_the_newest_text(self, TaskState.objects.filter(workflow_state=self.pk))


def _approving_what_was_read(approve: Any) -> Any:
    @wraps(approve)
    def wrapped(
        self: TaskState, user: Any = None, update: bool = True, comment: str = "", shown: str | None = None
    ) -> Any:
        with transaction.atomic():
            reading.check_reading(self, user, shown)
            return approve(self, user=user, update=update, comment=comment)

    return wrapped


def _through_the_gate(publish: Any) -> Any:
    @wraps(publish)
    def wrapped(self: Any, revision: Revision, object: Any, user: Any, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            if not publishing.admit(revision, object, user):
                return
            publish(self, revision, object, user, *args, **kwargs)
            if object.live and object.live_revision_id == revision.pk:
                publishing.close_urgent_item(revision)

    return wrapped


def _as_drafts(copy: Any) -> Any:
    @wraps(copy)
    def wrapped(self: Any, page: Page, *args: Any, **kwargs: Any) -> Any:
        if not needs_four_eyes(page.specific_class):
            return copy(self, page, *args, **kwargs)
        keep_live, self.keep_live = self.keep_live, False
        try:
            with transaction.atomic():
                made = copy(self, page, *args, **kwargs)
                if made.locale_id == page.locale_id:
                    contributions.inherit(page, made.get_latest_revision())
        finally:
            self.keep_live = keep_live
        return made

    return wrapped
