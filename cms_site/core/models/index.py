"""Index pages: a section of the site that lists pages of one type."""

from typing import Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path

from cms_site.core.catalog.models import Entry, EntryQuerySet
from cms_site.core.feeds import SectionFeed
from cms_site.core.listings import Listing
from cms_site.core.models.base import BasePage
from cms_site.core.open_data import FORMATS, DataSet, OpenData
from cms_site.core.page_types import facets_of
from cms_site.core.section_statistics import SectionStatistics

YEAR = r"(?P<year>[12]\d{3})"


class BaseIndexPage(RoutablePageMixin, BasePage):
    """A section that lists the pages of `listed_type` below it, with the facets they declare, a feed and statistics.

    There are statistics where a figure counts the pages of `listed_type`.
    """

    listed_type: ClassVar[str] = ""
    per_page: ClassVar[int] = 20

    max_count_per_parent = 1

    class Meta:
        abstract = True

    @classmethod
    def listed_model(cls) -> type[models.Model]:
        """The page type that this section lists."""
        return apps.get_model(cls.listed_type)

    def entries(self) -> EntryQuerySet:
        """What the public may see in this section now, newest first."""
        return Entry.objects.in_section(self).of_type(self.listed_type).newest_first()

    def listing(self, request: HttpRequest) -> Listing:
        """The section's listing as the reader's address narrows it."""
        facets = facets_of(self.listed_model())
        return Listing(self.entries(), facets, request.GET, per_page=self.per_page, indexed=True)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page's context with the listing."""
        context = super().get_context(request, *args, **kwargs)
        context["listing"] = self.listing(request)
        return context

    def published_as_data(self) -> OpenData | None:
        """What the pages of this section are published as; None where they are not published as data."""
        return getattr(self.listed_model(), "open_data", None) if self.listed_type else None

    def data_set(self, request: HttpRequest, name: str = "") -> DataSet:
        """The data of this section as the reader's address narrows them; Http404 where there are none of that name."""
        declared = self.published_as_data()
        if declared is None or name not in ("", declared.name):
            raise Http404
        return DataSet(self, request.GET, request.build_absolute_uri)

    @path("open-data/", name="open_data")
    def about_open_data(self, request: HttpRequest) -> HttpResponse:
        """What the data of this section are: description, licence, update date, files, meaning of every column."""
        context = {**BasePage.get_context(self, request), "data_set": self.data_set(request)}
        return TemplateResponse(request, "core/open_data.html", context)

    @re_path(rf"^open-data/(?P<name>[a-z0-9-]+)\.(?P<file_format>{'|'.join(FORMATS)})/$", name="open_data_file")
    def open_data_file(self, request: HttpRequest, name: str, file_format: str) -> HttpResponseBase:
        """The data themselves, narrowed by the same facets as the listing."""
        return self.data_set(request, name).response(file_format)

    def resolve_subpage(self, path: str) -> Any:
        """Wagtail's, but without statistics or data their addresses belong to the pages below the section."""
        match = super().resolve_subpage(path)
        name = str(match.url_name)
        if name.startswith("statistics") and not self.has_statistics:
            raise Http404
        if name.startswith("open_data") and self.published_as_data() is None:
            raise Http404
        return match

    @property
    def has_statistics(self) -> bool:
        """Whether there is a page of figures below this section."""
        return SectionStatistics(self).available

    @cached_property
    def counted_at(self) -> str:
        """The address of the section in the source language, where the lists behind the figures are complete.

        Figures count source pages; a list in another language has only those that are translated. Empty while the
        source is not public.
        """
        if self.is_source:
            return str(self.url)
        source = Entry.objects.in_language(settings.LANGUAGE_CODE, [self.translation_key])
        return source.values_list("url", flat=True).first() or ""

    @path("feed/rss/", name="rss")
    def rss(self, request: HttpRequest) -> HttpResponse:
        """The newest pages of the listing as RSS 2.0, narrowed by the same facets."""
        return SectionFeed(self, self.listing(request).entries).rss(request)

    @path("feed/atom/", name="atom")
    def atom(self, request: HttpRequest) -> HttpResponse:
        """The newest pages of the listing as Atom (RFC 4287), narrowed by the same facets."""
        return SectionFeed(self, self.listing(request).entries).atom(request)

    @path("statistics/", name="statistics")
    def newest_statistics(self, request: HttpRequest) -> HttpResponse:
        """The statistics of the newest year with a page."""
        return SectionStatistics(self).page(request, None, super().get_context(request))

    @re_path(rf"^statistics/{YEAR}/$", name="statistics_of")
    def statistics(self, request: HttpRequest, year: str) -> HttpResponse:
        """The figures of a year with those of the year before, the printed ones and charts."""
        return SectionStatistics(self).page(request, int(year), super().get_context(request))

    @re_path(rf"^statistics/{YEAR}/xlsx/$", name="statistics_xlsx")
    def statistics_xlsx(self, request: HttpRequest, year: str) -> HttpResponse:
        """The figures of a year as a spreadsheet."""
        return SectionStatistics(self).xlsx(request, int(year))
