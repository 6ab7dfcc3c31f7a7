"""The pages on which a text is approved, published urgently, and confirmed afterwards."""

from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.models import Page, TaskState

from cms_site.core.admin.headings import heading
from cms_site.core.bundles.holding import HeldError, open_bundle
from cms_site.core.changes.models import Weight
from cms_site.core.changes.proposing import proposal_for, propose
from cms_site.core.lifecycle.family import is_source
from cms_site.core.workflow import urgent
from cms_site.core.workflow.addresses import compare_address, edit_address, instance_at
from cms_site.core.workflow.digests import digest_of_revision
from cms_site.core.workflow.forms import ApprovalForm, ApprovalOfChangeForm, ReadTextForm, UrgentForm
from cms_site.core.workflow.four_eyes import FourEyesError, StaleTextError, is_barred, sentence
from cms_site.core.workflow.look_back import look_back
from cms_site.core.workflow.models import UrgentPublication
from cms_site.core.workflow.reading import newest_revision, revision_with
from cms_site.core.workflow.reminders import tell_of

HOME = "wagtailadmin_home"


class Act(NamedTuple):
    """What is done on a page of its own."""

    template: str
    name: Any
    icon: str


APPROVE = Act("core/workflow/approve.html", gettext_lazy("Approve"), "success")
PUBLISH_URGENTLY = Act("core/workflow/urgent.html", gettext_lazy("Publish urgently"), "warning")
CONFIRM = Act("core/workflow/confirm.html", gettext_lazy("Confirm what was published urgently"), "check")


@require_http_methods(["GET", "POST"])
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve the text that was shown in the editor: a last look, a word to the author, one button."""
    state = get_object_or_404(TaskState, pk=pk).specific
    instance = state.revision.as_object()
    task = state.task.specific
    if state.status != TaskState.STATUS_IN_PROGRESS:
        messages.warning(request, _("“%s” does not wait for approval any more.") % instance)
        return redirect(edit_address(instance, request.user) or HOME)
    if "approve" not in [name for name, *_rest in task.get_actions(instance, request.user)]:
        return _refused(request, instance)
    form = _approval_form(request, instance)
    try:
        if request.method == "POST" and form.is_valid():
            _approve(state, task, form, request.user)
            messages.success(request, _done(state))
            return redirect(HOME)
        check_shown(instance, form["read"].value())
    except StaleTextError as error:
        return _stale(request, instance, error)
    except FourEyesError:
        return _refused(request, instance)
    return _page(request, APPROVE, instance, form, _last_look(request, state))


def _last_look(request: HttpRequest, state: TaskState) -> dict[str, Any]:
    """What the approver is shown once more: where the text goes, and what of it nobody approved yet."""
    newest = newest_revision(state.revision.content_object).as_object()
    return {
        **look_back(newest, request),
        "last": state.workflow_state.is_at_final_task,
        "bundle": open_bundle(newest),
        "note": _note_of_translation(newest),
    }


def _note_of_translation(page: Any) -> str:
    """What readers of a public translation are told of a correction, as whoever submitted it wrote it."""
    if not (isinstance(page, Page) and page.live) or is_source(page):
        return ""
    proposal = proposal_for(page.pk, after=page.live_revision_id)
    return proposal.note if proposal.weight == Weight.CORRECTION else ""


def _approval_form(request: HttpRequest, instance: Any) -> ApprovalForm:
    """The form; where a source is public already, with the kind of change that its author proposes.

    Of a translation it is not asked: how much a change matters was said of its source.
    """
    initial = {"read": request.GET.get("read", "")}
    if not (isinstance(instance, Page) and instance.live and is_source(instance)):
        return ApprovalForm(request.POST or None, initial=initial)
    proposal = proposal_for(instance.pk, after=instance.live_revision_id)
    return ApprovalOfChangeForm(
        request.POST or None, initial={**initial, "change_weight": proposal.weight, "change_note": proposal.note}
    )


@transaction.atomic
def _approve(state: TaskState, task: Any, form: ApprovalForm, user: Any) -> None:
    """Approve with what the approver thinks the change is; a refusal leaves the author's opinion as it was."""
    data = form.cleaned_data
    if isinstance(form, ApprovalOfChangeForm):
        propose(newest_revision(state.revision.as_object()), form.proposal, user)
    task.on_action(state, user, "approve", comment=data["comment"], shown=data["read"])


def check_shown(instance: Any, read: str) -> None:
    """Raise StaleTextError unless the newest text of `instance` is the one numbered `read`."""
    newest = newest_revision(instance)
    if digest_of_revision(newest) != read:
        raise StaleTextError(revision_with(instance, read), newest)


def _done(state: TaskState) -> str:
    state.workflow_state.refresh_from_db()
    subject = state.revision.as_object()
    if state.workflow_state.status != state.workflow_state.STATUS_APPROVED:
        return _("“%s” is approved and goes to the next step.") % subject
    subject.refresh_from_db(fields=["live"])
    return (_("“%s” is approved and public.") if subject.live else _("“%s” is approved.")) % subject


@require_http_methods(["GET", "POST"])
def publish_urgently(request: HttpRequest, content_type: int, pk: str) -> HttpResponse:
    """Publish alone: says what follows from it, asks for the reason."""
    instance = instance_at(content_type, pk)
    if not urgent.may_publish_urgently(instance, request.user):
        raise PermissionDenied
    if bundle := open_bundle(instance):
        raise HeldError(instance, bundle)
    form = UrgentForm(request.POST or None, initial={"read": request.GET.get("read", "")})
    draft = newest_revision(instance).as_object()
    try:
        if request.method == "POST" and form.is_valid():
            _publish_urgently(instance, form, request.user)
            messages.success(request, _("“%s” is public. Somebody else has to confirm it afterwards.") % draft)
            return redirect(edit_address(instance, request.user) or HOME)
        check_shown(instance, form["read"].value())
    except StaleTextError as error:
        return _stale(request, draft, error)
    except ValidationError as error:
        _show(form, draft, error)
    return _page(request, PUBLISH_URGENTLY, draft, form, {})


@transaction.atomic
def _publish_urgently(instance: Any, form: UrgentForm, user: Any) -> None:
    """Publish, and write to those who may confirm it."""
    tell_of(urgent.publish_urgently(instance, user, form.cleaned_data["reason"], form.cleaned_data["read"]))


def _show(form: UrgentForm, draft: Any, error: ValidationError) -> None:
    """Say what is wrong with the text itself by the names of its fields."""
    for name, problems in error.message_dict.items():
        if name == "reason":
            form.add_error("reason", problems)
            continue
        fields = {field.name: field for field in draft._meta.get_fields()}
        label = getattr(fields.get(name), "verbose_name", "")
        form.add_error(None, [f"{str(label).capitalize()}: {problem}" if label else problem for problem in problems])


@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm what somebody published urgently, or go and correct it."""
    item = get_object_or_404(UrgentPublication, pk=pk)
    instance = item.instance
    if not urgent.may_confirm(item, request.user):
        messages.error(request, _("Another person has to confirm this, or it was confirmed already."))
        return redirect(HOME)
    form = ReadTextForm(request.POST or None, initial={"read": item.digest})
    if request.method == "POST" and form.is_valid():
        try:
            urgent.confirm(item, request.user, form.cleaned_data["read"])
        except StaleTextError as error:
            return _stale(request, instance, error)
        messages.success(request, _("You have confirmed “%s”.") % instance)
        return redirect(HOME)
    return _page(request, CONFIRM, instance, form, {"item": item})


def _page(request: HttpRequest, act: Act, instance: Any, form: Any, more: dict[str, Any]) -> HttpResponse:
    live = instance.live_revision_id
    context = {
        **heading(act.name, instance, act.icon),
        "subject": instance,
        "form": form,
        "edit_url": edit_address(instance, request.user),
        "compare_url": compare_address(instance, "live" if live else "earliest", "latest"),
        "has_live": bool(live),
        **more,
    }
    return TemplateResponse(request, act.template, context)


def _refused(request: HttpRequest, instance: Any) -> HttpResponse:
    if not is_barred(instance, request.user):
        raise PermissionDenied
    messages.error(request, sentence(instance, request.user))
    return redirect(edit_address(instance, request.user) or HOME)


def _stale(request: HttpRequest, instance: Any, error: StaleTextError) -> HttpResponse:
    earlier = error.read.pk if error.read and error.read.pk != error.now.pk else "earliest"
    button = messages.button(compare_address(instance, earlier, error.now.pk), _("Show what changed"))
    messages.error(request, str(error), buttons=[button])
    return redirect(edit_address(instance, request.user) or HOME)
