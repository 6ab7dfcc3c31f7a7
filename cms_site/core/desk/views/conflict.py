"""The choice between my words and those that somebody else saved meanwhile."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.models import Page, PageLogEntry, Revision

from cms_site.core.desk.conflicts import SET_ASIDE, Conflict, conflict_of, resolve
from cms_site.core.workflow.four_eyes import StaleTextError


@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest, page_id: int, revision_id: int) -> HttpResponse:
    """Choose for each field; for the one whose words were set aside, while they may edit the page."""
    page = get_object_or_404(Page, pk=page_id).specific
    mine = _own_words(request, page, revision_id)
    conflict = conflict_of(page, mine, request)
    if request.method == "POST":
        if request.POST.get("read") == conflict.read:
            try:
                resolve(page, conflict, _choices(request, conflict), request.user)
            except StaleTextError:
                conflict = conflict_of(page, mine, request)
            else:
                messages.success(request, _("Saved as a draft. Read it once more, then go on as you wanted to."))
                return redirect("wagtailadmin_pages:edit", page.pk)
        messages.warning(request, _("Somebody has saved yet another version. Nothing was saved; please choose anew."))
    chosen = _choices(request, conflict)
    context = {
        "subject": page.get_admin_display_title(),
        "conflict": conflict,
        "rows": [(row, chosen[row.name]) for row in conflict.rows],
        "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "mine_url": reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, mine.pk]),
    }
    return TemplateResponse(request, "core/desk/conflict.html", context)


def _own_words(request: HttpRequest, page: Any, revision_id: int) -> Revision:
    mine: Revision = get_object_or_404(page.revisions, pk=revision_id)
    set_aside = PageLogEntry.objects.filter(page=page.pk, revision=mine.pk, action=SET_ASIDE).exists()
    lock = page.get_lock()
    locked = lock is not None and lock.for_user(request.user)
    if mine.user != request.user or not set_aside or locked or not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return mine


def _choices(request: HttpRequest, conflict: Conflict) -> dict[str, str]:
    """What was chosen by field, the default where nothing was."""
    return {row.name: request.POST.get(f"choice-{row.name}", row.default) for row in conflict.rows}
