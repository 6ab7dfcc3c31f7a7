"""The charts below the statistics of visits."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cms_site.core.alphabet import alphabetical
from cms_site.core.charts import BarChart
from cms_site.core.statistics import YearStatistics

SERIES = (_("Incoming"), _("Outgoing"))


def by_country(statistics: YearStatistics) -> BarChart:
    """The official delegations of the year by country, to and from each."""
    incoming, outgoing = (statistics[name].parts for name in ("incoming_countries", "outgoing_countries"))
    countries = sorted({*incoming, *outgoing}, key=alphabetical)
    return BarChart(
        "countries",
        format_lazy("{} ({})", _("Official delegations by country"), statistics.year),
        _("Country"),
        SERIES,
        {country: (incoming.get(country, 0), outgoing.get(country, 0)) for country in countries},
    )


def over_years(statistics: YearStatistics) -> BarChart:
    """The official delegations of the last years."""
    rows = statistics.over_years("incoming_delegations", "outgoing_delegations")
    return BarChart("years", _("Official delegations by year"), _("Year"), SERIES, rows)


CHARTS = (by_country, over_years)
