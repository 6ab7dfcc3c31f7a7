"""The translation that a request is about, for those who may edit it."""

from dataclasses import dataclass
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


@dataclass(frozen=True)
class Work:
    """A translation that the user of a request may edit."""

    translation: Translation
    page: Any
    source: Page

    def rows(self, only: int | None = None) -> list[Row]:
        """Its passages, or one of them."""
        return rows_of(self.translation, self.page.get_latest_revision_as_object(), self.source, only)


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
