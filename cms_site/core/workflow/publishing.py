"""The one gate through which texts under four eyes become public, whoever opens it: an editor, a command, the clock."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState, WorkflowState

from cms_site.core.bundles import holding
from cms_site.core.workflow import contributions
from cms_site.core.workflow.digests import digest_of_revision
from cms_site.core.workflow.four_eyes import FourEyesError, is_barred, may_publish_at_all, sentence
from cms_site.core.workflow.models import Approval, Contribution, OfText, UrgentPublication
from cms_site.core.workflow.scope import needs_four_eyes

logger = logging.getLogger(__name__)
Kind = Approval.Kind
Outcome = UrgentPublication.Outcome


class SystemAction(models.TextChoices):
    """What publishes without a person; nothing else does."""

    DEMO = "demo"
    SETUP = "setup"
    NEUTRAL_FACTS = "neutral_facts"
    RELEASE = "release"
    RESTORE = "restore"
    RULE = "rule"


_acting: ContextVar[SystemAction | None] = ContextVar("system_action", default=None)


@contextmanager
def system_action(action: SystemAction) -> Iterator[None]:
    """Inside it texts become public on the word of the system. The approval says on which."""
    token = _acting.set(action)
    try:
        yield
    finally:
        _acting.reset(token)


def acting() -> SystemAction | None:
    """What the system is doing at this moment; None while people act."""
    return _acting.get()


def lock(instance: Any) -> None:
    """Let nobody else save or publish `instance` until the transaction ends."""
    model: Any = Page if isinstance(instance, Page) else type(instance)
    model._base_manager.select_for_update().filter(pk=instance.pk).values_list("pk").first()


def approve(revision: Revision, user: Any, kind: Kind = Kind.APPROVED, reason: str = "") -> Approval:
    """Record that the text of `revision` may be public. Who asks has made sure that `user` may say so."""
    about = Contribution(
        base_content_type_id=revision.base_content_type_id, object_id=revision.object_id, revision_number=revision.pk
    )
    return record_approval(about, digest_of_revision(revision), user, kind, reason)


def record_approval(about: OfText, digest: str, user: Any, kind: Kind = Kind.APPROVED, reason: str = "") -> Approval:
    """Record that the text numbered `digest` of what `about` names may be public."""
    approval: Approval = Approval.objects.create(
        base_content_type_id=about.base_content_type_id,
        object_id=about.object_id,
        revision_number=about.revision_number,
        digest=digest,
        kind=kind,
        by=user,
        by_name=(user.get_full_name() or user.get_username()) if user else "",
        reason=reason,
    )
    if kind != Kind.URGENT:
        # What went out urgently was read by nobody else yet.
        contributions.settle(approval)
    return approval


def close_urgent_item(revision: Revision) -> None:
    """The text of `revision` is public now: if somebody approved it, it corrects what was published urgently before.

    A correction that waits for its time corrects nothing yet.
    """
    approval = Approval.objects.about_revision(revision).last()
    item = UrgentPublication.objects.about_revision(revision).filter(outcome=Outcome.OPEN).first()
    if item is None or approval is None or approval.kind != Kind.APPROVED or approval.by_id is None:
        return
    if approval.by_id != item.published_by_id:
        item.close(Outcome.CONFIRMED if item.digest == approval.digest else Outcome.CORRECTED, approval.by)


def is_approved(revision: Revision) -> bool:
    """Whether the text of `revision` is the one that was approved last."""
    last = Approval.objects.about_revision(revision).last()
    return last is not None and last.digest == digest_of_revision(revision)


def admit(revision: Revision, instance: Any, user: Any) -> bool:
    """Whether `revision` may be published or scheduled now; raises FourEyesError where a person has to be told.

    HeldError for a page that waits in a bundle. A person who has the right and no words in the text approves it by
    publishing it. A schedule that nobody approved is taken back instead of raising: the scheduler goes on with the
    others.
    """
    action = acting()
    bundle = holding.open_bundle(instance) if action is None else None
    if bundle is not None:
        if user is not None or not _is_due(revision):
            raise holding.HeldError(instance, bundle)
        return _take_back(revision, "it waits in a bundle")
    if not needs_four_eyes(instance):
        return True
    lock(instance)
    if is_approved(revision):
        return True
    if action is not None:
        approve(revision, None, Kind.SYSTEM, str(action))
    elif user is not None and may_publish_at_all(instance, user) and not is_barred(instance, user, revision):
        approve(revision, user)
    elif user is None and _is_due(revision):
        return _take_back(revision, "nobody approved it")
    else:
        raise FourEyesError(sentence(instance, user, revision))
    return True


def _take_back(revision: Revision, reason: str) -> bool:
    """End a schedule whose moment has come to no purpose."""
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    logger.error("Not published, because %s: %s (revision %s)", reason, revision.object_str, revision.pk)
    return False


def _is_due(revision: Revision) -> bool:
    return revision.approved_go_live_at is not None and revision.approved_go_live_at <= timezone.now()


@transaction.atomic
def publish_approved(workflow_state: WorkflowState, user: Any = None) -> None:
    """End a workflow: publish the revision that was read in its last step, not one that was saved since.

    A page in a bundle becomes public with it: its text is only approved.
    """
    task_state = TaskState.objects.filter(pk=workflow_state.current_task_state_id).first()
    revision = task_state.revision if task_state else workflow_state.content_object.get_latest_revision()
    instance = revision.as_object()
    if needs_four_eyes(instance) and user is not None and not is_approved(revision):
        if is_barred(instance, user, revision):
            raise FourEyesError(sentence(instance, user, revision))
        approve(revision, user)
    bundle = holding.open_bundle(instance)
    if bundle is not None:
        holding.note_approval(bundle, instance, user)
    else:
        revision.publish(user=user, skip_permission_checks=True)
