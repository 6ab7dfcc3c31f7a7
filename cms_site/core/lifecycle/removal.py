"""Taking pages off the site with a reason: the one service, and what holds where Wagtail does it without one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Page

from cms_site.core.catalog import projection
from cms_site.core.catalog.models import Entry
from cms_site.core.lifecycle import addresses, family
from cms_site.core.lifecycle.models import Kind, Removal

CHOSEN = (Kind.ERROR, Kind.REPLACED, Kind.WITHDRAWN)


@dataclass(frozen=True)
class Grounds:
    """Why pages leave the site: the reason is internal, the notes (by language) and the replacement are public."""

    kind: str
    reason: str
    notes: Mapping[str, str] = field(default_factory=dict)
    replacement: Page | None = None


def affected(pages: Iterable[Page], *, include_descendants: bool = False) -> list[Page]:
    """The public pages that leave the site together with `pages`: their translations, and on request all below them.

    The source pages come last, so that Wagtail's signals find nothing more to do.
    """
    roots = list(pages)
    chosen = list(family.subtrees(roots)) if include_descendants else roots
    ids = {page.pk for page in (*family.translations(chosen), *chosen)}
    # read anew: what the caller holds may have been published or unpublished since
    going = Page.objects.live().filter(pk__in=ids).select_related("locale")
    return sorted(going, key=lambda page: (family.is_source(page), page.path))


@transaction.atomic
def take_down(
    pages: Iterable[Page], grounds: Grounds, *, user: Any = None, include_descendants: bool = False
) -> list[Page]:
    """Take `pages` off the site in all their languages, or none of them; returns the pages that went.

    Withdrawn pages stay readable with a dated notice and are only marked. A user needs the right to unpublish the pages
    themselves; their translations follow whatever rights there are in those languages. Raises ValidationError for
    grounds that do not hold, by field, and PermissionDenied.
    """
    roots = list(pages)
    going = affected(roots, include_descendants=include_descendants)
    validate(grounds, going)
    _check_rights(roots, going, user)
    for page in going:
        address = public_address(page)
        if grounds.kind != Kind.WITHDRAWN:
            UnpublishPageAction(page.specific, user=user, log_action=False).execute(skip_permission_checks=True)
        _record(page, grounds, address=address, user=user)
    if grounds.kind == Kind.WITHDRAWN:
        projection.refresh(Page.objects.filter(pk__in=[page.pk for page in going]))
    return going


def validate(grounds: Grounds, going: list[Page]) -> None:
    """Raise ValidationError, by field, if `grounds` are not enough to take the pages `going` off the site."""
    errors = {}
    if grounds.kind not in CHOSEN:
        errors["kind"] = _("Say why the page leaves the site.")
    if not grounds.reason.strip():
        errors["reason"] = _("Write the reason; only colleagues read it.")
    if grounds.kind == Kind.REPLACED:
        if grounds.replacement is None or not _is_public(grounds.replacement):
            errors["replacement"] = _("Choose the public page that readers are sent to.")
        elif grounds.replacement.translation_key in {page.translation_key for page in going}:
            errors["replacement"] = _("This page leaves the site itself. Choose another one.")
    if grounds.kind == Kind.WITHDRAWN and not any(note.strip() for note in grounds.notes.values()):
        errors["note"] = _("Write what readers should know.")
    if errors:
        raise ValidationError(errors)


def _is_public(page: Page) -> bool:
    return Entry.objects.filter(translation_key=page.translation_key).exists()


def _check_rights(roots: list[Page], going: list[Page], user: Any) -> None:
    if user is None:
        return
    languages = {root.locale_id for root in roots}
    for page in going:
        if page.locale_id in languages and not page.permissions_for_user(user).can_unpublish():
            raise PermissionDenied(_("You may not take “%(title)s” off the site, or it is locked.") % {"title": page})


def _record(page: Page, grounds: Grounds, *, address: str, user: Any) -> None:
    note = grounds.notes.get(page.locale.language_code, "") if grounds.kind == Kind.WITHDRAWN else ""
    replacement = grounds.replacement if grounds.kind == Kind.REPLACED else None
    values = {
        "kind": grounds.kind,
        "address": address,
        "reason": grounds.reason,
        "note": note,
        "replacement": replacement,
        "at": timezone.now(),
        "by": user,
    }
    Removal.objects.update_or_create(page_id=page.pk, defaults=values)
    data = {"kind": grounds.kind, "reason": grounds.reason, "note": note}
    if replacement is not None:
        data["replacement"] = replacement.title
    log(instance=page.specific_deferred, action="core.remove", user=user, data=data)


def public_address(page: Page) -> str:
    """The path at which readers know `page`, whether it is live or not any more; empty if they may not know of it."""
    model = page.specific_class
    if not hasattr(model, "withheld"):
        return ""
    shown = model._default_manager.public().filter(pk=page.pk, alias_of=None).exclude(model.withheld(timezone.now()))
    parts = page.get_url_parts() if shown.exists() else None
    return parts[2] if parts else ""


def note_unpublished(page: Page) -> None:
    """Complete what Wagtail did without grounds: say what became of `page`, and take its translations along.

    To be called when a page was unpublished, by whatever way. While a page is being deleted, Wagtail says so too
    without storing it; then nothing is to be done.
    """
    if not Page.objects.filter(pk=page.pk, live=False).exists():
        return
    kind = Kind.EXPIRED if page.expired else Kind.ERROR
    values = {"kind": kind, "address": public_address(page), "at": timezone.now()}
    Removal.objects.update_or_create(page_id=page.pk, defaults=values)
    for translation in family.translations([page]).live():
        UnpublishPageAction(translation.specific, set_expired=page.expired).execute(skip_permission_checks=True)


def note_published(page: Page) -> None:
    """A page that is published again is not removed any more; its withdrawn translations are valid with it."""
    back = [page.pk]
    if family.is_source(page):
        withdrawn = family.translations([page]).filter(removal__kind=Kind.WITHDRAWN)
        back.extend(withdrawn.values_list("pk", flat=True))
    there = Removal.objects.filter(page__in=back).select_related("page")
    addresses.lead_on((removal.page, removal.address) for removal in there if removal.page)
    marked = list(Removal.objects.filter(page__in=back, kind=Kind.WITHDRAWN).values_list("page", flat=True))
    Removal.objects.filter(page__in=back).delete()
    addresses.forget_own(page)
    if marked:
        projection.refresh(Page.objects.filter(pk__in=marked))


def due_to_expire() -> list[int]:
    """The ids of the public pages whose time is over, in the order in which it was."""
    return list(_due_to_expire().order_by("expire_at").values_list("pk", flat=True))


@transaction.atomic
def expire(pk: int) -> None:
    """Take down a page with all its languages, if its time is over.

    Somebody may have prolonged or changed it since it was found, or another run taken it down.
    """
    page = _due_to_expire().select_for_update(of=("self",)).filter(pk=pk).first()
    if page is not None:
        page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _due_to_expire() -> Any:
    return Page.objects.live().filter(expire_at__lt=timezone.now())
