"""Figures that were printed before the site computed its own."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel


class ReportedFigure(models.Model):
    """What a printed report says about a year; shown beside the computed figure, never instead of it."""

    figure = models.CharField(_("figure"), max_length=60, help_text=_("The short name of the computed figure."))
    year = models.PositiveSmallIntegerField(_("year"))
    value = models.DecimalField(_("value as printed"), max_digits=12, decimal_places=2)
    note = models.CharField(_("note"), max_length=255, blank=True)

    panels = [FieldPanel("figure"), FieldPanel("year"), FieldPanel("value"), FieldPanel("note")]

    class Meta:
        verbose_name = _("reported figure")
        verbose_name_plural = _("reported figures")
        ordering = ["-year", "figure"]
        constraints = [
            models.UniqueConstraint(
                fields=["figure", "year"],
                name="reported_figure_once_a_year",
                violation_error_message=_("This figure is already recorded for this year."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.figure} {self.year}: {self.value.normalize():f}"
