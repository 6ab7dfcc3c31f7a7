"""The statistics of page types in the editing interface, with the figures that are for editors alone."""

from copy import copy
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms_site.core import figure_workbooks, statistics
from cms_site.core.admin.menu import MenuGroup
from cms_site.core.catalog.models import Entry
from cms_site.core.figures import YearFigure
from cms_site.core.models import BaseIndexPage
from cms_site.core.page_types import label_of, page_types
from cms_site.core.statistics import YearStatistics
from cms_site.core.transliteration import slug

RIGHTS = {"add", "change", "publish"}


def counted_types(group: MenuGroup | None = None) -> list[Any]:
    """The page types with figures that have a list in the editing interface, of one department or of all."""
    listed: list[Any] = [model for model in page_types() if model.admin_menu]  # type: ignore[attr-defined]
    found = [model for model in listed if group in (None, model.admin_menu.group) and statistics.has_figures(model)]
    return sorted(found, key=lambda model: model.admin_menu.order)


def sections_of(model: type[models.Model]) -> list[Any]:
    """The kinds of section that list pages of a type."""
    return [kind for kind in page_types() if issubclass(kind, BaseIndexPage) and kind.listed_model() is model]


def may_see(user: Any, model: type[models.Model]) -> bool:
    """Whether `user` works with pages of the type in the source language, which is the one that is counted: may add,
    change or publish in one of their sections.
    """
    return any(
        PagePermissionPolicy(section)
        .instances_user_has_any_permission_for(user, RIGHTS)
        .filter(locale__language_code=settings.LANGUAGE_CODE)
        .exists()
        for section in sections_of(model)
    )


def seen_types(request: Any, group: MenuGroup) -> list[Any]:
    """The types of a department of which the user may see the statistics, in the order of the menu.

    The menu asks several times in a request; the database is asked once.
    """
    known = request.__dict__.setdefault("_statistics_types", {})
    if group.name not in known:
        known[group.name] = [model for model in counted_types(group) if may_see(request.user, model)]
    found: list[Any] = known[group.name]
    return found


class StatisticsView(WagtailAdminTemplateMixin, TemplateView):
    """The figures of the newest year with a page of the type, or of another one by `?year=2016`."""

    template_name = "core/admin/statistics.html"
    page_title = gettext_lazy("Statistics")
    header_icon = "table"
    model: Any

    def dispatch(self, request: HttpRequest, *args: Any, page_type: str, **kwargs: Any) -> HttpResponseBase:
        self.model = next((model for model in counted_types() if label_of(model) == page_type), None)
        if self.model is None:
            raise Http404
        if not may_see(request.user, self.model):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.model.admin_menu.label)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()}]

    def years(self) -> list[int]:
        """All years that can be chosen, the newest first."""
        return statistics.years_for_editors(self.model, statistics.name_of(self.model))

    def year(self) -> int | None:
        """The year that the address names if it can be chosen; else the newest with a page."""
        years = self.years()
        chosen = [year for year in years if str(year) == self.request.GET.get("year")]
        newest = statistics.newest_year(statistics.name_of(self.model))
        return next(iter([*chosen, *([newest] if newest in years else []), *years]), None)

    def statistics_of(self, year: int) -> YearStatistics:
        """All figures of a year."""
        return YearStatistics(statistics.name_of(self.model), year, internal=True)

    @cached_property
    def list_url(self) -> str | None:
        """The public section in the source language, from whose lists figures are counted; None if there is none."""
        labels = [label_of(section) for section in sections_of(self.model)]
        sections = Entry.objects.of_type(*labels).in_language(settings.LANGUAGE_CODE)
        found: str | None = sections.values_list("url", flat=True).first()
        return found

    @property
    def editors_list(self) -> str:
        """The list of the editing interface, which internal figures are counted from."""
        return reverse(f"{self.model._meta.app_label}_{self.model._meta.model_name}:index")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Wagtail's context with the figures, where their lists are, and the other types of the department."""
        year = self.year()
        menu = self.model.admin_menu
        return {
            **super().get_context_data(**kwargs),
            "years": self.years(),
            "year": year,
            "statistics": self.statistics_of(year) if year else None,
            "list_url": self.list_url,
            "editors_list": self.editors_list,
            "page_type": label_of(self.model),
            "label": menu.label,
            "types": [(label_of(model), model.admin_menu.label) for model in seen_types(self.request, menu.group)],
        }


class StatisticsFileView(StatisticsView):
    """The same figures as a spreadsheet; where nothing has a year, the page that says so."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        year = self.year()
        if year is None:
            return super().get(request, *args, **kwargs)
        name = f"{slug(str(self.model.admin_menu.label))}-{year}-{slug(_('internal'))}"
        return figure_workbooks.as_download(self.statistics_of(year).figures, year, name, self.address_of)

    def address_of(self, row: YearFigure) -> str:
        """Where the list behind a figure is; empty if it has none."""
        where = self.editors_list if row.figure.internal else self.list_url
        return self.request.build_absolute_uri(where + row.query) if row.query and where else ""


class StatisticsMenuItem(MenuItem):
    """Leads to the first type of a department of which the user may see the statistics; hidden if there is none."""

    group: MenuGroup

    def is_shown(self, request: Any) -> bool:
        return bool(seen_types(request, self.group))

    def render_component(self, request: Any) -> Any:
        own = copy(self)
        own.url = reverse("core_statistics", args=[label_of(seen_types(request, self.group)[0])])
        return super(StatisticsMenuItem, own).render_component(request)


class StatisticsMenu(ViewSet):
    """The entry "Statistics" of a department, the last of its lists."""

    icon = "table"
    menu_label = gettext_lazy("Statistics")
    menu_order = 300
    menu_url = "#"  # the menu item has one for each user

    def __init__(self, group: MenuGroup) -> None:
        item_class = type("DepartmentStatisticsMenuItem", (StatisticsMenuItem,), {"group": group})
        super().__init__(f"statistics_{group.name}", menu_item_class=item_class)


def urlpatterns() -> list[URLPattern]:
    """The addresses of the statistics of a page type, named `app.model`."""
    return [
        path("statistics/<str:page_type>/", StatisticsView.as_view(), name="core_statistics"),
        path("statistics/<str:page_type>/xlsx/", StatisticsFileView.as_view(), name="core_statistics_xlsx"),
    ]
