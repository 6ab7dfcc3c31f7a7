"""A month of the editing interface, as a wall calendar shows it, whatever stands on its days."""

from calendar import Calendar
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.formats import get_format

from cms_site.core.dates import PartialDate, Precision

# Of a month that can be shown; registers begin later and nobody plans further ahead.
YEARS = range(1900, 2200)


@dataclass(frozen=True)
class Day:
    """A day of the month, with what stands on it."""

    date: date
    entries: list[Any]
    in_month: bool
    is_today: bool


@dataclass(frozen=True)
class Month:
    """A month in weeks; `undated` is what belongs to it, but to none of its days."""

    first: date
    weeks: list[list[Day]]
    undated: list[Any] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Month and year in the reader's language."""
        return str(PartialDate(self.first, precision=Precision.MONTH))

    @property
    def previous(self) -> date:
        """The first day of the month before."""
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def next(self) -> date:
        """The first day of the month after."""
        return next_month(self.first)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in the month."""
        return not self.undated and not any(day.entries for week in self.weeks for day in week if day.in_month)


def month_from(text: str) -> date | None:
    """The first day of the month written as "2016-09"; None for anything else."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return first if first.year in YEARS else None


def next_month(first: date) -> date:
    """The first day of the month after the one that begins on `first`."""
    return (first + timedelta(days=31)).replace(day=1)


def month_of(first: date, entries_on: Callable[[date], list[Any]], *, today: date, undated: list[Any]) -> Month:
    """The month that begins on `first`, in weeks that begin as the reader's language has it."""
    weeks = Calendar((get_format("FIRST_DAY_OF_WEEK") - 1) % 7).monthdatescalendar(first.year, first.month)

    def day_of(day: date) -> Day:
        in_month = day.month == first.month
        return Day(day, entries_on(day) if in_month else [], in_month, day == today)

    return Month(first, [[day_of(day) for day in week] for week in weeks], undated)
