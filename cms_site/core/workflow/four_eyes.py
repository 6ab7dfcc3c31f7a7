"""The rule: nobody approves a text with their own words in it, nor one that they submitted; superusers included."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import AbstractGroupApprovalTask, Page, Revision
from wagtail.permissions import policy_registry

from cms_site.core.workflow.contributions import open_contributions
from cms_site.core.workflow.models import Contribution

NAMES_SHOWN = 5
RETURN_NEEDS_A_REASON = gettext_lazy("Say what has to change; without that the author cannot go on.")


class FourEyesError(PermissionDenied):
    """A text that this person may not make public; says why and who may."""


class StaleTextError(PermissionDenied):
    """The text is not the one that was read any more; nothing was approved."""

    def __init__(self, read: Revision | None, now: Revision) -> None:
        super().__init__(_("The text has changed since you read it. Nothing was approved."))
        self.read = read
        self.now = now


class ReasonMissingError(PermissionDenied):
    """A text was to be sent back without a word to its author; nothing was done."""

    def __init__(self) -> None:
        super().__init__(RETURN_NEEDS_A_REASON)


def is_barred(instance: Any, user: Any, revision: Revision | None = None) -> bool:
    """Whether `user` wrote or submitted what is not approved yet of `instance`."""
    return bool(open_contributions(instance, revision).filter(user=user.pk).exists())


def barred_ids(instance: Any, revision: Revision | None = None) -> set[int]:
    """Everybody who wrote or submitted what is not approved yet of `instance`."""
    return set(open_contributions(instance, revision).values_list("user_id", flat=True))


def may_publish_at_all(instance: Any, user: Any) -> bool:
    """Whether `user` has the right to publish `instance`, whoever wrote it."""
    if isinstance(instance, Page):
        rights: Any = instance.permissions_for_user(user)
        return bool(getattr(rights, "has_publish_right", rights.can_publish)())
    return bool(policy_registry.get(instance).user_has_permission(user, "publish"))


def holders_of_the_right(instance: Any) -> Any:
    """Active users who may approve texts like `instance`: those of the step it waits at, or else its publishers."""
    task = instance.current_workflow_task if hasattr(instance, "current_workflow_task") else None
    users: Any = get_user_model().objects.filter(is_active=True)
    if isinstance(task, AbstractGroupApprovalTask):
        return users.filter(groups__in=task.groups.all()).distinct()
    policy = policy_registry.get(instance)
    if isinstance(instance, Page):
        found = policy.users_with_permission_for_instance("publish", instance)
    else:
        found = policy.users_with_any_permission(["publish"])
    return found.filter(is_active=True, is_superuser=False)


def who_may_approve(instance: Any, revision: Revision | None = None) -> list[Any]:
    """Users with the right to approve the text of `instance` who neither wrote nor submitted it."""
    barred = barred_ids(instance, revision)
    return [user for user in holders_of_the_right(instance).order_by("last_name", "pk") if user.pk not in barred]


def sentence(instance: Any, user: Any, revision: Revision | None = None) -> str:
    """Why `user` may not approve the text of `instance`, and who may."""
    return f"{_reason(instance, user, revision)} {names_sentence(who_may_approve(instance, revision))}"


def _reason(instance: Any, user: Any, revision: Revision | None) -> str:
    kinds: set[str] = set()
    if user is not None:
        kinds.update(open_contributions(instance, revision).filter(user=user.pk).values_list("kind", flat=True))
    if Contribution.Kind.WROTE in kinds:
        return _("You wrote part of this text, so somebody else has to approve it.")
    if Contribution.Kind.SUBMITTED in kinds:
        return _("You submitted this text, so somebody else has to approve it.")
    return _("Somebody else has to approve this text before it is public.")


def names_sentence(users: Iterable[Any]) -> str:
    """Who may approve, by name."""
    names = [user.get_full_name() or user.get_username() for user in users]
    if not names:
        return _("Nobody who may approve it is available; ask an administrator.")
    shown = ", ".join(names[:NAMES_SHOWN])
    rest = len(names) - NAMES_SHOWN
    if rest > 0:
        more = ngettext("%d more", "%d more", rest) % rest
        return _("Those who may: %(names)s and %(more)s.") % {"names": shown, "more": more}
    return _("Those who may: %s.") % shown
