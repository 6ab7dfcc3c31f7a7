"""Making the pages of a bundle public: all of them in one transaction, or none."""

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from cms_site.core.bundles import notifying, rights
from cms_site.core.bundles.membership import locked
from cms_site.core.bundles.models import Bundle, State
from cms_site.core.bundles.readiness import Row, fingerprint, rows_of
from cms_site.core.changes.models import PublishedChange
from cms_site.core.lifecycle.family import is_source, source_of
from cms_site.core.translation.releasing import follow_source
from cms_site.core.workflow import publishing
from cms_site.core.workflow.publishing import SystemAction, system_action
from cms_site.core.workflow.reading import newest_revision

logger = logging.getLogger(__name__)


class NotReleasedError(Exception):
    """Nothing of a bundle became public; says why, in the words that the bundle keeps."""


class OtherTextsError(Exception):
    """The texts or the list are not those that were read any more; nothing was done."""


class NotReadyError(Exception):
    """Pages of a bundle cannot become public; says which and why."""


@transaction.atomic
def approve(bundle: Bundle, user: Any, read: str) -> Bundle:
    """Approve the release of `bundle`, and those of its texts that `user` may approve; `read` numbers what was read.

    Raises PermissionDenied, OtherTextsError and NotReadyError.
    """
    bundle = locked(bundle)
    _lock_pages(bundle)
    _approve_texts(bundle, user, read)
    bundle.state, bundle.failure, bundle.approved_by = State.READY, "", user
    bundle.save(update_fields=["state", "failure", "approved_by"])
    log(instance=bundle, action="core.bundle.approve", user=user)
    return bundle


def release(bundle: Bundle, user: Any, read: str) -> Bundle:
    """Make the pages of `bundle` public on the word of `user`, who read what `read` numbers; returns the bundle.

    Raises PermissionDenied and OtherTextsError, which change nothing, and NotReleasedError, after which the bundle says
    why. One that is released already is returned as it is.
    """
    return _whole(bundle, user, read)


def release_due(now: datetime) -> tuple[int, int]:
    """Release the approved bundles whose time has come; returns how many were released and how many could not be.

    Any number of processes may do that at once: each bundle is released by one of them.
    """
    released = failed = 0
    for bundle in Bundle.objects.due(now).order_by("release_at", "pk"):
        try:
            released += _whole(bundle, None, "").released_at is not None
        except NotReleasedError:
            failed += 1
    return released, failed


def _whole(bundle: Bundle, user: Any, read: str) -> Bundle:
    # Others read the reason that is kept, in the city's language and time.
    with translation.override(settings.LANGUAGE_CODE), timezone.override(timezone.get_default_timezone()):
        try:
            return _publish_all(bundle, user, read)
        except (PermissionDenied, OtherTextsError):
            if user is not None:
                raise
            reason = _("Whoever approved it may not publish all of its pages any more.")
        except NotReadyError as error:
            reason = str(error)
        except Exception:
            # whatever it was, nothing is public, and who made the bundle has to know
            logger.exception("Bundle %s was not released", bundle.pk)
            reason = _("Something went wrong in the site; its log says more.")
        _fail(bundle, reason, user)
    raise NotReleasedError(reason)


@transaction.atomic
def _publish_all(bundle: Bundle, user: Any, read: str) -> Bundle:
    bundle = locked(bundle)
    if not bundle.is_open or (user is None and not _is_due(bundle)):
        return bundle
    _lock_pages(bundle)
    person = user or bundle.approved_by
    rows = _approve_texts(bundle, user, read) if user is not None else _ready(bundle, person)
    with system_action(SystemAction.RELEASE):
        for row in in_order(rows):
            _publish(row, person)
    bundle.state, bundle.failure, bundle.released_at = State.RELEASED, "", timezone.now()
    bundle.approved_by = person
    bundle.save(update_fields=["state", "failure", "released_at", "approved_by"])
    bundle.items.update(open=False)
    log(instance=bundle, action="core.bundle.release", user=user)
    return bundle


def _is_due(bundle: Bundle) -> bool:
    return bundle.state == State.READY and bundle.release_at is not None and bundle.release_at <= timezone.now()


def _lock_pages(bundle: Bundle) -> None:
    """Let nobody save a page of the bundle until the transaction ends."""
    ids = bundle.items.exclude(page=None).values("page")
    list(Page.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))


def _approve_texts(bundle: Bundle, user: Any, read: str) -> Sequence[Row]:
    """Make sure that all is ready, on the word of `user` for the texts that they may approve."""
    rows = rows_of(bundle, user, afresh=True)
    if fingerprint(rows) != read:
        raise OtherTextsError
    for row in rows:
        if row.mine and row.revision is not None and not row.obstacles:
            publishing.approve(row.revision, user)
            row.waiting = ""
    _check(rows, user)
    return rows


def _ready(bundle: Bundle, person: Any) -> Sequence[Row]:
    rows = rows_of(bundle, afresh=True)
    if person is None or not person.is_active:
        raise PermissionDenied
    _check(rows, person)
    return rows


def _check(rows: Sequence[Row], user: Any) -> None:
    if rights.not_theirs(user, (row.page for row in rows if row.page is not None)):
        raise PermissionDenied
    if not rows:
        raise NotReadyError(_("There is no page in the bundle."))
    if reasons := [_said(row, " ".join([*row.obstacles, row.waiting])) for row in rows if not row.ready]:
        raise NotReadyError("\n".join(reasons))


def _said(row: Row, reason: str) -> str:
    return _("“%(title)s”: %(reason)s") % {"title": row.title, "reason": reason.strip()}


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Pages above first, and a source before its translations."""
    return sorted(rows, key=lambda row: (row.page.depth, not is_source(row.page), row.item.position))


def _publish(row: Row, person: Any) -> None:
    """Publish the newest text: the one that was approved, with the facts that its source brought a moment ago."""
    if row.unchanged:
        return
    revision = newest_revision(row.page)
    _follow_source(row, revision)
    try:
        revision.publish(user=person, skip_permission_checks=True)
    except ValidationError as error:
        raise NotReadyError(_said(row, " ".join(error.messages))) from error
    if not Page.objects.filter(pk=row.page.pk, live=True, live_revision=revision).exists():
        raise NotReadyError(_("“%s” could not be made public.") % row.title)
    row.item.released_revision = revision.pk
    row.item.save(update_fields=["released_revision"])


def _follow_source(row: Row, revision: Revision) -> None:
    """Let a translation follow its source, if that was published a moment ago with the same bundle."""
    source = source_of(row.page) if not is_source(row.page) else None
    change = PublishedChange.objects.filter(page_id=source.pk).order_by("-pk").first() if source else None
    if source is None or change is None:
        return
    if row.item.bundle.items.filter(page=source.pk, released_revision=change.revision_id).exists():
        follow_source(source, revision.as_object(), change)


@transaction.atomic
def _fail(bundle: Bundle, reason: str, user: Any) -> None:
    """Remember why nothing became public, and write to whoever made the bundle."""
    bundle = locked(bundle)
    if not bundle.is_open:
        return
    bundle.state, bundle.failure = State.FAILED, reason
    bundle.save(update_fields=["state", "failure"])
    log(instance=bundle, action="core.bundle.fail", user=user, data={"reason": reason})
    notifying.tell_of_failure(bundle)
