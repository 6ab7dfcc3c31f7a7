"""The way of a file through the editing interface: upload, preview, confirmation, progress, report."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages

from cms_site.core.imports import declarations, running, workbooks
from cms_site.core.imports.checking import CheckedRow, CheckedTable, check_table
from cms_site.core.imports.declarations import ImportType
from cms_site.core.imports.headings import Headings
from cms_site.core.imports.reading import MAX_BYTES, UnreadableFileError, read_table, too_large
from cms_site.core.models.import_run import Choice, ImportRun, ImportState

ROWS_PER_PAGE = 50
REMARKS_LISTED = 20
# What a browser sends around the file.
FORM_BYTES = 64 * 1024


def _importer(request: HttpRequest, name: str) -> type[ImportType]:
    """The kind of table with that name, for those who may import it."""
    kind = declarations.get(name)
    if kind is None:
        raise Http404
    if not kind.may_import(request.user):
        raise PermissionDenied
    return kind


def _visible_run(request: HttpRequest, pk: int, *, rows: bool = True) -> ImportRun:
    runs = ImportRun.objects.visible_to(request.user)
    run: ImportRun | None = (runs if rows else runs.without_rows()).filter(pk=pk).first()
    if run is None:
        raise Http404
    return run


def _own_run(request: HttpRequest, pk: int) -> ImportRun:
    """The run of a person who uploaded it and may still import: nobody decides for another."""
    run = _visible_run(request, pk)
    if run.user != request.user:
        raise PermissionDenied
    _importer(request, run.kind)
    return run


@require_GET
def template(request: HttpRequest, name: str) -> HttpResponse:
    """The template of a table as XLSX."""
    kind = _importer(request, name)
    return workbooks.response(workbooks.template(kind()), f"{name}-template.xlsx")


@csrf_exempt
def upload(request: HttpRequest, name: str) -> HttpResponse:
    """The form for a file; a request that is too large is refused before anything of it is read.

    The token is checked after that, because it stands in the body.
    """
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BYTES + FORM_BYTES:
        kind = _importer(request, name)
        return _upload_form(request, kind, str(too_large()), status=413)
    return _upload(request, name)


@csrf_protect
def _upload(request: HttpRequest, name: str) -> HttpResponse:
    kind = _importer(request, name)
    if request.method != "POST":
        return _upload_form(request, kind)
    try:
        file = request.FILES.get("file")
        if file is None:
            raise UnreadableFileError(_("Choose a file."))
        importer = kind()
        table = read_table(file, Headings(importer.columns))
        check_table(importer, table)
    except UnreadableFileError as error:
        return _upload_form(request, kind, str(error), status=422)
    ImportRun.objects.outdated(timezone.now()).delete()
    run = ImportRun(user=request.user, kind=name, file_name=(file.name or "")[:255])  # type: ignore[misc]
    run.keep_table(table)
    run.save()
    _replace(request, run)
    return redirect("core_import", run.pk)


def _replace(request: HttpRequest, run: ImportRun) -> None:
    """Forget the run that a corrected file was uploaded for."""
    replaced = request.POST.get("replaces", "")
    if replaced.isdecimal():
        own = ImportRun.objects.filter(user=run.user, kind=run.kind, state=ImportState.UPLOADED)
        own.filter(pk=int(replaced)).delete()


def _upload_form(request: HttpRequest, kind: type[ImportType], error: str = "", status: int = 200) -> HttpResponse:
    runs = ImportRun.objects.visible_to(request.user).without_rows().filter(kind=kind.name)
    context = {
        "kind": kind,
        "error": error,
        "runs": runs.select_related("user")[:10],
        "megabytes": MAX_BYTES // 1024**2,
        "max_bytes": MAX_BYTES,
    }
    return TemplateResponse(request, "core/imports/upload.html", context, status=status)


@require_GET
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """An import as it stands: its preview, its progress or its report."""
    found = _visible_run(request, pk)
    if found.importer is None:
        raise Http404
    if found.state == ImportState.UPLOADED:
        return _preview(request, found, found.importer())
    if found.state == ImportState.CONFIRMED:
        context = {"run": found, "kind": found.importer, **_progress(found)}
        return TemplateResponse(request, "core/imports/progress.html", context)
    return _report(request, found, found.importer)


def _preview(request: HttpRequest, found: ImportRun, kind: ImportType) -> HttpResponse:
    try:
        checked = check_table(kind, found.read_table())
    except UnreadableFileError as error:
        # The columns are not those they were when the file came.
        return TemplateResponse(
            request, "core/imports/upload.html", {"kind": kind, "error": str(error), "megabytes": MAX_BYTES // 1024**2}
        )
    doubtful = [row for row in checked.rows if row.remarks or row.duplicate]
    everything = request.GET.get("show") == "all" or not doubtful
    page = Paginator(checked.rows if everything else doubtful, ROWS_PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "run": found,
        "kind": kind,
        "checked": checked,
        "doubtful": doubtful,
        "everything": everything,
        "page": page,
        "rows": [(row, found.choice(row.number)) for row in page],
        "choices": Choice.choices,
        "listed": [*checked.errors, *checked.warnings][:REMARKS_LISTED],
        "unlisted": max(0, len(checked.errors) + len(checked.warnings) - REMARKS_LISTED),
        "own": found.user == request.user,
        "megabytes": MAX_BYTES // 1024**2,
        **_sums(found, checked),
    }
    return TemplateResponse(request, "core/imports/preview.html", context)


def _sums(found: ImportRun, checked: CheckedTable) -> dict[str, Any]:
    """What confirming would do now."""

    def chosen(row: CheckedRow) -> str:
        return found.choice(row.number) if row.duplicate else Choice.ADD.value

    choices = [chosen(row) for row in checked.rows]
    return {f"to_{choice}": choices.count(choice) for choice in Choice.values}


def _report(request: HttpRequest, found: ImportRun, kind: type[ImportType]) -> HttpResponse:
    results = [entry["result"] for entry in found.report]
    labels = workbooks.result_labels(kind)
    entries = [{**entry, "label": labels[entry["result"]]} for entry in found.report]
    context = {
        "run": found,
        "kind": kind,
        "page": Paginator(entries, ROWS_PER_PAGE).get_page(request.GET.get("p")),
        **{result: results.count(result) for result in ("created", "updated", "skipped")},
    }
    return TemplateResponse(request, "core/imports/report.html", context)


def _progress(found: ImportRun) -> dict[str, Any]:
    sign = found.progress
    done, total = (sign.done, sign.total) if sign else (0, 0)
    return {
        "done": done,
        "total": total,
        "stalled": found.stalled,
        "finished": found.state != ImportState.CONFIRMED,
        "words": _("%(done)d of %(total)d rows") % {"done": done, "total": total} if total else _("Waiting to begin"),
    }


@require_GET
def progress(request: HttpRequest, pk: int) -> JsonResponse:
    """How far an import has come, for the script of its page."""
    return JsonResponse(_progress(_visible_run(request, pk, rows=False)))


@require_GET
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The report of a finished import as XLSX."""
    found = _visible_run(request, pk)
    if found.state != ImportState.DONE:
        raise Http404
    return workbooks.response(workbooks.report(found), f"import-{found.pk}-report.xlsx")


@require_POST
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was chosen for duplicates and show the part of the preview that was asked for."""
    found = _own_run(request, pk)
    _keep_choices(request, found)
    shown = "all" if request.POST.get("show") == "all" else "doubtful"
    page = request.POST.get("p", "")
    response = redirect("core_import", pk)
    response["Location"] += f"?show={shown}&p={page if page.isdecimal() else 1}#rows"
    return response


def _keep_choices(request: HttpRequest, found: ImportRun) -> None:
    if found.state != ImportState.UPLOADED:
        return
    rows = {
        int(name.removeprefix("row-")): str(choice)
        for name, choice in request.POST.items()
        if name.startswith("row-") and name.removeprefix("row-").isdecimal()
    }
    found.choose(request.POST.get("every"), rows)
    found.save(update_fields=["choices"])


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Import what the preview showed; a dead import is run again."""
    found = _own_run(request, pk)
    _keep_choices(request, found)
    try:
        wrong = bool(found.importer and check_table(found.importer(), found.read_table()).errors)
    except UnreadableFileError as error:
        # The columns are not those they were when the file came.
        messages.error(request, str(error))
        return redirect("core_import", pk)
    if wrong:
        messages.error(request, _("The table has errors. Correct them in the file and upload it again."))
    elif not running.start(found, get_language() or ""):
        messages.warning(request, _("This import runs already or is done."))
    return redirect("core_import", pk)


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget an import that does not run; nothing of it is on the site."""
    found = _own_run(request, pk)
    if found.state == ImportState.DONE or (found.state == ImportState.CONFIRMED and not found.stalled):
        messages.warning(request, _("This import runs already or is done."))
        return redirect("core_import", pk)
    ImportRun.objects.filter(pk=pk, state=found.state, attempt=found.attempt).delete()
    messages.success(request, _("The import was cancelled. Nothing was changed."))
    return redirect("core_import_upload", found.kind)
