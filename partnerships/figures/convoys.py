"""The yearly figures of humanitarian aid, each counted from exactly the list that its number leads to."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Sum
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cms_site.core import figures, statistics
from cms_site.core.alphabet import alphabetical
from cms_site.core.catalog.models import EntryQuerySet
from cms_site.core.charts import BarChart
from cms_site.core.facets import Facet
from cms_site.core.figures import Figure
from cms_site.core.listings import Listing
from cms_site.core.page_types import as_text, facets_of
from cms_site.core.statistics import YearStatistics
from partnerships import totals
from partnerships.models import CargoLine, ConvoyPage
from partnerships.models.cargo import CargoKind
from partnerships.models.convoy_facets import CargoFacet, RecipientFacet
from partnerships.models.convoys import doubtful_tonnes

Selection = Mapping[str, str | Sequence[str]]

PAGE_TYPE = "partnerships.ConvoyPage"
ALL: Selection = {}
CONTAINERS: Selection = {"containers": "recorded"}
WEIGHED: Selection = {"weight": "recorded"}
NOT_WEIGHED: Selection = {"weight": "missing"}
WITH_CARGO: Selection = {"cargo": CargoKind.values}
WEIGHED_CARGO: Selection = {"weighed_cargo": "recorded"}
HANDED_OVER: Selection = {"handed_over": "True"}


def query(selection: Selection, year: int) -> str:
    """The address of the convoys of a year that `selection` leaves, as the section's listing reads it."""
    return "?" + urlencode({"year": year, **selection}, doseq=True)


def public_convoys() -> EntryQuerySet:
    """All public convoys, each once whatever its translations."""
    return figures.public_sources(PAGE_TYPE, language=settings.LANGUAGE_CODE)


def counted(selection: Selection, year: int) -> Listing:
    """The convoys behind a figure: the listing at `query` in the source language."""
    parameters = QueryDict(query(selection, year).removeprefix("?"))
    return Listing(public_convoys(), facets_of(ConvoyPage), parameters, indexed=True)


def recorded(year: int) -> bool:
    """Whether the site knows of any public convoy of that year."""
    return public_convoys().filter(year=year).exists()


def number(selection: Selection, year: int) -> int:
    """How many convoys there are."""
    return counted(selection, year).total


def containers(selection: Selection, year: int) -> int | None:
    """How many containers they brought; None where it is recorded of no convoy."""
    total: int | None = _arrived(selection, year).aggregate(total=Sum("arrived_containers"))["total"]
    return total


def tonnes(selection: Selection, year: int) -> Decimal | None:
    """How many tonnes they brought; None where it is recorded of no convoy."""
    kilograms = _arrived(selection, year).aggregate(total=Sum("arrived_kg"))["total"]
    return None if kilograms is None else _rounded(kilograms / 1000, "0.001")


def _arrived(selection: Selection, year: int) -> Any:
    return totals.with_arrived(ConvoyPage.objects.filter(pk__in=_ids(selection, year)))


def handed_over_share(selection: Selection, year: int) -> Decimal | None:
    """The share of the weighed cargo that was handed over, in percent with one decimal; None where none was weighed."""
    lines = CargoLine.objects.filter(page__in=_ids(selection, year), quantity__isnull=False, weight_kg__isnull=False)
    found = totals.with_handed_over(lines).aggregate(all=Sum("weight_kg"), handed_over=Sum("handed_over_kg"))
    return _rounded(found["handed_over"] * 100 / found["all"], "0.1") if found["all"] else None


def _ids(selection: Selection, year: int) -> Any:
    return counted(selection, year).ids


def _rounded(value: Decimal, place: str) -> Decimal:
    """`value` without superfluous zeros, and never as 2E+2."""
    rounded = Decimal(value).quantize(Decimal(place), rounding=ROUND_HALF_UP)
    return Decimal(int(rounded)) if rounded == int(rounded) else rounded.normalize()


def different(facet: Facet, selection: Selection, year: int) -> int:
    """How many different values of `facet` the convoys carry."""
    return len(counted(selection, year).counts(facet))


def named(facet: Facet, selection: Selection, year: int) -> dict[str, int]:
    """How many of the convoys carry each value of `facet`, by its name in the reader's language."""
    found = counted(selection, year).counts(facet)
    labels = facet.labels(found)
    return {labels[value]: found[value] for value in sorted(labels, key=lambda value: alphabetical(labels[value]))}


def _figure(
    name: str, unit: Any, label: Any, rule: Any, count: Callable[[Selection, int], Any], selection: Selection
) -> Figure:
    """A figure whose list is `selection`."""
    return Figure(
        name,
        label,
        rule,
        partial(count, selection),
        unit=unit,
        query=partial(query, selection),
        page_type=PAGE_TYPE,
        recorded=recorded,
    )


def _distinct(name: str, unit: Any, label: Any, rule: Any, facet: Facet, selection: Selection) -> Figure:
    """A figure that counts the different values of `facet` in the list `selection`."""
    return Figure(
        name,
        label,
        rule,
        partial(different, facet, selection),
        unit=unit,
        query=partial(query, selection),
        parts=partial(named, facet, selection),
        page_type=PAGE_TYPE,
        recorded=recorded,
    )


FIGURES = (
    _figure(
        "convoys",
        _("convoys"),
        _("Humanitarian convoys"),
        _("Convoys that arrived in the year."),
        number,
        ALL,
    ),
    _figure(
        "containers",
        _("containers"),
        _("Containers of humanitarian aid"),
        _("Containers listed one by one, or else the recorded number; a convoy without either adds nothing."),
        containers,
        CONTAINERS,
    ),
    _figure(
        "convoy_weight_t",
        _("tonnes"),
        _("Weight of humanitarian aid, t"),
        _("The reported weight of each convoy, or else that of its containers if all were weighed."),
        tonnes,
        WEIGHED,
    ),
    _figure(
        "convoys_without_weight",
        _("convoys"),
        _("Convoys without a recorded weight"),
        _("Convoys that arrived in the year and add nothing to the weight."),
        number,
        NOT_WEIGHED,
    ),
    _distinct(
        "cargo_kinds",
        _("kinds"),
        _("Kinds of humanitarian cargo"),
        _("Different kinds of cargo that the convoys of the year brought, each with its number of convoys."),
        CargoFacet(),
        WITH_CARGO,
    ),
    _figure(
        "handed_over_share",
        _("%"),
        _("Handed over so far, %"),
        _("By weight, of the cargo lines of which both quantity and weight are recorded."),
        handed_over_share,
        WEIGHED_CARGO,
    ),
    _distinct(
        "aid_recipients",
        _("organisations"),
        _("Recipients of humanitarian aid"),
        _("Different organisations that received cargo of the convoys of the year."),
        RecipientFacet(),
        HANDED_OVER,
    ),
)


def over_years(found: YearStatistics) -> BarChart:
    """Convoys and containers of the last years."""
    series = (_("Convoys"), _("Containers"))
    return BarChart(
        "convoys-by-year", _("Humanitarian aid by year"), _("Year"), series, found.over_years("convoys", "containers")
    )


def heavy_containers(found: YearStatistics) -> Iterator[str]:
    """A question about containers that would weigh too much on average: as recorded here, and as printed."""
    weighed = _arrived({**CONTAINERS, **WEIGHED}, found.year).aggregate(
        containers=Sum("arrived_containers"), kilograms=Sum("arrived_kg")
    )
    yield from _question(
        _(
            "By what is recorded here, %(containers)s containers of %(year)s carried %(tonnes)s t: %(average)s t each "
            "on average. Few carry more than 30 t. Please check the weights."
        ),
        found.year,
        weighed["containers"],
        weighed["kilograms"] and weighed["kilograms"] / 1000,
    )
    weight, number = found["convoy_weight_t"].reported, found["containers"]
    yield from _question(
        _(
            "As printed, %(containers)s containers of %(year)s carried %(tonnes)s t: %(average)s t each on average. "
            "Few carry more than 30 t. Please check the report."
        ),
        found.year,
        number.reported.value if number.reported else number.value,
        weight.value if weight else None,
    )


def _question(text: Any, year: int, number: int | Decimal | None, weight_t: int | Decimal | None) -> Iterator[str]:
    if number and weight_t and (average := doubtful_tonnes(Decimal(weight_t) * 1000 / Decimal(number))):
        shown = {"containers": as_text(Decimal(number)), "tonnes": as_text(Decimal(weight_t))}
        yield text % {**shown, "year": year, "average": average}


def register() -> None:
    """Put the figures into the registry; called once when the app is ready."""
    figures.register(FIGURES)
    statistics.register_charts(PAGE_TYPE, [over_years])
    statistics.register_questions(PAGE_TYPE, [heavy_containers])
