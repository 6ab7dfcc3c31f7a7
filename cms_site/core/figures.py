"""Figures: named, counted by a stated rule, with the list behind each number."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import MINYEAR, date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext

from cms_site.core.catalog.facet_index import one_reading
from cms_site.core.catalog.models import Entry, EntryQuerySet
from cms_site.core.dates import PartialDate
from cms_site.core.models.reported_figure import ReportedFigure
from cms_site.core.page_types import as_text


@dataclass(frozen=True)
class Figure:
    """A number of the year: how it is counted and from which entries.

    name    short and permanent, also the key of what a printed report says
    label   what it is called
    unit    what is counted, as a word for the table ("visits"); empty where the label says it
    rule    how it is counted, in one sentence that a reader understands
    count   gives the value for a year: a number, or None where nothing is recorded
    query   the list behind the number, as parameters of the section's listing; of the editors' list where internal
    parts   for a year, how many of that list stand behind each thing that the number counts, by its name
    internal  for editors alone; never on a public page
    page_type  what is counted, as `app.Model`; its section shows the figure
    recorded   whether anything of a year is recorded at all: where it is not, the value is None instead of zero
    at_moment  the number is about a moment, as "agreements in force", and not about what happened in the year:
               `count` and `query` mean the day that `moment(year)` gives, which is the last of the year or, in the
               running year, today. It is not counted for years to come, and each year up to the running one has it.
    """

    name: str
    label: Any
    rule: Any
    count: Callable[[int], int | Decimal | None]
    unit: Any = ""
    query: Callable[[int], str] | None = None
    parts: Callable[[int], dict[str, int]] | None = None
    internal: bool = False
    page_type: str = ""
    recorded: Callable[[int], bool] | None = None
    at_moment: bool = False


_figures: dict[str, Figure] = {}


def register(figures: Iterable[Figure]) -> None:
    """Add figures to the registry. A name that another figure has already is refused."""
    for figure in figures:
        if figure.name in _figures and _figures[figure.name] != figure:
            raise ValueError(f"There is a figure named {figure.name} already.")
        _figures[figure.name] = figure


def registered() -> dict[str, Figure]:
    """The figures that the public may see, by name, in the order in which the apps registered them."""
    return {name: figure for name, figure in _figures.items() if not figure.internal}


def names_of(page_type: str, *, internal: bool = False) -> list[str]:
    """The names of the figures that count pages of a type; those for editors only on request."""
    of_type = [figure for figure in _figures.values() if figure.page_type == page_type]
    return [figure.name for figure in of_type if internal or not figure.internal]


def any_at_moment(page_type: str) -> bool:
    """Whether a public figure of a type is about a moment, and so has a value for years in which nothing happened."""
    return any(_figures[name].at_moment for name in names_of(page_type))


def all_at_moment(page_type: str) -> bool:
    """Whether every public figure of a type is about a moment, so that its pages need no year to be counted."""
    names = names_of(page_type)
    return bool(names) and all(_figures[name].at_moment for name in names)


def moment(year: int) -> date:
    """The day that figures about a moment are counted for: the last of the year, or today in the running year."""
    return min(date(year, 12, 31), timezone.localdate())


def public_sources(*labels: str, language: str) -> EntryQuerySet:
    """Public pages of the given types, each fact once: the source language alone, whatever is translated."""
    return Entry.objects.in_language(language).of_type(*labels)


@dataclass(frozen=True)
class YearFigure:
    """A figure for one year, with the printed one beside it where there is one, and last year's where it was asked for.

    Both values are None where nothing is recorded, which is not the same as none.
    """

    figure: Figure
    year: int
    value: int | Decimal | None
    reported: ReportedFigure | None
    previous: int | Decimal | None = None

    @cached_property
    def difference(self) -> Decimal | None:
        """Computed minus printed; None when either is missing or both agree."""
        if self.reported is None or self.value is None:
            return None
        return (Decimal(self.value) - self.reported.value) or None

    @property
    def difference_in_words(self) -> str:
        """How the computed value differs from the printed one; empty when there is nothing to compare."""
        if self.reported is None or self.value is None:
            return ""
        if self.difference is None:
            return gettext("the same as printed")
        text = (
            gettext("%(number)s more than printed") if self.difference > 0 else gettext("%(number)s fewer than printed")
        )
        return text % {"number": as_text(abs(self.difference))}

    @property
    def change(self) -> Decimal | None:
        """This year minus last year; None where either is not recorded."""
        if self.value is None or self.previous is None:
            return None
        return Decimal(self.value) - Decimal(self.previous)

    @property
    def change_in_words(self) -> str:
        """The change since last year, with its percentage of last year's value unless that was zero."""
        if self.change is None:
            return ""
        if not self.change:
            return gettext("no change")
        sign = "+" if self.change > 0 else "\N{MINUS SIGN}"
        number = f"{sign}{as_text(abs(self.change))}"
        if not self.previous:
            return number
        percent = abs(self.change) * 100 / Decimal(self.previous)
        exact = Decimal("0.1") if percent < 1 else Decimal(1)
        rounded = percent.quantize(exact, rounding=ROUND_HALF_UP)
        if not rounded:
            return number
        # Translators: a change and the same in percent: "+3 (+60%)"
        return gettext("%(change)s (%(percent)s%%)") % {"change": number, "percent": f"{sign}{as_text(rounded)}"}

    @property
    def rule(self) -> str:
        """How it is counted and, where the number is about a moment, for which day."""
        if not self.figure.at_moment:
            return str(self.figure.rule)
        as_of = gettext("As of %(day)s.") % {"day": PartialDate(moment(self.year))}
        return f"{self.figure.rule} {as_of}"

    @property
    def query(self) -> str:
        """The address of the list behind the number; empty when there is none."""
        return self.figure.query(self.year) if self.figure.query else ""

    @cached_property
    def parts(self) -> dict[str, int]:
        """How much of the list stands behind each thing that the number counts; empty where it counts the list."""
        return self.figure.parts(self.year) if self.figure.parts else {}

    @property
    def detail(self) -> str:
        """What the number consists of ("Poland, Slovakia"); empty where it says everything."""
        return ", ".join(self.parts)


def for_year(names: Iterable[str], year: int, *, compared: bool = False) -> list[YearFigure]:
    """The named figures of a year, in that order, with what was printed: one query for all printed ones.

    `compared` asks for last year's values too.
    """
    wanted = [_figures[name] for name in names]
    printed = {
        reported.figure: reported
        for reported in ReportedFigure.objects.filter(year=year, figure__in=[figure.name for figure in wanted])
    }
    with one_reading():
        now = values(wanted, year)
        before = values(wanted, year - 1) if compared else {}
    return [
        YearFigure(figure, year, now[figure.name], printed.get(figure.name), before.get(figure.name))
        for figure in wanted
    ]


def values(wanted: Iterable[Figure], year: int) -> dict[str, int | Decimal | None]:
    """The figures of a year by name. Whether anything is recorded is asked once, however many figures ask it."""
    wanted = list(wanted)
    if year < MINYEAR:
        # what is compared with the first years that there are
        return dict.fromkeys(figure.name for figure in wanted)
    to_come = year > timezone.localdate().year
    recorded = {ask: ask(year) for ask in {figure.recorded for figure in wanted} if ask is not None}
    with one_reading():
        return {
            figure.name: None
            if (figure.at_moment and to_come) or (figure.recorded and not recorded[figure.recorded])
            else figure.count(year)
            for figure in wanted
        }
