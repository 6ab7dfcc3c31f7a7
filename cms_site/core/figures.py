"""Figures: named, counted by a stated rule, with the list behind each number."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext

from cms_site.core.catalog.models import Entry, EntryQuerySet
from cms_site.core.models.reported_figure import ReportedFigure


@dataclass(frozen=True)
class Figure:
    """A number of the year: how it is counted and from which entries.

    name    short and permanent, also the key of what a printed report says
    label   what it is called
    unit    what is counted, as a word for the table ("visits"); empty where the label says it
    rule    how it is counted, in one sentence that a reader understands
    count   gives the value for a year: a number, or None where nothing is recorded
    query   the address of the list behind the number, as parameters of the section's listing
    detail  what the number consists of, in the reader's words ("Poland, Slovakia"), where that says more
    """

    name: str
    label: Any
    rule: Any
    count: Callable[[int], int | Decimal | None]
    unit: Any = ""
    query: Callable[[int], str] | None = None
    detail: Callable[[int], str] | None = None


_figures: dict[str, Figure] = {}


def register(figures: Iterable[Figure]) -> None:
    """Add figures to the registry. A name that another figure has already is refused."""
    for figure in figures:
        if figure.name in _figures and _figures[figure.name] != figure:
            raise ValueError(f"There is a figure named {figure.name} already.")
        _figures[figure.name] = figure


def registered() -> dict[str, Figure]:
    """All figures by name, in the order in which the apps registered them."""
    return dict(_figures)


def public_sources(*labels: str, language: str) -> EntryQuerySet:
    """Public pages of the given types, each fact once: the source language alone, whatever is translated."""
    return Entry.objects.in_language(language).of_type(*labels)


@dataclass(frozen=True)
class YearFigure:
    """A figure for one year, with the printed one beside it where there is one."""

    figure: Figure
    year: int
    value: int | Decimal | None
    reported: ReportedFigure | None

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
        return text % {"number": f"{abs(self.difference).normalize():f}"}

    @property
    def query(self) -> str:
        """The address of the list behind the number; empty when there is none."""
        return self.figure.query(self.year) if self.figure.query else ""

    @cached_property
    def detail(self) -> str:
        """What the number consists of; empty where it says everything."""
        return self.figure.detail(self.year) if self.figure.detail else ""


def for_year(names: Iterable[str], year: int) -> list[YearFigure]:
    """The named figures of a year, in that order, with what was printed: one query for all printed ones."""
    wanted = [_figures[name] for name in names]
    printed = {
        reported.figure: reported
        for reported in ReportedFigure.objects.filter(year=year, figure__in=[figure.name for figure in wanted])
    }
    return [YearFigure(figure, year, figure.count(year), printed.get(figure.name)) for figure in wanted]
