"""The passages of a translation as a file for another program, and back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages

from cms_site.core.translation.workbench import po, xliff
from cms_site.core.translation.workbench.exchange import MOST_BYTES, BadFileError, Taken, take_in
from cms_site.core.translation.workbench.work import edit_page, work_of

FORMATS = {"po": po, "xliff": xliff, "xlf": xliff}


@require_GET
def export(request: HttpRequest, pk: int, file_format: str) -> HttpResponse:
    """The passages as a file for another program."""
    work = work_of(request, pk, writes=False)
    if file_format == "po":
        content, kind = po.written(work.translation, work.tags), po.CONTENT_TYPE
    else:
        content, kind = xliff.written(work.translation, work.rows(), work.tags), xliff.CONTENT_TYPE
    answer = HttpResponse(content, content_type=f"{kind}; charset=utf-8")
    name = f"{work.source.slug}-{work.translation.target_locale.language_code}.{file_format}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_POST
def take_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the passages of a file, all that it has or none."""
    work = work_of(request, pk)
    file: Any = request.FILES.get("file")
    extension = file.name.rpartition(".")[2].lower() if file else ""
    try:
        if file is None:
            raise BadFileError(_("Choose a file first."))
        if file.size > MOST_BYTES:
            raise BadFileError(_("The file is larger than 5 MB."))
        reader = FORMATS.get(extension)
        if reader is None:
            raise BadFileError(_("The name of the file has to end in .po, .xliff or .xlf."))
        taken = take_in(work.translation, work.page, reader.read(file.read(), work.translation), request.user)
    except BadFileError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _sentence(taken))
    return edit_page(work)


def _sentence(taken: Taken) -> str:
    said = [ngettext("%d passage was taken.", "%d passages were taken.", taken.written) % taken.written]
    if taken.same:
        said.append(ngettext("%d was the same already.", "%d were the same already.", taken.same) % taken.same)
    if taken.empty:
        said.append(ngettext("%d is not translated.", "%d are not translated.", taken.empty) % taken.empty)
    if taken.old:
        said.append(
            ngettext(
                "The source of %d has changed since: its translation is shown as the last one.",
                "The sources of %d have changed since: their translations are shown as the last ones.",
                taken.old,
            )
            % taken.old
        )
    return " ".join(said)
