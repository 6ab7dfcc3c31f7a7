"""The urgent lane: one person publishes alone, with a reason, and another one confirms or corrects it afterwards."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms_site.core.workflow import contributions, publishing
from cms_site.core.workflow.digests import digest_of_revision
from cms_site.core.workflow.four_eyes import (
    FourEyesError,
    StaleTextError,
    holders_of_the_right,
    may_publish_at_all,
    names_sentence,
)
from cms_site.core.workflow.models import REASON_LENGTH, Approval, UrgentPublication
from cms_site.core.workflow.reading import newest_revision, revision_with
from cms_site.core.workflow.scope import needs_four_eyes

PUBLISH_URGENTLY = "core.publish_urgently"
Outcome = UrgentPublication.Outcome


def may_publish_urgently(instance: Any, user: Any) -> bool:
    """Whether `user` is on duty and may edit `instance`, whose text would have to wait for somebody else."""
    if not user.has_perm(PUBLISH_URGENTLY) or not needs_four_eyes(instance, user):
        return False
    if isinstance(instance, Page):
        return bool(instance.permissions_for_user(user).can_edit())
    return bool(policy_registry.get(instance).user_has_permission(user, "change"))


def open_item(instance: Any) -> UrgentPublication | None:
    """The urgent publication of `instance` that nobody has confirmed yet."""
    found: UrgentPublication | None = UrgentPublication.objects.about(instance).filter(outcome=Outcome.OPEN).first()
    return found


@transaction.atomic
def publish_urgently(instance: Any, user: Any, reason: str, read: str) -> UrgentPublication:
    """Publish the newest text of `instance`, which is the one numbered `read`, on the word of `user` alone.

    Raises ValidationError for a text that is not complete or too short a reason, StaleTextError for another text.
    """
    if not may_publish_urgently(instance, user):
        raise FourEyesError(_("Only people on duty publish urgently."))
    publishing.lock(instance)
    revision = newest_revision(instance)
    if digest_of_revision(revision) != read:
        raise StaleTextError(revision_with(instance, read), revision)
    draft = revision.as_object()
    _check(draft, reason)
    earlier = open_item(instance)
    if earlier is not None:
        earlier.close(Outcome.REPLACED)
    publishing.approve(revision, user, Approval.Kind.URGENT, reason)
    revision.publish(user=user, skip_permission_checks=True)
    contributions.record_submission(draft, user)
    item: UrgentPublication = UrgentPublication.objects.create(
        base_content_type_id=revision.base_content_type_id,
        object_id=revision.object_id,
        revision_number=revision.pk,
        digest=read,
        title=str(draft),
        published_by=user,
        published_by_name=user.get_full_name() or user.get_username(),
        reason=reason,
        since=earlier.since if earlier else timezone.now(),
    )
    log(instance=draft, action="ratusha.urgent.publish", user=user, revision=revision, data={"reason": reason})
    return item


def _check(draft: Any, reason: str) -> None:
    if len(reason.strip()) < REASON_LENGTH:
        raise ValidationError({"reason": _("Say in a sentence why it cannot wait.")})
    if draft.go_live_at and draft.go_live_at > timezone.now():
        raise ValidationError(
            {"reason": _("It has a time to go live. Take the time away, or let somebody approve it.")}
        )
    draft.full_clean()


def may_confirm(item: UrgentPublication, user: Any, *, wrote: bool | None = None) -> bool:
    """Whether `user` may say that the text of `item` is right: neither its publisher nor one of its authors.

    `wrote` says whether the user is one of the authors, for callers that know.
    """
    instance = item.instance
    if item.outcome != Outcome.OPEN or instance is None or user.pk == item.published_by_id:
        return False
    if not may_publish_at_all(instance, user):
        return False
    return not (_is_author(item, instance, user) if wrote is None else wrote)


def _is_author(item: UrgentPublication, instance: Any, user: Any) -> bool:
    found = contributions.open_contributions(instance).filter(revision_number__lte=item.revision_number)
    return bool(found.filter(user=user.pk).exists())


def who_may_confirm(item: UrgentPublication) -> list[Any]:
    """Users who may confirm `item`."""
    if item.instance is None:
        return []
    return [user for user in holders_of_the_right(item.instance) if may_confirm(item, user)]


@transaction.atomic
def confirm(item: UrgentPublication, user: Any, read: str) -> None:
    """Say that the text of `item`, which is the one numbered `read`, is right.

    Raises FourEyesError for those who may not, StaleTextError if it is not the text that is public.
    """
    item = UrgentPublication.objects.select_for_update().get(pk=item.pk)
    instance = item.instance
    if not may_confirm(item, user):
        raise FourEyesError(names_sentence(who_may_confirm(item)))
    publishing.lock(instance)
    shown = instance.live_revision
    if item.digest != read or (shown is not None and shown.pk != item.revision_number):
        raise StaleTextError(None, newest_revision(instance))
    publishing.record_approval(item, item.digest, user)
    item.close(Outcome.CONFIRMED, user)
    log(instance=instance, action="ratusha.urgent.confirm", user=user, data={"reason": item.reason})


def close_on_delete(instance: Any) -> None:
    """The page or record is being deleted: nothing is left to confirm."""
    for item in UrgentPublication.objects.about(instance).filter(outcome=Outcome.OPEN):
        item.close(Outcome.DELETED)


def reopen_on_restore(instance: Any) -> None:
    """The page is back from the bin: what nobody had confirmed waits again."""
    deleted = UrgentPublication.objects.about(instance).filter(outcome=Outcome.DELETED)
    deleted.update(outcome=Outcome.OPEN, closed_by=None, closed_at=None)
