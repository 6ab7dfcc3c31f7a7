"""Approving what others entered."""

from tempfile import TemporaryFile
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin import messages
from wagtail.models import Page

from cms_site.core.spreadsheets import XLSX, write_xlsx
from cms_site.core.terms import correcting, equivalents, excusing
from cms_site.core.terms.models import Term
from cms_site.core.terms.overview import Overview
from cms_site.core.terms.spreadsheets import TermImport, exported
from cms_site.core.translation.localize import text_of

PAGE = "core_page_terms"
EDIT = "wagtailsnippets_core_term:edit"


@require_http_methods(["GET", "POST"])
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve equivalents of a term, chosen by checkbox; those that the user entered are shown and cannot be chosen."""
    if not request.user.has_perm(equivalents.APPROVE):
        raise PermissionDenied
    term = get_object_or_404(Term, pk=pk)
    rows = list(term.names.select_related("locale", "entered_by", "record"))
    if request.method == "POST":
        chosen = [row for row in rows if equivalents.as_read(row) in request.POST.getlist("equivalent")]
        done = equivalents.approve(term, chosen, request.user)
        if not done:
            messages.error(
                request,
                _(
                    "Nothing was approved: choose at least one form that another person entered. One that was changed "
                    "meanwhile is to be read again."
                ),
            )
            return redirect("core_approve_term", term.pk)
        text = ngettext(
            "%(count)d equivalent of “%(name)s” is approved.",
            "%(count)d equivalents of “%(name)s” are approved.",
            len(done),
        )
        messages.success(request, text % {"count": len(done), "name": term.name})
        return redirect(EDIT, term.pk)
    shown = [(row, equivalents.may_approve(row, request.user), equivalents.as_read(row)) for row in rows]
    context: dict[str, Any] = {"term": term, "rows": shown, "may_any": any(may for _row, may, _read in shown)}
    return TemplateResponse(request, "core/terms/approve.html", context)


@require_http_methods(["GET", "POST"])
def page_terms(request: HttpRequest, pk: int) -> HttpResponse:
    """The terms of a translation: which it lacks, and on POST the reason why the chosen passages stand as they are."""
    page = text_of(get_object_or_404(Page, pk=pk))
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if getattr(page, "is_source", True):
        raise Http404
    overview = Overview(page)
    form = excusing.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = [row.finding for row in overview.open if row.key in request.POST.getlist("finding")]
        if chosen:
            excusing.excuse(page, chosen, form.cleaned_data["reason"], request.user)
            messages.success(request, _("The reason is recorded. It holds until the passage is changed."))
            return redirect(PAGE, page.pk)
        form.add_error(None, _("Choose at least one passage. If the text was changed meanwhile, choose again."))
    chosen_keys = request.POST.getlist("finding")
    context = {"page": page, "overview": overview, "form": form, "chosen": chosen_keys}
    return TemplateResponse(request, "core/terms/page.html", context)


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """The translations with a former form of a term; on POST the chosen ones become drafts with the approved form.

    A page that was changed since it was shown is not corrected: somebody has to see it first.
    """
    if not request.user.has_perm("core.change_term"):
        raise PermissionDenied
    term = get_object_or_404(Term, pk=pk)
    found, more = correcting.corrections(term, request.user)
    if request.method == "POST":
        shown = request.POST.getlist("page")
        chosen = [row for row in found if f"{row.draft.pk}-{row.draft.latest_revision_id}" in shown]
        count = correcting.correct(term, chosen, request.user)
        if count:
            text = ngettext("%d draft was saved. ", "%d drafts were saved. ", count) % count
            messages.success(request, text + _("Somebody else approves them."))
        if count < len(shown):
            messages.warning(request, _("Pages that were changed meanwhile are left as they are. Look at them again."))
        elif not chosen:
            messages.error(request, _("Choose at least one page."))
        return redirect("core_correct_term", term.pk)
    context = {"term": term, "found": found, "more": more, "replacements": correcting.replacements(term)}
    return TemplateResponse(request, "core/terms/correct.html", context)


@require_GET
def terms_file(request: HttpRequest) -> FileResponse:
    """All terms as a table, for those who may import one."""
    if not TermImport.may_import(request.user):
        raise PermissionDenied
    output = TemporaryFile()  # noqa: SIM115 - the response closes it
    write_xlsx(exported(), output, title=_("Terms"))
    output.seek(0)
    return FileResponse(output, as_attachment=True, filename="terms.xlsx", content_type=XLSX)
