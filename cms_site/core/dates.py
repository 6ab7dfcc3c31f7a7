"""Dates known to the day, the month, the season or the year, and periods between two such dates."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from cms_site.core import date_formats


class Precision(models.TextChoices):
    """How exactly a date is known. The values sort from the finest to the coarsest, in SQL too."""

    DAY = "day", _("Day")
    MONTH = "month", _("Month")
    SEASON = "season", _("Season")
    YEAR = "year", _("Year")


# ISO 8601-2:2019: spring, summer, autumn and winter, whatever the hemisphere.
_SEASON_CODES = {3: 21, 6: 22, 9: 23, 12: 24}


@dataclass(frozen=True)
class PartialDate:
    """A date, or a period from `start` to `end` inclusive, of which only as much is true as `precision` says."""

    start: date
    end: date | None = None
    precision: str = Precision.DAY

    def normalised(self) -> "PartialDate":
        """Return the same date with both ends on the first day of their month, season or year.

        Seasons are the meteorological ones, from 1 March, June, September and December; January and February
        belong to the winter of the year before. An end in the same period as the start becomes None.
        """
        start = _period_start(self.start, self.precision)
        end = None if self.end is None else _period_start(self.end, self.precision)
        return PartialDate(start, None if end == start else end, self.precision)

    def first_day(self) -> date:
        """Return the first day on which it may have begun."""
        return _period_start(self.start, self.precision)

    def last_day(self) -> date:
        """Return the last day on which it may have ended."""
        return _period_end(_period_start(self.end or self.start, self.precision), self.precision)

    @property
    def year(self) -> int:
        """The year in which the period starts; 2016 for the winter 2016–2017."""
        return self.first_day().year

    @property
    def days(self) -> int | None:
        """Number of days, both ends counted; None when the days are not known."""
        if self.precision != Precision.DAY:
            return None
        return (self.last_day() - self.first_day()).days + 1

    @property
    def sort_key(self) -> tuple[date, int, date]:
        """Ascending order by first day; of equal ones the vaguer stands first, then the one that ends earlier.

        On normalised dates `order_by("start", "-precision", F("end").asc(nulls_first=True))` is the same order in SQL.
        """
        return self.first_day(), -Precision.values.index(self.precision), self.last_day()

    def text(self, language: str) -> str:
        """Return the date in words of `language` (a code as Django spells it), saying no more than is known."""
        start = self.first_day()
        end = start if self.end is None else _period_start(self.end, self.precision)
        match self.precision:
            case Precision.YEAR:
                return date_formats.year_range(start, end)
            case Precision.SEASON:
                return date_formats.season_range(start, end, language)
            case Precision.MONTH:
                return date_formats.month_range(start, end, language)
            case _:
                return date_formats.day_range(start, end, language)

    def __str__(self) -> str:
        return self.text(get_language() or settings.LANGUAGE_CODE)

    def isoformat(self) -> str:
        """Return the date for machines as EDTF (ISO 8601-2:2019): "2016-02-25/2016-02-28", "2016-09", "2016".

        A season is the year of its start and a code of level 1, 21 for spring to 24 for winter. Level 1 has no period
        between two seasons, so that one is written from its first month to its last.
        """
        period = self.normalised()
        if period.end is None:
            return _edtf(period.start, period.precision)
        precision = Precision.MONTH if period.precision == Precision.SEASON else period.precision
        end = period.last_day() if period.precision == Precision.SEASON else period.end
        return f"{_edtf(period.start, precision)}/{_edtf(end, precision)}"


def validate(start: date | None, end: date | None, precision: str | None) -> dict[str, str]:
    """Return what is wrong, by field ("end"), in words of the active language; empty when all is well.

    Anything may still be missing, as in a draft; an unknown precision is compared to the day.
    """
    if end is None:
        return {}
    if start is None:
        return {"end": gettext("There is an end but no start.")}
    if _period_start(end, precision) < _period_start(start, precision):
        return {"end": gettext("The end is before the start.")}
    return {}


def _period_start(day: date, precision: str | None) -> date:
    match precision:
        case Precision.YEAR:
            return date(day.year, 1, 1)
        case Precision.SEASON:
            return _season_start(day)
        case Precision.MONTH:
            return day.replace(day=1)
        case _:
            return day


def _season_start(day: date) -> date:
    if day.month >= 3:
        return date(day.year, day.month - day.month % 3, 1)
    # Python knows no year 0, and a mistyped year must not end in a traceback.
    return date(max(day.year - 1, MINYEAR), 12, 1)


def _period_end(start: date, precision: str) -> date:
    match precision:
        case Precision.YEAR:
            return date(start.year, 12, 31)
        case Precision.SEASON if start.month != 12:
            return date(start.year, start.month + 3, 1) - timedelta(days=1)
        case Precision.SEASON:
            return date(start.year + 1, 3, 1) - timedelta(days=1) if start.year < MAXYEAR else date.max
        case Precision.MONTH:
            return start.replace(day=monthrange(start.year, start.month)[1])
        case _:
            return start


def _edtf(start: date, precision: str) -> str:
    match precision:
        case Precision.YEAR:
            return f"{start.year:04}"
        case Precision.SEASON:
            return f"{start.year:04}-{_SEASON_CODES[start.month]}"
        case Precision.MONTH:
            return f"{start.year:04}-{start.month:02}"
        case _:
            return start.isoformat()
