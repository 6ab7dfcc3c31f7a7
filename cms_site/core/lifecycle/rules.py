"""What may be deleted, and by whom."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, Site

from cms_site.core.lifecycle import family
from cms_site.core.workflow.permissions import FourEyesPermissionTester

ONCE_PUBLIC = Q(live=True) | Q(first_published_at__isnull=False)

ONLY_ADMINISTRATORS = gettext_lazy(
    "“%(title)s” was public. Only administrators delete what was once public; "
    "you may take it off the site or withdraw it."
)


class DeletionRefusedError(PermissionDenied):
    """Why the pages stay; the sentence is for the user."""


class PageRights(FourEyesPermissionTester):
    """Rights under four eyes; what was once public is deleted by administrators only, and what is locked by nobody.

    Who may delete drafts, and who may move pages, stays as it is. An administrator is whoever has the right to delete a
    page together with the pages below it.
    """

    def is_administrator(self) -> bool:
        """Whether the user may delete here what the public has seen."""
        if not self.user.is_active:
            return False
        return bool(self.user.is_superuser or "bulk_delete" in self.permissions)

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Whether the page may be deleted or, with `ignore_bulk`, moved; one query more for pages with others below."""
        may = bool(super().can_delete(ignore_bulk))
        if ignore_bulk or not may:
            return may
        return not self._is_locked() and (self.is_administrator() or not self._was_public())

    def _is_locked(self) -> bool:
        page = self.page
        return bool(page.locked) or (not page.is_leaf() and self._below().filter(locked=True).exists())

    def _was_public(self) -> bool:
        page = self.page
        if page.live or page.first_published_at:
            return True
        return not page.is_leaf() and bool(self._below().filter(ONCE_PUBLIC).exists())

    def _below(self) -> QuerySet:
        below: QuerySet = Page.objects.filter(path__startswith=self.page.path)
        return below


def check(page: Page, user: Any) -> None:
    """Raise DeletionRefusedError if `user` may not delete `page`, with all below it and its translations."""
    going = list(family.subtrees(family.together(page)))
    if locked := next((each for each in going if each.locked), None):
        raise DeletionRefusedError(
            _("“%(title)s” is locked. What is locked cannot be deleted by anybody until it is unlocked.")
            % {"title": locked.get_admin_display_title()}
        )
    if Site.objects.filter(root_page__in=[each.pk for each in going]).exists():
        raise DeletionRefusedError(_("The site begins with this page. It cannot be deleted."))
    if user is None:
        return
    rights = page.permissions_for_user(user)
    public = next((each for each in going if each.live or each.first_published_at), None)
    administrator = getattr(rights, "is_administrator", lambda: user.is_superuser)()
    if public is not None and not administrator:
        title = public.get_admin_display_title()
        raise DeletionRefusedError(ONLY_ADMINISTRATORS % {"title": title})
    if not rights.can_delete():
        raise DeletionRefusedError(_("You may not delete “%(title)s”.") % {"title": page.get_admin_display_title()})
