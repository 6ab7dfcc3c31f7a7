"""The statistics below a section, for everybody."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from cms_site.core import figure_workbooks, figures, statistics
from cms_site.core.figures import YearFigure
from cms_site.core.statistics import YearStatistics


class SectionStatistics:
    """What the addresses `statistics/`, `statistics/2016/` and `statistics/2016/xlsx/` of a section answer.

    The numbers are those of the page type that the section lists, in the source language, whatever the language of the
    section.
    """

    def __init__(self, section: Any) -> None:
        self.section = section
        self.page_type: str = section.listed_type

    @property
    def available(self) -> bool:
        """Whether any public figure counts what the section lists."""
        return bool(figures.names_of(self.page_type))

    def page(self, request: HttpRequest, year: int | None, context: dict[str, Any]) -> HttpResponse:
        """The figures of a year, by default the newest with a page, with the ones before and printed, and charts."""
        year = statistics.newest_year(self.page_type) if year is None else year
        found = {
            "years": statistics.public_years(self.page_type),
            "year": year,
            "statistics": YearStatistics(self.page_type, year) if year else None,
        }
        return TemplateResponse(request, "core/statistics.html", {**context, **found})

    def xlsx(self, request: HttpRequest, year: int) -> HttpResponse:
        """The same figures as a spreadsheet."""
        section_url = self.section.counted_at

        def address_of(row: YearFigure) -> str:
            return request.build_absolute_uri(section_url + row.query) if row.query and section_url else ""

        rows = YearStatistics(self.page_type, year).figures
        return figure_workbooks.as_download(rows, year, f"{self.section.slug}-{year}", address_of)
