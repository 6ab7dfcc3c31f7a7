"""The board, one job, and what people do with jobs; whatever changes something is a POST."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail_localize.operations import translate_object

from cms_site.core.changes.models import NOTE_LENGTH
from cms_site.core.lifecycle.family import is_source, language_name
from cms_site.core.translation import localize, reader_notes
from cms_site.core.translation.board import grid
from cms_site.core.translation.board.forms import DeclineForm, HandOverForm
from cms_site.core.translation.board.history import history_of
from cms_site.core.translation.board.listing import JobListView, board_crumb, header
from cms_site.core.translation.board.queues import queues_of
from cms_site.core.translation.board.texts import with_addresses
from cms_site.core.translation.completeness import sentence
from cms_site.core.translation.jobs import assignment
from cms_site.core.translation.jobs.assignment import AssignmentRefusedError, name_of
from cms_site.core.translation.jobs.facts import target_of
from cms_site.core.translation.jobs.models import State, TranslationJob
from cms_site.core.translation.jobs.rights import Workplaces, works_somewhere
from cms_site.core.translation.refusals import RefusedError
from cms_site.core.workflow.addresses import LONGEST_NUMBER
from cms_site.core.workflow.four_eyes import names_sentence, who_may_approve


class BoardMenuItem(MenuItem):
    """The board, for those who translate, or approve translations."""

    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("Translations"),
            reverse("translation_board:index"),
            name="translations",
            icon_name="wagtail-localize-language",
            order=250,
        )

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the user works on translations anywhere."""
        return works_somewhere(request.user)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What waits for the user, and the numbers of all sections and languages that they work in."""
    rights = Workplaces(request.user)
    if not rights.places():
        raise PermissionDenied
    context = {
        **header(_("Translations")),
        "queues": queues_of(request.user, rights),
        "languages": grid.languages(rights),
        "states": grid.SHOWN,
    }
    return TemplateResponse(request, "core/translation/board.html", context)


def _visible(request: HttpRequest, pk: int) -> TranslationJob:
    job = get_object_or_404(TranslationJob.objects.select_related("source", "section", "locale", "assignee"), pk=pk)
    if not Workplaces(request.user).may_work(job):
        raise PermissionDenied
    return job


@require_GET
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """One job: how it stands, what can be done with it, who was on it."""
    found = _visible(request, pk)
    return _page(request, found, HandOverForm(job=found), DeclineForm())


def _page(request: HttpRequest, found: TranslationJob, hand_over: HandOverForm, decline: DeclineForm) -> HttpResponse:
    rights = Workplaces(request.user)
    with_addresses([found])
    own = found.assignee_id == request.user.pk
    passes_on = found.is_open and (own or rights.may_direct(found))
    section = next((each.title for each in rights.sections if each.pk == found.section_id), found.section.title)
    same = {"url": f"{reverse('translation_board:jobs')}?section={found.section_id}&locale={found.locale_id}"}
    title = f"{found.source}: {language_name(found.locale.language_code)}"
    context = {
        **header(title, board_crumb(), {**same, "label": section}),
        "job": found,
        "history": history_of(found),
        "hand_over_form": hand_over if passes_on else None,
        "decline_form": decline if found.state in (State.MISSING, State.OUTDATED) else None,
        "may_claim": found.is_open and found.assignee_id is None,
        "may_give_back": passes_on and found.assignee_id is not None,
        "may_begin": found.is_open and not found.text_address,  # type: ignore[attr-defined]
        "may_resume": found.state == State.REFUSED,
        "source_address": found.source.get_url(request) or "",
    }
    return TemplateResponse(request, "core/translation/job.html", context)


@require_POST
def claim(request: HttpRequest) -> HttpResponse:
    """Claim the chosen jobs, or the one whose button was pressed."""
    chosen = request.POST.getlist("only") or request.POST.getlist("job")
    pks = [int(pk) for pk in chosen if pk.isdecimal() and len(pk) <= LONGEST_NUMBER]
    if not pks:
        messages.warning(request, _("Choose the jobs first."))
        return _back(request)
    claimed, refused = assignment.claim_all(pks, request.user)
    if claimed:
        said = ngettext("%d translation is yours now.", "%d translations are yours now.", claimed)
        messages.success(request, said % claimed)
    for reason in refused:
        messages.warning(request, reason)
    return _back(request)


@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the text of a job, which is made as a draft if there is none; who begins a free job has claimed it."""
    found = _visible(request, pk)
    if not found.is_open:
        messages.warning(request, _("There is nothing to be done on “%s” any more.") % found.source)
        return redirect("translation_board:job", pk)
    try:
        with transaction.atomic():
            if found.assignee_id is None:
                assignment.claim(pk, request.user)
            if target_of(found.source, found.locale_id) is None:
                translate_object(found.source.specific, [found.locale])
    except AssignmentRefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("translation_board:job", pk)
    target = target_of(found.source, found.locale_id)
    return redirect("wagtailadmin_pages:edit", target.pk) if target else redirect("translation_board:job", pk)


@require_http_methods(["GET", "POST"])
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Submit what was translated in wagtail-localize's editor: asks once more, then says what is missing or is done."""
    page = get_object_or_404(Page, pk=pk).specific
    if not page.permissions_for_user(request.user).can_edit() or page.get_workflow() is None or is_source(page):
        raise PermissionDenied
    if page.workflow_in_progress:
        messages.warning(request, _("This translation waits for approval."))
    elif request.method == "GET":
        return TemplateResponse(request, "core/translation/submit.html", {"subject": page})
    else:
        _submit(request, page)
    return redirect("wagtailadmin_pages:edit", pk)


def _submit(request: HttpRequest, page: Any) -> None:
    note = request.POST.get("correction_note")
    if refused := _refusal(request, page, note.strip() if note is not None else None):
        if note is not None:
            reader_notes.keep(request, page, note)
        messages.error(request, refused)
    else:
        reader_notes.forget(request, page)
        messages.success(request, _("“%s” is submitted for approval.") % page)
        submitted = type(page).objects.get(pk=page.pk)
        if submitted.workflow_in_progress and not who_may_approve(submitted):
            messages.warning(request, names_sentence([]))


def _refusal(request: HttpRequest, page: Any, note: str | None) -> str:
    """Submit `page` with a note for readers, if there is one; returns why it could not be, or nothing."""
    if note is not None and len(note) > NOTE_LENGTH:
        said = ngettext(
            "The note for readers is too long: no more than %(limit)s character.",
            "The note for readers is too long: no more than %(limit)s characters.",
            NOTE_LENGTH,
        )
        return said % {"limit": NOTE_LENGTH}
    try:
        found = localize.submit(page, request.user, note=note)
    except RefusedError as refusal:
        return " ".join(refusal.messages)
    return sentence(found) if found else ""


@require_POST
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a job be free again."""
    return _act(request, pk, lambda: assignment.give_back(pk, request.user), _("“%s” is free again."))


@require_POST
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Let another person be on a job."""
    found = _visible(request, pk)
    form = HandOverForm(request.POST, job=found)
    if not form.is_valid():
        return _page(request, found, form, DeclineForm())
    to, comment = form.cleaned_data["to"], form.cleaned_data["comment"]
    said = _("%(name)s is on “%(title)s” now.") % {"name": name_of(to), "title": "%s"}
    return _act(request, pk, lambda: assignment.hand_over(pk, request.user, to, comment), said)


@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Say with a reason that a page is not translated."""
    found = _visible(request, pk)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _page(request, found, HandOverForm(job=found), form)
    reason = form.cleaned_data["reason"]
    return _act(request, pk, lambda: assignment.decline(pk, request.user, reason), _("“%s” is declined."))


@require_POST
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Take up what was declined."""
    return _act(request, pk, lambda: assignment.resume(pk, request.user), _("“%s” waits for a translator again."))


def _act(request: HttpRequest, pk: int, act: Callable[[], Any], said: str) -> HttpResponse:
    found = _visible(request, pk)
    try:
        act()
    except AssignmentRefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said.replace("%s", str(found.source)))
    return _back(request, reverse("translation_board:job", args=[pk]))


def _back(request: HttpRequest, usual: str = "") -> HttpResponse:
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return redirect(wanted)
    return redirect(usual or "translation_board:index")


urlpatterns = [
    path("", index, name="index"),
    path("jobs/", JobListView.as_view(), name="jobs"),
    path("jobs/results/", JobListView.as_view(results_only=True), name="job_results"),
    path("jobs/claim/", claim, name="claim"),
    path("jobs/<int:pk>/", job, name="job"),
    path("submit/<int:pk>/", submit, name="submit"),
    path("jobs/<int:pk>/begin/", begin, name="begin"),
    path("jobs/<int:pk>/give-back/", give_back, name="give_back"),
    path("jobs/<int:pk>/hand-over/", hand_over, name="hand_over"),
    path("jobs/<int:pk>/decline/", decline, name="decline"),
    path("jobs/<int:pk>/resume/", resume, name="resume"),
]
