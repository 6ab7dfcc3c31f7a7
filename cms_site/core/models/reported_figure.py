"""Figures that were printed before the site computed its own."""

import re

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries import countries
from wagtail.admin.panels import FieldPanel


class ReportedFigure(models.Model):
    """What a printed report says about a year; shown beside the computed figure, never instead of it."""

    figure = models.CharField(_("figure"), max_length=60, help_text=_("The short name of the computed figure."))
    year = models.PositiveSmallIntegerField(_("year"))
    value = models.DecimalField(_("value as printed"), max_digits=12, decimal_places=2)
    note = models.CharField(
        _("note"), max_length=255, blank=True, help_text=_("In Ukrainian, or two-letter country codes apart by commas.")
    )

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

    @property
    def countries(self) -> str:
        """The countries that the note lists by code, named in the active language; empty for any other note."""
        codes = [code.strip() for code in self.note.split(",")]
        names = [countries.name(code) for code in codes if re.fullmatch("[A-Z]{2}", code)]
        return ", ".join(map(str, names)) if all(names) and len(names) == len(codes) else ""
