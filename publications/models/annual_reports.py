"""Annual reports: the figures of a year as they stood when the report was published."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.documents import get_document_model_string
from wagtail.models import Locale

from cms_site.core import figures
from cms_site.core.admin.menu import AdminMenu
from cms_site.core.dates import PartialDate, Precision
from cms_site.core.facets import YearFacet
from cms_site.core.figures import Figure, YearFigure
from cms_site.core.models import BaseIndexPage, BasePage, FactRow, ReportedFigure
from cms_site.core.page_types import Fact
from cms_site.core.translation import neutral
from publications.forms import DraftCopyForm
from publications.menu import PUBLISHING
from publications.models.numbered import NumberedMixin
from publications.models.years import FIRST_YEAR, LAST_YEAR, first_of, year_constraint


class AnnualReportIndexPage(BaseIndexPage):
    """The section that lists the annual reports."""

    listed_type = "publications.AnnualReportPage"
    subpage_types = ["publications.AnnualReportPage"]
    copy_form_class = DraftCopyForm

    class Meta:
        verbose_name = _("section of annual reports")
        verbose_name_plural = _("sections of annual reports")


class AnnualReportPage(NumberedMixin, BasePage):
    """The report of a year: every registered figure, computed and as reported, frozen when the page is published.

    A visit that is recorded later changes the figure of the statistics, but not what the city reported.
    """

    year = models.PositiveSmallIntegerField(
        _("year"), null=True, validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    document = models.ForeignKey(
        get_document_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("report as a file"),
    )
    frozen_at = models.DateTimeField(_("figures frozen"), null=True, editable=False)

    number_fields = ("year",)
    exclude_fields_in_copy = ["frozen_at", "frozen_figures"]
    facts = (
        Fact("year", facet=YearFacet(), column=True, shown=False),
        Fact("document", shown=False),
        Fact("frozen_at", shown=False),
        Fact("frozen_figures", shown=False),
    )
    admin_menu = AdminMenu(PUBLISHING, _("Annual reports"), "calendar-check", 40, begin=_("Write an annual report"))
    facts_panels = [
        FieldPanel(
            "year", help_text=_("The figures are computed until the report is published, and stay as they are then.")
        )
    ]
    documents_panels = [FieldPanel("document")]
    parent_page_types = ["publications.AnnualReportIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("annual report")
        verbose_name_plural = _("annual reports")
        constraints = [
            models.UniqueConstraint(
                fields=["year", "numbered_in"],
                name="annual_report_once_a_year",
                violation_error_message=_("There is a report of this year already."),
            ),
            year_constraint("annual_report_year"),
        ]

    def catalog_date(self) -> PartialDate | None:
        """The year that is reported."""
        return PartialDate(first_of(self.year), None, Precision.YEAR) if self.year else None

    def number_taken(self, rival: "AnnualReportPage") -> str:
        return str(
            _("The report of %(year)s exists already: “%(title)s”.") % {"year": rival.year, "title": rival.title}
        )

    def figures(self) -> list[YearFigure]:
        """The figures of the year: as they were frozen, or computed now while the report is a draft."""
        if self.frozen_at is None or self.year is None:
            return self._computed()
        return [row.as_figure(self.year) for row in self.frozen_figures.all()]

    def seal(self) -> None:
        """Freeze the figures: computed for the source page, and for a translation those of its source."""
        if self.frozen_at is not None or self.year is None:
            return
        if self.is_source:
            rows = [FrozenFigure.of(found, self.locale, order) for order, found in enumerate(self._computed())]
            self.frozen_figures.set(rows)
            self.frozen_at = timezone.now()
            return
        source = type(self).objects.filter(translation_key=self.translation_key).exclude(frozen_at=None).first()
        if source is not None:
            neutral.copy_rows(source, self, "frozen_figures")
            self.frozen_at = source.frozen_at

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """A revision of this page, with the figures frozen if they are: no revision brings others back."""
        revision = super().with_content_json(content)
        if self.frozen_at is not None:
            revision.frozen_at = self.frozen_at
            revision.frozen_figures = list(self.frozen_figures.all())
        return revision

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page's context with the figures."""
        context = super().get_context(request, *args, **kwargs)
        context["figures"] = self.figures()
        return context

    def _computed(self) -> list[YearFigure]:
        return figures.for_year(figures.registered(), self.year) if self.year else []


class FrozenFigure(FactRow):
    """One figure of a report: as computed when it was published, and as printed where something was."""

    page = ParentalKey(AnnualReportPage, on_delete=models.CASCADE, related_name="frozen_figures")
    figure = models.CharField(_("figure"), max_length=60)
    value = models.DecimalField(_("computed"), max_digits=14, decimal_places=2, null=True)
    reported = models.DecimalField(_("as reported"), max_digits=14, decimal_places=2, null=True)
    note = models.CharField(_("note"), max_length=255, blank=True)

    class Meta(FactRow.Meta):
        verbose_name = _("figure of a report")
        verbose_name_plural = _("figures of a report")

    def __str__(self) -> str:
        return f"{self.figure}: {self.value}"

    @classmethod
    def of(cls, found: YearFigure, locale: Locale, order: int) -> "FrozenFigure":
        """The row that keeps `found` as it is now."""
        printed = found.reported
        return cls(
            locale=locale,
            sort_order=order,
            figure=found.figure.name,
            value=found.value,
            reported=printed.value if printed else None,
            note=printed.note if printed else "",
        )

    def as_figure(self, year: int) -> YearFigure:
        """The kept figure, named in the reader's language; by its short name if nothing computes it any more.

        It has no list behind it: the list of today need not give the number of then.
        """
        known = figures.registered().get(self.figure) or Figure(self.figure, self.figure, "", count=lambda year: None)
        printed = None
        if self.reported is not None:
            printed = ReportedFigure(figure=self.figure, year=year, value=self.reported, note=self.note)
        return YearFigure(replace(known, query=None, parts=None), year, _plain(self.value), printed)


def _plain(value: Decimal | None) -> int | Decimal | None:
    """`value` without the decimals of its column where it has none of its own."""
    return int(value) if value is not None and value == int(value) else value
