"""An approval is for the text that was read, not for what was saved since."""

from typing import Any

from wagtail.models import Revision, TaskState

from cms_site.core.workflow import publishing
from cms_site.core.workflow.digests import digest_of_revision
from cms_site.core.workflow.four_eyes import FourEyesError, StaleTextError, is_barred, sentence
from cms_site.core.workflow.scope import needs_four_eyes


def check_reading(task_state: TaskState, user: Any, shown: str | None) -> None:
    """Make `task_state` be about the newest revision, if its text is the one that was `shown` to `user`.

    Without `shown` that is the text that came into the step. Raises StaleTextError if there is another text by now,
    FourEyesError if `user` wrote or submitted it.
    """
    instance = task_state.revision.content_object
    if not needs_four_eyes(instance):
        return
    publishing.lock(instance)
    newest = newest_revision(instance)
    specific = task_state.specific
    read = shown or getattr(specific, "digest", "") or digest_of_revision(task_state.revision)
    if digest_of_revision(newest) != read:
        raise StaleTextError(revision_with(instance, read), newest)
    if user is not None and is_barred(instance, user):
        raise FourEyesError(sentence(instance, user))
    task_state.revision = newest


def newest_revision(instance: Any) -> Revision:
    """The newest revision of `instance`, as the database has it now."""
    found: Revision = Revision.objects.for_instance(instance).order_by("-created_at", "-pk")[0]
    return found


def revision_with(instance: Any, digest: str) -> Revision | None:
    """The newest revision of `instance` with that text; None if it was written over."""
    revisions = Revision.objects.for_instance(instance).order_by("-created_at", "-pk")
    return next((revision for revision in revisions[:20] if digest_of_revision(revision) == digest), None)
