"""The statistics of a page type: its figures for a year with last year's beside them, and the charts of its app.

Whatever has registered figures has statistics: below its section for everybody, and among the lists of the editing
interface with the figures that are for editors alone.
"""

from collections.abc import Callable, Iterable, Sequence

from django.conf import settings
from django.db import models
from django.db.models import Max, Min
from django.utils import timezone
from django.utils.functional import cached_property

from cms_site.core import figures
from cms_site.core.catalog.models import EntryQuerySet
from cms_site.core.charts import BarChart, Number
from cms_site.core.figures import YearFigure

YEARS_COMPARED = 5


class YearStatistics:
    """The figures of a year about pages of a type; those for editors only on request."""

    def __init__(self, page_type: str, year: int, *, internal: bool = False) -> None:
        self.page_type = page_type
        self.year = year
        self.previous_year = year - 1
        self.figures: list[YearFigure] = figures.for_year(
            figures.names_of(page_type, internal=internal), year, compared=True
        )
        self._by_name = {row.figure.name: row for row in self.figures}

    def __getitem__(self, name: str) -> YearFigure:
        return self._by_name[name]

    @property
    def recorded(self) -> bool:
        """Whether anything of the year is recorded."""
        return any(row.value is not None for row in self.figures)

    @property
    def comparable(self) -> bool:
        """Whether anything of the year before is recorded."""
        return any(row.previous is not None for row in self.figures if not row.figure.internal)

    @property
    def printed(self) -> bool:
        """Whether a report printed any of the figures."""
        return any(row.reported is not None for row in self.figures)

    @cached_property
    def charts(self) -> list[BarChart]:
        """The charts that have something to show."""
        return [chart for make in _charts.get(self.page_type, ()) if (chart := make(self)).rows]

    @cached_property
    def questions(self) -> list[str]:
        """What may be wrong with the figures, for editors."""
        return [question for ask in _questions.get(self.page_type, ()) for question in ask(self)]

    def over_years(self, *names: str) -> dict[str, Sequence[Number | None]]:
        """The rows of a chart of the named figures: this year and up to four before it, without those of which nothing
        is recorded. Empty where only one is left, which would be no comparison.
        """
        known: dict[int, Sequence[Number | None]] = {
            self.year: [self[name].value for name in names],
            self.previous_year: [self[name].previous for name in names],
        }
        wanted = [self[name].figure for name in names]
        for year in range(self.year - YEARS_COMPARED + 1, self.previous_year):
            known[year] = list(figures.values(wanted, year).values())
        rows = {str(year): known[year] for year in sorted(known) if any(value is not None for value in known[year])}
        return rows if len(rows) > 1 else {}


ChartMaker = Callable[[YearStatistics], BarChart]

_charts: dict[str, tuple[ChartMaker, ...]] = {}


def register_charts(page_type: str, makers: Iterable[ChartMaker]) -> None:
    """Draw these charts below the figures of a page type, named `app.Model`; one without rows is left out."""
    _charts[page_type] = tuple(makers)


QuestionMaker = Callable[[YearStatistics], Iterable[str]]

_questions: dict[str, tuple[QuestionMaker, ...]] = {}


def register_questions(page_type: str, makers: Iterable[QuestionMaker]) -> None:
    """Ask editors about what seems wrong in the figures of a page type, named `app.Model`."""
    _questions[page_type] = tuple(makers)


def public_years(page_type: str) -> list[int]:
    """The years that the public statistics of a type offer, the newest first: those with a public page.

    Where a figure is about a moment, all years since the first are offered, up to the running one.
    """
    found = list(_public(page_type).exclude(year=None).order_by("-year").values_list("year", flat=True).distinct())
    return _filled(page_type, found)


def years_for_editors(model: type[models.Model], page_type: str) -> list[int]:
    """The years that the statistics in the editing interface offer, the newest first: all from the first page with a
    date, published or not, to the last. Types without dates have the years of `public_years`.
    """
    if not getattr(model, "dated", False):
        return public_years(page_type)
    found = model._default_manager.aggregate(first=Min("start_date"), last=Max("start_date"))
    return _filled(page_type, _down(found["last"].year, found["first"].year) if found["last"] else [])


def newest_year(page_type: str) -> int | None:
    """The newest year with a public page of the type, or the running one where all figures are about a moment; None
    while there is no page.
    """
    if figures.all_at_moment(page_type):
        return next(iter(public_years(page_type)), None)
    newest: int | None = _public(page_type).aggregate(newest=Max("year"))["newest"]
    return newest


def name_of(model: type[models.Model]) -> str:
    """The name under which figures of a page type are registered: `app.Model`."""
    return model._meta.label


def has_figures(model: type[models.Model]) -> bool:
    """Whether any figure counts pages of the type, for the public or for editors."""
    return bool(figures.names_of(name_of(model), internal=True))


def _public(page_type: str) -> EntryQuerySet:
    return figures.public_sources(page_type, language=settings.LANGUAGE_CODE)


def _filled(page_type: str, years: list[int]) -> list[int]:
    """`years` with those in between and since, if a figure of the type has a value for a year without pages.

    That is the running year where no page has one.
    """
    if not figures.any_at_moment(page_type):
        return years
    running = timezone.localdate().year
    if not years:
        return [running] if _public(page_type).exists() else []
    return _down(max(running, years[0]), years[-1])


def _down(last: int, first: int) -> list[int]:
    return list(range(last, first - 1, -1))
