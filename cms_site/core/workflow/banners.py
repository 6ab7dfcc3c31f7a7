"""What the editor says above the form: who may approve, and what went out on the word of one person."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import TaskState

from cms_site.core.workflow import urgent
from cms_site.core.workflow.addresses import edit_address
from cms_site.core.workflow.four_eyes import is_barred, may_publish_at_all, sentence
from cms_site.core.workflow.models import UrgentPublication
from cms_site.core.workflow.publishing import is_approved
from cms_site.core.workflow.scope import needs_four_eyes


def before_edit(request: HttpRequest, instance: Any) -> None:
    """Say what stands in the way of this text and this user, when the editor is opened."""
    if (
        request.method != "GET"
        or "_w_hydrate_create_view" in request.GET
        or not needs_four_eyes(instance, request.user)
    ):
        return
    item = urgent.open_item(instance)
    if item is not None:
        _show_urgent(request, item)
    if _has_a_say(instance, request.user) and is_barred(instance, request.user):
        messages.info(request, sentence(instance, request.user))


def say_why_it_came_back(request: HttpRequest, instance: Any) -> None:
    """Above the form of a text that was returned: by whom, when and why."""
    if request.method != "GET" or "_w_hydrate_create_view" in request.GET:
        return
    workflow = getattr(instance, "current_workflow_state", None)
    step = workflow.current_task_state if workflow else None
    if step is None or step.status != TaskState.STATUS_REJECTED or not step.comment:
        return
    by = step.finished_by
    said = {
        "name": (by.get_full_name() or by.get_username()) if by else "—",
        "time": date_format(localtime(step.finished_at), "SHORT_DATETIME_FORMAT"),
        "reason": step.comment,
    }
    messages.warning(request, _("Returned by %(name)s, %(time)s: “%(reason)s”") % said)


def _has_a_say(instance: Any, user: Any) -> bool:
    """Whether the user would approve or publish this text, had somebody else written it."""
    return instance.has_unpublished_changes and may_publish_at_all(instance, user)


def _show_urgent(request: HttpRequest, item: UrgentPublication) -> None:
    said = {
        "name": item.published_by_name,
        "time": date_format(localtime(item.at), "SHORT_DATETIME_FORMAT"),
        "reason": item.reason,
    }
    text = (
        _("Published urgently by %(name)s, %(time)s: “%(reason)s” Somebody else has to confirm or correct it.") % said
    )
    buttons = []
    if urgent.may_confirm(item, request.user):
        buttons.append(messages.button(reverse("core_confirm", args=[item.pk]), _("Confirm")))
    messages.warning(request, text, buttons=buttons)


def before_publish(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """A click on “Publish” that the rule refuses: the text is saved, and the editor says who may approve it."""
    if not needs_four_eyes(instance, request.user):
        return None
    revision = instance.get_latest_revision()
    may = may_publish_at_all(instance, request.user) and not is_barred(instance, request.user, revision)
    if may or is_approved(revision):
        return None
    messages.warning(request, _("Your changes are saved as a draft.") + " " + sentence(instance, request.user))
    return redirect(edit_address(instance, request.user) or "wagtailadmin_home")
