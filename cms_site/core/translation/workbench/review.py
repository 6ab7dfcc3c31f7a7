"""A translation under review: nobody writes in it, a reviewer decides, who submitted it may take it back."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.models import Page


def is_locked(page: Any, user: Any) -> bool:
    """Whether `user` may not write in a translation now; under review nobody may, so that what was read is approved."""
    lock = page.get_lock()
    return bool(page.workflow_in_progress or (lock is not None and lock.for_user(user)))


def actions_on(page: Any, user: Any) -> list[str]:
    """What `user` may do with the review of a page; nothing where there is none."""
    state = page.current_workflow_task_state if page.workflow_in_progress else None
    return [name for name, *_rest in state.task.specific.get_actions(page, user)] if state is not None else []


def reviewers_of(page: Any) -> set[int]:
    """The ids of those who approve at the steps of the workflow of a page."""
    workflow = page.get_workflow()
    groups = [task.groups.all() for task in (each.specific for each in workflow.tasks) if hasattr(task, "groups")]
    return {user for found in groups for user in found.filter(user__is_active=True).values_list("user", flat=True)}


@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return a translation to its translators with a comment."""
    page = get_object_or_404(Page, pk=pk).specific
    if "reject" not in actions_on(page, request.user):
        raise PermissionDenied
    comment = request.POST.get("comment", "").strip()
    if comment:
        state = page.current_workflow_task_state
        state.task.specific.on_action(state, request.user, "reject", comment=comment)
        messages.success(request, _("“%s” is sent back.") % page)
    else:
        messages.error(request, _("Say what has to be changed."))
    return redirect("wagtailadmin_pages:edit", pk)


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """End a review, so that the translation can be changed."""
    page = get_object_or_404(Page, pk=pk).specific
    workflow = page.current_workflow_state if page.workflow_in_progress else None
    if workflow is None or not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if not workflow.user_can_cancel(request.user):
        raise PermissionDenied
    workflow.cancel(request.user)
    messages.success(request, _("“%s” can be changed again.") % page)
    return redirect("wagtailadmin_pages:edit", pk)
