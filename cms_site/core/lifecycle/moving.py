"""Moving a page moves its languages: each goes below the translation of the new parent, or none goes."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Page

from cms_site.core.lifecycle import family
from cms_site.core.lifecycle.places import counterpart

# Wagtail's signals do not say who moves.
_mover: ContextVar[Any] = ContextVar("mover", default=None)


class MoveRefusedError(PermissionDenied):
    """Why the pages stay where they are; the sentence is for the user."""


@transaction.atomic
def move(page: Page, target: Page, *, pos: str | None = None, user: Any = None) -> None:
    """Move `page` as Wagtail does, and its translations below the translations of its new parent, all or none.

    Rights are asked of the page itself; its translations follow. Raises MoveRefusedError, and PermissionDenied.
    """
    with moved_by(user):
        MovePageAction(page, target, pos=pos, user=user).execute()


@contextmanager
def moved_by(user: Any) -> Iterator[None]:
    """Name whoever moves pages inside, for the history of the translations that follow."""
    token = _mover.set(user)
    try:
        yield
    finally:
        _mover.reset(token)


def check(page: Page, parent: Page) -> None:
    """Raise MoveRefusedError if `page` cannot go below `parent` together with its translations."""
    if page.get_parent().pk == parent.pk:
        return
    words = {"title": page.get_admin_display_title(), "parent": parent.get_admin_display_title()}
    if not parent.is_root() and parent.locale_id != page.locale_id:
        raise MoveRefusedError(_("“%(title)s” and “%(parent)s” are in different languages.") % words)
    if not family.is_source(page):
        _check_translation(page, parent, words)
        return
    for translation in family.translations([page]):
        _check_follower(translation, parent, words)


def _check_translation(page: Page, parent: Page, words: dict[str, str]) -> None:
    source = family.source_of(page)
    if source is None:
        return
    beside = counterpart(source.get_parent(), page.locale_id)
    if beside is None or beside.pk != parent.pk:
        raise MoveRefusedError(
            _("“%(title)s” is a translation and stays where its source is. Move the source; it comes along.") % words
        )


def _check_follower(translation: Page, parent: Page, words: dict[str, str]) -> None:
    target = counterpart(parent, translation.locale_id)
    words = {**words, "language": family.language_name(translation.locale.language_code)}
    if target is None:
        raise MoveRefusedError(
            _("“%(parent)s” has no page in this language (%(language)s), below which the translation of “%(title)s” "
              "could come. Have it translated first.") % words
        )  # fmt: skip
    if translation.get_parent().pk == target.pk:
        return
    inside = target.path.startswith(translation.path)
    if inside or not translation.specific.can_move_to(target.specific):
        raise MoveRefusedError(
            _("The translation of “%(title)s” (%(language)s) may not come below that of “%(parent)s”.") % words
        )
    if not Page._slug_is_available(translation.slug, target, page=translation):
        raise MoveRefusedError(
            _("Below “%(parent)s” another page in this language (%(language)s) has the address of the translation of "
              "“%(title)s”. Change one of them first.") % words
        )  # fmt: skip


def bring_beside_source(translation: Page) -> None:
    """Move a translation that is not where its source is; raises MoveRefusedError if it cannot be there."""
    source = family.source_of(translation)
    if source is None:
        return
    parent = source.get_parent()
    target = counterpart(parent, translation.locale_id)
    if target is None or translation.get_parent().pk != target.pk:
        words = {"title": source.get_admin_display_title(), "parent": parent.get_admin_display_title()}
        _check_follower(translation, parent, words)
        follow(source, parent)


def follow(page: Page, parent: Page) -> None:
    """Bring the translations of `page`, which is below `parent` now, below the translations of that."""
    if not family.is_source(page):
        return
    for translation in family.translations([page]):
        target = counterpart(parent, translation.locale_id)
        if target is not None and translation.get_parent().pk != target.pk:
            action = MovePageAction(translation.specific, target, pos="last-child", user=_mover.get())
            action.execute(skip_permission_checks=True)
