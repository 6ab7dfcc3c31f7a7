"""The story of a page and the story of a period, to read and to take away."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from cms_site.core.admin.paging import page_of
from cms_site.core.story import exports
from cms_site.core.story.forms import PeriodForm, StoryForm
from cms_site.core.story.lines import lines
from cms_site.core.story.models import StoryEntry
from cms_site.core.story.permissions import VIEW_EVERYTHING, may_read

PER_PAGE = 50


class StoryView(WagtailAdminTemplateMixin, TemplateView):
    """Lines of a story by day, the newest first, narrowed by a form; whoever reads everything may take it away."""

    template_name = "core/story/story.html"
    page_title = gettext_lazy("Full story")
    header_icon = "history"
    form: StoryForm

    def download_url(self) -> str:
        """Where the file is asked for."""
        raise NotImplementedError

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Wagtail's context with the lines of one sheet."""
        sheet = page_of(self.form.found().told(), self.request, PER_PAGE)
        sheet.object_list = lines(sheet.object_list, self.request.user)
        query = self.request.GET.copy()
        query.pop("p", None)
        return {
            **super().get_context_data(**kwargs),
            "form": self.form,
            "sheet": sheet,
            "narrowed": bool(query),
            "download_url": self.download_url() if self.request.user.has_perm(VIEW_EVERYTHING) else "",
            "formats": exports.FORMATS,
            "query": query.urlencode(),
        }


class PageView(StoryView):
    """What was done to a page in all its languages."""

    @cached_property
    def page(self) -> Page:
        """The page, if the user may read its story."""
        page: Page = get_object_or_404(Page, pk=self.kwargs["pk"]).specific
        if not may_read(page, self.request.user):
            raise PermissionDenied
        return page

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.form = StoryForm(request.GET, StoryEntry.objects.of_page(self.page))
        return super().get(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def download_url(self) -> str:
        return reverse("core_story_file", args=[self.page.pk])


class PeriodView(StoryView):
    """What was done in a period, on the whole site or in a section."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        _ask_for_everything(request)
        self.form = PeriodForm(request.GET)
        return super().get(request, *args, **kwargs)

    def download_url(self) -> str:
        return reverse("core_story_of_period_file")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The same, with the titles of the pages."""
        return {**super().get_context_data(**kwargs), "of_many_pages": True}


def _ask_for_everything(request: HttpRequest) -> None:
    if not request.user.has_perm(VIEW_EVERYTHING):
        raise PermissionDenied


def _format(request: HttpRequest) -> str:
    asked = request.POST.get("format", exports.FORMATS[0])
    if asked not in exports.FORMATS:
        raise Http404
    return asked


@require_POST
def download_page(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The story of a page as a file, narrowed as on the screen."""
    _ask_for_everything(request)
    page = get_object_or_404(Page, pk=pk)
    form = StoryForm(request.GET, StoryEntry.objects.of_page(page))
    return exports.download(form.found(), page, request.user, file_format=_format(request))


@require_POST
def download_period(request: HttpRequest) -> HttpResponseBase:
    """The story of a period as a file, narrowed as on the screen."""
    _ask_for_everything(request)
    form = PeriodForm(request.GET)
    entries = form.found()
    if not form.is_valid():
        raise Http404
    about = form.cleaned_data["section"] or Page.get_first_root_node()
    period = {name: form.cleaned_data[name].isoformat() for name in ("first", "last")}
    return exports.download(entries, about, request.user, file_format=_format(request), period=period)
