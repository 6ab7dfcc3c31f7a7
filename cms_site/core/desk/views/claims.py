"""The buttons with which a person says to be on a text, gives it back, and hands it over."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.models import TaskState

from cms_site.core.desk import claims
from cms_site.core.desk.forms import HandOverForm
from cms_site.core.desk.texts import Texts

HOME = "wagtailadmin_home"


def _about_a_step(view: Callable[..., HttpResponse]) -> Callable[[HttpRequest, int], HttpResponse]:
    """Call `view` with the step and its text; one that ended is said to have done so, others may not act on it."""

    @wraps(view)
    def wrapped(request: HttpRequest, pk: int) -> HttpResponse:
        state = get_object_or_404(TaskState, pk=pk)
        instance = state.workflow_state.content_object
        if not claims.may_act(state, request.user):
            if instance is None or state.status == TaskState.STATUS_IN_PROGRESS:
                raise PermissionDenied
            if not state.task.specific.user_can_access_editor(instance, request.user):
                raise PermissionDenied
            messages.warning(request, _("“%s” does not wait for approval any more.") % Texts().name(instance).title)
            return redirect(HOME)
        return view(request, state, Texts().name(instance).title)

    return wrapped


@require_POST
@_about_a_step
def claim(request: HttpRequest, state: TaskState, title: str) -> HttpResponse:
    """The text is mine to read."""
    claims.claim(state, request.user)
    messages.success(request, _("You are on “%s”. The others see that.") % title)
    return redirect(HOME)


@require_POST
@_about_a_step
def give_back(request: HttpRequest, state: TaskState, title: str) -> HttpResponse:
    """The text is for anybody again."""
    claims.give_back(state, request.user)
    messages.success(request, _("You gave “%s” back. Anybody who may can take it on.") % title)
    return redirect(HOME)


@require_http_methods(["GET", "POST"])
@_about_a_step
def hand_over(request: HttpRequest, state: TaskState, title: str) -> HttpResponse:
    """The text is for one of those who may approve it."""
    people = claims.others_who_may_act(state, request.user)
    form = HandOverForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["person"]
        claims.hand_over(state, request.user, person)
        name = person.get_full_name() or person.get_username()
        messages.success(request, _("“%(title)s” is handed over to %(name)s.") % {"title": title, "name": name})
        return redirect(HOME)
    context: dict[str, Any] = {"form": form, "people": people, "subject": title}
    return TemplateResponse(request, "core/desk/hand_over.html", context)
