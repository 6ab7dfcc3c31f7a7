"""What the statistics of a year show: the figures with last year's beside them, and two charts."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cms_site.core import figures
from cms_site.core.alphabet import alphabetical
from cms_site.core.charts import BarChart, Number
from cms_site.core.figures import YearFigure

PAGE_TYPE = "delegations.DelegationPage"
SERIES = (_("Incoming"), _("Outgoing"))
DELEGATIONS = ("incoming_delegations", "outgoing_delegations")
COUNTRIES = ("incoming_countries", "outgoing_countries")
YEARS = 5


class YearStatistics:
    """The figures of a year about visits; those for editors only on request."""

    def __init__(self, year: int, *, internal: bool = False) -> None:
        self.year = year
        self.previous_year = year - 1
        self.figures: list[YearFigure] = figures.for_year(
            figures.names_of(PAGE_TYPE, internal=internal), year, compared=True
        )
        self._by_name = {row.figure.name: row for row in self.figures}

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
        return [chart for chart in (self._by_country(), self._over_years()) if chart.rows]

    def _by_country(self) -> BarChart:
        incoming, outgoing = (self._by_name[name].parts for name in COUNTRIES)
        countries = sorted({*incoming, *outgoing}, key=alphabetical)
        return BarChart(
            "countries",
            format_lazy("{} ({})", _("Official delegations by country"), self.year),
            _("Country"),
            SERIES,
            {country: (incoming.get(country, 0), outgoing.get(country, 0)) for country in countries},
        )

    def _over_years(self) -> BarChart:
        """The years up to this one of which anything is recorded; one alone would be no comparison."""
        known: dict[int, Sequence[Number | None]] = {
            self.year: [self._by_name[name].value for name in DELEGATIONS],
            self.previous_year: [self._by_name[name].previous for name in DELEGATIONS],
        }
        for year in range(self.year - YEARS + 1, self.previous_year):
            known[year] = self._values(DELEGATIONS, year)
        rows = {str(year): known[year] for year in sorted(known) if any(value is not None for value in known[year])}
        return BarChart("years", _("Official delegations by year"), _("Year"), SERIES, rows if len(rows) > 1 else {})

    @staticmethod
    def _values(names: Iterable[str], year: int) -> Sequence[Number | None]:
        registered: dict[str, Any] = figures.registered()
        wanted = [registered[name] for name in names]
        return list(figures.values(wanted, year).values())
