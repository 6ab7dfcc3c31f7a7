"""Source and translation as readers will see them."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_GET
from wagtail.utils.decorators import xframe_options_sameorigin_override

from cms_site.core.translation.workbench.work import work_of


@require_GET
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Source and translation side by side, as readers will see them."""
    work = work_of(request, pk, writes=False)
    context = {"page": work.page, "source": work.source, "translation": work.translation}
    return TemplateResponse(request, "core/translation/workbench/preview.html", context)


@method_decorator(xframe_options_sameorigin_override)
@require_GET
def preview_source(request: HttpRequest, pk: int) -> HttpResponse:
    """The source as it was handed to the translators."""
    work = work_of(request, pk, writes=False)
    source = work.translation.source.as_instance()
    answer: HttpResponse = source.make_preview_request(request, source.default_preview_mode)
    return answer
