"""The yearly figures of delegations, each counted from exactly the list that its number leads to."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Count, DurationField, ExpressionWrapper, F, Sum
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cms_site.core import figures, statistics
from cms_site.core.alphabet import alphabetical
from cms_site.core.catalog.models import Entry, EntryQuerySet
from cms_site.core.dates import Precision
from cms_site.core.facets import CountryFacet, Facet
from cms_site.core.figures import Figure
from cms_site.core.listings import Listing
from cms_site.core.page_types import facets_of
from delegations import charts
from delegations.choices import Direction, Status, VisitKind
from delegations.facets import ParticipantFacet, mission_keys
from delegations.models import DelegationPage

Selection = Mapping[str, str]
Counts = Callable[[Facet, Selection, int], dict[str, int]]

PAGE_TYPE = "delegations.DelegationPage"

COUNTRIES = CountryFacet("countries", _("Countries"))
ORGANISATIONS = ParticipantFacet()
HELD = {"status": Status.HELD.value}
OFFICIAL = {"official": "True", **HELD}
INCOMING = {"direction": Direction.INCOMING.value, **OFFICIAL}
OUTGOING = {"direction": Direction.OUTGOING.value, **OFFICIAL}
RECORDED = {"head_count": "recorded"}
MISSING = {"head_count": "missing"}
WITH_MISSIONS = {"kind": VisitKind.MEETING.value, "mission": "True", **HELD}
TO_THE_DAY = {"precision": Precision.DAY.value}


def query(selection: Selection, year: int) -> str:
    """The address of the visits of a year that `selection` leaves, as the section's listing reads it."""
    return "?" + urlencode({"year": year, **selection})


def public_visits() -> EntryQuerySet:
    """All public visits, each once whatever its translations."""
    return figures.public_sources(PAGE_TYPE, language=settings.LANGUAGE_CODE)


def counted(selection: Selection, year: int) -> Listing:
    """The visits behind a figure: the listing at `query` in the source language, so that each visit counts once."""
    parameters = QueryDict(query(selection, year).removeprefix("?"))
    return Listing(public_visits(), facets_of(DelegationPage), parameters, indexed=True)


def number(selection: Selection, year: int) -> int:
    """How many visits there are."""
    return counted(selection, year).total


def people(selection: Selection, year: int) -> int | None:
    """The sum of the recorded numbers of people; None when none is recorded."""
    visits = DelegationPage.objects.filter(pk__in=counted(selection, year).ids)
    total: int | None = visits.aggregate(total=Sum("head_count"))["total"]
    return total


def days(selection: Selection, year: int) -> int | None:
    """The days of all visits together, the first and the last included; None when there is no visit."""
    beyond_first = ExpressionWrapper(Coalesce(F("end_date"), F("sort_date")) - F("sort_date"), DurationField())
    visits = Entry.objects.filter(pk__in=counted(selection, year).ids)
    found = visits.aggregate(visits=Count("pk"), more=Sum(beyond_first))
    return found["visits"] + found["more"].days if found["visits"] else None


def values(facet: Facet, selection: Selection, year: int) -> dict[str, int]:
    """How many of the visits carry each value of a facet."""
    return counted(selection, year).counts(facet)


def missions(facet: Facet, selection: Selection, year: int) -> dict[str, int]:
    """`values` of the organisations, but only of embassies and consulates."""
    keys = mission_keys()
    return {key: count for key, count in values(facet, selection, year).items() if key in keys}


def named(counts: Counts, facet: Facet, selection: Selection, year: int) -> dict[str, int]:
    """What `counts` gives, by its names in the reader's language and in alphabetical order."""
    found = counts(facet, selection, year)
    labels = facet.labels(found)
    return {labels[value]: found[value] for value in sorted(labels, key=lambda value: alphabetical(labels[value]))}


def country_codes(year: int, direction: str) -> list[str]:
    """The countries of the official visits of a year and direction (ISO 3166-1 alpha-2), each once."""
    return list(values(COUNTRIES, {"direction": direction, **OFFICIAL}, year))


def unpublished(year: int) -> int:
    """How many visits of a year are logged but not public."""
    return _logged(year).filter(live=False).count()


def cancelled(year: int) -> int:
    """How many visits of a year were cancelled, published or not."""
    return _logged(year).filter(cancelled=True).count()


def _logged(year: int) -> Any:
    return DelegationPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE, start_date__year=year)


def recorded(year: int) -> bool:
    """Whether the site knows of any public visit of that year."""
    return public_visits().filter(year=year).exists()


def _counts(name: str, unit: Any, label: Any, rule: Any, count: Any, selection: Selection, **more: Any) -> Figure:
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
        **more,
    )


def _distinct(
    name: str, unit: Any, label: Any, rule: Any, facet: Facet, selection: Selection, counts: Counts = values
) -> Figure:
    """A figure that counts the different values of `facet` in the list `selection`."""

    def count(selection: Selection, year: int) -> int:
        return len(counts(facet, selection, year))

    return _counts(name, unit, label, rule, count, selection, parts=partial(named, counts, facet, selection))


def _internal(name: str, label: Any, rule: Any, count: Any, **filters: str) -> Figure:
    """A figure for editors, whose list is the one of the editing interface."""

    def address(year: int) -> str:
        return "?" + urlencode({"year": year, "locale": settings.LANGUAGE_CODE, **filters})

    return Figure(name, label, rule, count, unit=_("visits"), query=address, internal=True, page_type=PAGE_TYPE)


FIGURES = (
    _counts(
        "incoming_delegations",
        _("delegations"),
        _("Incoming official delegations"),
        _("Official visits to the city that were held in the year; cancelled ones do not count."),
        number,
        INCOMING,
    ),
    _counts(
        "incoming_people",
        _("people"),
        _("People in incoming official delegations"),
        _("The sum of the recorded numbers of people; a visit without one adds nothing."),
        people,
        INCOMING | RECORDED,
    ),
    _counts(
        "incoming_without_head_count",
        _("visits"),
        _("Incoming official delegations without a number of people"),
        _("Official visits to the city of which the number of people is not recorded."),
        number,
        INCOMING | MISSING,
    ),
    _distinct(
        "incoming_countries",
        _("countries"),
        _("Countries of incoming official delegations"),
        _("Different countries that are recorded for incoming official delegations."),
        COUNTRIES,
        INCOMING,
    ),
    _distinct(
        "incoming_organisations",
        _("organisations"),
        _("Organisations in incoming official delegations"),
        _("Different organisations that took part in official visits to the city."),
        ORGANISATIONS,
        INCOMING,
    ),
    _counts(
        "outgoing_delegations",
        _("delegations"),
        _("Outgoing official delegations"),
        _("Official visits abroad that were held in the year; cancelled ones do not count."),
        number,
        OUTGOING,
    ),
    _counts(
        "outgoing_people",
        _("people"),
        _("People in outgoing official delegations"),
        _("The sum of the recorded numbers of people; a visit without one adds nothing."),
        people,
        OUTGOING | RECORDED,
    ),
    _counts(
        "outgoing_without_head_count",
        _("visits"),
        _("Outgoing official delegations without a number of people"),
        _("Official visits abroad of which the number of people is not recorded."),
        number,
        OUTGOING | MISSING,
    ),
    _distinct(
        "outgoing_countries",
        _("countries"),
        _("Countries visited by official delegations"),
        _("Different countries that are recorded for outgoing official delegations."),
        COUNTRIES,
        OUTGOING,
    ),
    _distinct(
        "outgoing_organisations",
        _("organisations"),
        _("Organisations in outgoing official delegations"),
        _("Different organisations that took part in official visits abroad."),
        ORGANISATIONS,
        OUTGOING,
    ),
    _counts(
        "days_abroad",
        _("days"),
        _("Days of official delegations abroad"),
        _("The days of official visits abroad whose dates are known to the day, the first and the last day included."),
        days,
        OUTGOING | TO_THE_DAY,
    ),
    _distinct(
        "diplomatic_missions_met",
        _("missions"),
        _("Embassies and consulates met"),
        _("Different embassies and consulates in the meetings that were held in the year, official or not."),
        ORGANISATIONS,
        WITH_MISSIONS,
        missions,
    ),
    _internal(
        "unpublished_visits",
        _("Visits that are not published"),
        _("Visits with a date in the year that are logged but that the public does not see."),
        unpublished,
        live="false",
    ),
    _internal(
        "cancelled_visits",
        _("Cancelled visits"),
        _("Visits with a date in the year that were cancelled, published or not."),
        cancelled,
        cancelled="true",
    ),
)


def register() -> None:
    """Put figures and charts into the registry; called once when the app is ready."""
    figures.register(FIGURES)
    statistics.register_charts(PAGE_TYPE, charts.CHARTS)
