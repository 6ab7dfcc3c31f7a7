"""The translation that a request is about, for those who may edit it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms_site.core.lifecycle.family import is_source
from cms_site.core.translation.localize import translation_of
from cms_site.core.translation.sources import source_of
from cms_site.core.translation.workbench.review import is_locked
from cms_site.core.translation.workbench.rows import Row, rows_of
from cms_site.core.translation.workbench.tag_row import TagRow, tag_row


@dataclass(frozen=True)
class Work:
    """A translation that the user of a request may edit."""

    translation: Translation
    page: Any
    source: Page

    @cached_property
    def draft(self) -> Any:
        """Its newest draft, as it was when somebody first asked."""
        return self.page.get_latest_revision_as_object()

    @cached_property
    def tags(self) -> TagRow | None:
        """Its tags, if its type has any, as they were when somebody first asked."""
        return tag_row(self.translation, self.draft, self.source)

    def anew(self) -> "Work":
        """The same after something was written."""
        return Work(self.translation, type(self.page).objects.get(pk=self.page.pk), self.source)

    def rows(self, only: int | None = None) -> list[Row]:
        """Its passages, or one of them."""
        return rows_of(self.translation, self.draft, self.source, only)

    def all_rows(self) -> list[Row | TagRow]:
        """Its passages with its tags, the address last."""
        rows: list[Row | TagRow] = [*self.rows(), *([self.tags] if self.tags is not None else [])]
        return sorted(rows, key=lambda row: row.is_address)


def work_of(request: HttpRequest, pk: int, *, writes: bool = True) -> Work:
    """The translation of a page; raises PermissionDenied for those who may not edit it, or not write in it now."""
    page = get_object_or_404(Page, pk=pk).specific
    if not page.permissions_for_user(request.user).can_edit() or is_source(page):
        raise PermissionDenied
    translation, source = translation_of(page), source_of(page)
    if translation is None or source is None:
        raise Http404
    if writes and is_locked(page, request.user):
        raise PermissionDenied
    return Work(translation, page, source)


def edit_page(work: Work) -> HttpResponse:
    """The way back to the workbench."""
    return redirect("wagtailadmin_pages:edit", work.page.pk)
