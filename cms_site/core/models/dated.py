"""Dates as people know them: to the day, the month, the season or the year."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms_site.core import dates
from cms_site.core.dates import PartialDate, Precision
from cms_site.core.page_types import Fact


class DatedMixin(models.Model):
    """A start, an optional end and the precision of both; a page type with it sorts and filters by its date."""

    start_date = models.DateField(_("date or first day"), null=True)
    end_date = models.DateField(_("last day"), null=True, blank=True, help_text=_("Leave empty for a single day."))
    date_precision = models.CharField(
        _("how exactly the date is known"), max_length=10, choices=Precision.choices, default=Precision.DAY
    )

    dated: ClassVar[bool] = True
    date_panel: ClassVar[MultiFieldPanel] = MultiFieldPanel(
        [FieldRowPanel([FieldPanel("start_date"), FieldPanel("end_date")]), FieldPanel("date_precision")],
        heading=_("Date"),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(end_date=None) | Q(end_date__gte=F("start_date")),
                name="%(app_label)s_%(class)s_ends_after_start",
                violation_error_message=_("The end is before the start."),
            ),
        ]

    @property
    def date(self) -> PartialDate | None:
        """The date with its precision; None while it is not recorded."""
        if self.start_date is None:
            return None
        return PartialDate(self.start_date, self.end_date, Precision(self.date_precision))

    def catalog_date(self) -> PartialDate | None:
        """The date that listings sort this page by."""
        return self.date

    def clean(self) -> None:
        """Refuse an end before the start; bring month, season and year dates to their first day."""
        super().clean()
        errors = dates.validate(self.start_date, self.end_date, self.date_precision)
        if errors:
            raise ValidationError({f"{name}_date": message for name, message in errors.items()})
        if self.date is not None:
            normal = self.date.normalised()
            self.start_date, self.end_date = normal.start, normal.end


def dated_facts(label: Any = _("Date"), *, shown: bool = True) -> tuple[Fact, ...]:
    """The facts that `DatedMixin` adds to a declaration, under the name that the page type has for its date."""
    return (
        Fact("date", label=label, column=True, shown=shown, opened=False),
        Fact("start_date", shown=False, meaning=_("Of a date known to the month, season or year: its first day.")),
        Fact("end_date", shown=False, meaning=_("Empty where it is the same day, month, season or year.")),
        Fact("date_precision", shown=False),
    )
