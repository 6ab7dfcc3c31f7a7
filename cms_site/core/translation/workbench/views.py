"""The workbench, and what people do on it; whatever changes something is a POST."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import StringSegment, Translation

from cms_site.core.lifecycle.family import is_source
from cms_site.core.translation.jobs.assignment import name_of
from cms_site.core.translation.localize import translation_of
from cms_site.core.translation.sources import source_of
from cms_site.core.translation.syncing import sync
from cms_site.core.translation.workbench import drafting, writing
from cms_site.core.translation.workbench.marks import stored, typed
from cms_site.core.translation.workbench.review import is_locked
from cms_site.core.translation.workbench.rows import Row
from cms_site.core.translation.workbench.state import Workbench
from cms_site.core.translation.workbench.tag_row import RefusedTagsError, TagRow, tag_row, write_tags
from cms_site.core.translation.workbench.taking_over import take_over
from cms_site.core.translation.workbench.work import Work, edit_page, work_of
from cms_site.core.translation.workbench.writing import OverwriteError

TEMPLATE = "core/translation/workbench/page.html"
# What wagtail-localize calls beginning again with passages, in the menu of Wagtail's editor.
RESTART = "localize-restart-translation"


def before_edit(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Open a translation that wagtail-localize keeps on the workbench; None for all that is asked of its own editor."""
    if is_source(page) or "blocks" in request.GET:
        return None
    if request.method == "POST" and RESTART in request.POST:
        return open_page(request, page.pk)
    translation = translation_of(page) if request.method == "GET" else None
    source = source_of(page.specific) if translation is not None else None
    if translation is None or source is None:
        _offer(request, page)
        return None
    return _shown(request, Work(translation, page.specific, source))


def _offer(request: HttpRequest, page: Page) -> None:
    """Say above Wagtail's editor that a translation can be worked on passage by passage."""
    if request.method == "GET" and page.alias_of_id is None and source_of(page.specific) is not None:
        button = messages.button(reverse("translation_workbench:open", args=[page.pk]), _("Open passage by passage…"))
        messages.info(request, _("Source and translation can be shown side by side."), buttons=[button])


def _shown(
    request: HttpRequest, work: Work, typed_texts: dict[str, str] | None = None, status: int = 200, refusal: str = ""
) -> HttpResponse:
    bench = Workbench(request, work.translation, work.page, work.source, work.all_rows())
    for row in bench.rows:
        row.unsaved = (typed_texts or {}).get(row.key)
        if isinstance(row, TagRow):
            row.refused = refusal
    return TemplateResponse(request, TEMPLATE, {"bench": bench}, status=status)


def _segment(work: Work, pk: int) -> StringSegment:
    found = work.translation.source.stringsegment_set.select_related("string", "context")
    segment: StringSegment = get_object_or_404(found, pk=pk)
    return segment


@require_http_methods(["GET", "POST"])
def open_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a translation that is edited as Wagtail does be edited passage by passage, with the words that it has."""
    page = get_object_or_404(Page, pk=pk).specific
    if not page.permissions_for_user(request.user).can_edit() or is_source(page) or source_of(page) is None:
        raise PermissionDenied
    if request.method == "GET":
        return TemplateResponse(request, "core/translation/workbench/open.html", {"page": page})
    if is_locked(page, request.user):
        messages.error(request, _("The page is locked or under review. It can be opened when it is not."))
        return redirect("wagtailadmin_pages:edit", pk)
    take_over(page)
    return redirect("wagtailadmin_pages:edit", pk)


@require_POST
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Store all that was typed in the form; what somebody else wrote meanwhile stays, beside what was typed."""
    work = work_of(request, pk)
    unsaved, refusal = _store(request, work)
    if unsaved:
        return _both_shown(request, work, unsaved, refusal)
    messages.success(request, _("Saved."))
    return edit_page(work)


def _store(request: HttpRequest, work: Work, but: str = "") -> tuple[dict[str, str], str]:
    """Store the texts of a form that were changed in it; returns those that somebody else was faster at, and why its
    tags were refused, if they were: they are among them then.
    """
    unsaved, refusal = {}, ""
    for row in work.all_rows():
        text, seen = request.POST.get(f"text-{row.key}"), request.POST.get(f"seen-{row.key}", "")
        if text is None or row.key == but or (_lines(text) == _lines(row.text) and seen == row.seen):
            continue
        try:
            if isinstance(row, TagRow):
                write_tags(work.translation, work.page, text, request.user, seen=seen)
            else:
                data = stored(text, rich=row.rich)
                writing.write(work.translation, work.page, row.segment, data, request.user, seen=seen)
        except OverwriteError:
            unsaved[row.key] = text
        except RefusedTagsError as error:
            unsaved[row.key], refusal = text, str(error)
    return unsaved, refusal


def _both_shown(request: HttpRequest, work: Work, unsaved: dict[str, str], refusal: str) -> HttpResponse:
    if refusal:
        messages.error(request, refusal)
    if len(unsaved) > bool(refusal):
        messages.error(request, _("Somebody else wrote in a passage meanwhile. Both texts are shown there."))
    return _shown(request, work.anew(), unsaved, status=409, refusal=refusal)


@require_POST
def save_passage(request: HttpRequest, pk: int, segment_pk: int) -> JsonResponse:
    """Store one passage while its translator goes on; answers with what is to be said of it and of the whole."""
    work = work_of(request, pk)
    segment = _segment(work, segment_pk)
    (row,) = work.rows(segment.pk)
    data = stored(request.POST.get("text", ""), rich=row.rich)
    try:
        writing.write(work.translation, work.page, segment, data, request.user, seen=request.POST.get("seen"))
    except OverwriteError as error:
        (row,) = work.rows(segment.pk)
        written = error.written
        return JsonResponse(
            {
                "seen": row.seen,
                "theirs": typed(written.data, rich=row.rich) if written is not None else "",
                "by": name_of(written.last_translated_by) if written is not None and written.last_translated_by else "",
            },
            status=409,
        )
    return _said(request, work, str(segment.pk))


@require_POST
def save_tags(request: HttpRequest, pk: int) -> JsonResponse:
    """Store the tags while their translator goes on, as a passage is."""
    work = work_of(request, pk)
    row = tag_row(work.translation, work.draft, work.source)
    if row is None:
        raise Http404
    try:
        text, seen = request.POST.get("text", ""), request.POST.get("seen", "")
        write_tags(work.translation, work.page, text, request.user, seen=seen)
    except OverwriteError as error:
        return JsonResponse({"seen": row.seen, "theirs": error.line, "by": ""}, status=409)
    except RefusedTagsError as error:
        return JsonResponse({"said": str(error)}, status=422)
    return _said(request, work.anew(), row.key)


@require_POST
def confirm(request: HttpRequest, pk: int, segment_pk: int) -> HttpResponse:
    """“Still valid”: the last translation stands for what the source says now."""
    return _act(request, pk, segment_pk, writing.confirm)


@require_POST
def mark_read(request: HttpRequest, pk: int, segment_pk: int) -> HttpResponse:
    """“I have read it”: the draft of a machine stands as the words of the user."""
    return _act(request, pk, segment_pk, writing.mark_read)


def _act(
    request: HttpRequest, pk: int, segment_pk: int, act: Callable[[Translation, Any, Row, Any], None]
) -> HttpResponse:
    work = work_of(request, pk)
    segment = _segment(work, segment_pk)
    (row,) = work.rows(segment.pk)
    act(work.translation, work.page, row, request.user)
    if _wants_json(request):
        return _said(request, work, str(segment.pk))
    # Without script the button sends the whole form.
    unsaved, refusal = _store(request, work, but=str(segment.pk))
    return _both_shown(request, work, unsaved, refusal) if unsaved else edit_page(work)


def _wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _said(request: HttpRequest, work: Work, key: str) -> JsonResponse:
    """What the page says of a passage and of all of them, after a change."""
    bench = Workbench(request, work.translation, work.page, work.source, work.all_rows())
    row = next(row for row in bench.rows if row.key == key)
    address = next((each for each in bench.rows if each.is_address), None)
    context = {"row": row, "bench": bench}
    return JsonResponse(
        {
            "seen": row.seen,
            "text": row.text,
            "state": row.state,
            "notes": render_to_string("core/translation/workbench/notes.html", context, request),
            "progress": render_to_string("core/translation/workbench/progress.html", context, request),
            "settled": bench.is_settled,
            "address": {"pk": address.key, "text": address.text, "seen": address.seen} if address else None,
        }
    )


@require_POST
def fetch(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the words that the source says now, where that did not happen by itself."""
    work = work_of(request, pk)
    sync(work.translation.source)
    messages.success(request, _("The source is up to date."))
    return edit_page(work)


@require_POST
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the translation service fill what nobody translated."""
    work = work_of(request, pk)
    service = drafting.service_for(work.translation)
    if service is None:
        raise Http404
    try:
        found = drafting.draft(work.translation, service, request.user)
    except drafting.NoAnswerError as error:
        messages.error(request, str(error))
    else:
        if found:
            messages.success(request, _("A draft was made. Read each passage: until then it counts as missing."))
        else:
            messages.info(request, _("There is nothing left to be translated."))
    return edit_page(work)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
