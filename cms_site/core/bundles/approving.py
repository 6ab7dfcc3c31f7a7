"""Which texts of many pages are approved, and by whom those that are not may be: few queries for all of them."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import AbstractGroupApprovalTask, Page, Revision, WorkflowState
from wagtail.permissions import policy_registry

from cms_site.core.workflow.four_eyes import may_publish_at_all, names_sentence
from cms_site.core.workflow.models import Approval, Contribution, FourEyesType


class Approvals:
    """What is known about the approval of `pages`, looked up once; `user` is who asks."""

    def __init__(self, pages: list[Any], user: Any) -> None:
        self.user = user
        ids = [str(page.pk) for page in pages]
        about = {"base_content_type": ContentType.objects.get_for_model(Page), "object_id__in": ids}
        self.types = set(FourEyesType.objects.values_list("pk", flat=True))
        self.last = {row.object_id: row for row in Approval.objects.filter(**about).order_by("pk")}
        self.words: dict[str, list[tuple[int, int]]] = defaultdict(list)
        open_words = Contribution.objects.filter(**about, settled_by=None)
        for pk, number, author in open_words.values_list("object_id", "revision_number", "user_id"):
            self.words[pk].append((number, author))
        going = WorkflowState.objects.filter(**about, status=WorkflowState.STATUS_IN_PROGRESS)
        states = going.select_related("current_task_state__task")
        self.steps = {state.object_id: state.current_task_state for state in states}
        self._holders: dict[Any, list[Any]] = {}

    def of(self, page: Any, revision: Revision, digest: str, *, since: datetime) -> tuple[str, bool]:
        """Whose approval the text is waiting for, in a sentence, and whether the user may give it by releasing.

        The sentence is empty for a text that is approved. `since` is when the page came into the bundle: what was
        approved later and is another text now has been changed.
        """
        last = self.last.get(str(page.pk))
        if page.content_type_id not in self.types or (last is not None and last.digest == digest):
            return "", False
        barred = {author for number, author in self.words[str(page.pk)] if number <= revision.pk}
        step = self.steps.get(str(page.pk))
        names = names_sentence(user for user in self._who(page, step) if user.pk not in barred)
        changed = last is not None and last.at >= since
        reason = _("Changed after its approval.") if changed else _("Waiting for approval.")
        return f"{reason} {names}", self._may(page, barred, step)

    def _may(self, page: Any, barred: set[int], step: Any) -> bool:
        if self.user is None or step is not None or self.user.pk in barred:
            return False
        return may_publish_at_all(page, self.user)

    def _who(self, page: Any, step: Any) -> list[Any]:
        """Those who may approve what stands at that step, or else publish in that section."""
        key = ("step", step.task_id) if step is not None else ("section", page.path[: -Page.steplen])
        if key not in self._holders:
            found = _of_step(step) if step is not None else None
            if found is None:
                policy = policy_registry.get(page)
                found = policy.users_with_permission_for_instance("publish", page).filter(is_superuser=False)
            self._holders[key] = list(found.filter(is_active=True).order_by("last_name", "pk"))
        return self._holders[key]


def _of_step(step: Any) -> Any:
    task = step.task.specific
    if not isinstance(task, AbstractGroupApprovalTask):
        return None
    return get_user_model().objects.filter(groups__in=task.groups.all()).distinct()
