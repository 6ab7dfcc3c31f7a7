"""The statistics of visits in the editing interface, with the figures that are for editors alone."""

from typing import Any

from django.conf import settings
from django.db.models import Max, Min
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy

from cms_site.core import figure_workbooks
from cms_site.core.catalog.models import Entry
from delegations.models import DelegationPage
from delegations.statistics import YearStatistics
from delegations.views.admin_calendar import VisitsView


class StatisticsView(VisitsView):
    """The figures of the newest year with a visit, or of another one by `?year=2016`."""

    template_name = "delegations/admin/statistics.html"
    page_title = gettext_lazy("Statistics of visits")
    header_icon = "table"

    def years(self) -> list[int]:
        """All years from the first to the last that a visit is logged for, the newest first."""
        found = DelegationPage.objects.aggregate(first=Min("start_date"), last=Max("start_date"))
        return list(range(found["last"].year, found["first"].year - 1, -1)) if found["last"] else []

    def year(self) -> int | None:
        """The year that the address names if visits are logged for it, else the newest one."""
        years = self.years()
        chosen = [year for year in years if str(year) == self.request.GET.get("year")]
        return next(iter([*chosen, *years]), None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Wagtail's context with the figures and where their lists are."""
        year = self.year()
        sections = Entry.objects.of_type("delegations.DelegationIndexPage").in_language(settings.LANGUAGE_CODE)
        return {
            **super().get_context_data(**kwargs),
            "years": self.years(),
            "year": year,
            "statistics": YearStatistics(year, internal=True) if year else None,
            "list_url": sections.values_list("url", flat=True).first(),
            "editors_list": reverse("delegations_delegationpage:index"),
        }


class StatisticsFileView(StatisticsView):
    """The same figures as a spreadsheet; an empty log answers with the page that says so."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        year = self.year()
        if year is None:
            return super().get(request, *args, **kwargs)
        figures = YearStatistics(year, internal=True).figures
        return figure_workbooks.as_download(figures, year, f"visits-{year}-internal")
