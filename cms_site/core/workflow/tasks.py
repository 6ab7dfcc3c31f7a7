"""The step of a workflow at which members of a group approve what they did not write."""

from typing import Any

from django.db.models import CharField, Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState

from cms_site.core.workflow.digests import digest_of_revision
from cms_site.core.workflow.forms import ReturnForm
from cms_site.core.workflow.four_eyes import ReasonMissingError, is_barred
from cms_site.core.workflow.models import DIGEST_LENGTH, Contribution
from cms_site.core.workflow.scope import needs_four_eyes


class FourEyesTaskState(TaskState):
    """One passage through the step, with the text as it came in: autosave may write over the revision itself."""

    digest = CharField(_("text"), max_length=DIGEST_LENGTH, editable=False)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding and not self.digest:
            self.digest = digest_of_revision(self.revision)
        super().save(*args, **kwargs)


class FourEyesTask(AbstractGroupApprovalTask):
    """Wagtail's group approval, without the people who wrote or submitted the text; superusers included."""

    task_state_class = FourEyesTaskState

    class Meta:
        verbose_name = _("approval by somebody else")
        verbose_name_plural = _("approvals by somebody else")

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """Send back, and approve for those who may."""
        # The page on which a text is approved has a field for the comment: one action is enough.
        actions = [action for action in super().get_actions(obj, user) if action[0] != "approve" or not action[2]]
        if needs_four_eyes(obj, user) and is_barred(obj, user):
            return [action for action in actions if action[0] != "approve"]
        return actions

    def get_form_for_action(self, action: str) -> Any:
        """Whoever sends a text back says why."""
        return ReturnForm if action == "reject" else super().get_form_for_action(action)

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> Any:
        """Approve or send back; raises ReasonMissingError for a return without a word."""
        if action_name == "reject" and not kwargs.get("comment", "").strip():
            raise ReasonMissingError
        return super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        """What waits for `user`, without what they may not approve."""
        own = Contribution.objects.filter(
            base_content_type=OuterRef("workflow_state__base_content_type"),
            object_id=OuterRef("workflow_state__object_id"),
            user=user.pk,
            settled_by=None,
        )
        return super().get_task_states_user_can_moderate(user, **kwargs).exclude(Exists(own))

    @classmethod
    def get_description(cls) -> Any:
        return _("Members of the chosen groups approve what they did not write or submit themselves")
