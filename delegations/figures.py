"""The yearly figures of delegations, each counted from exactly the list that its number leads to."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Sum
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cms_site.core import figures
from cms_site.core.alphabet import alphabetical
from cms_site.core.catalog.models import EntryQuerySet
from cms_site.core.facets import CountryFacet
from cms_site.core.figures import Figure
from cms_site.core.listings import Listing
from cms_site.core.page_types import facets_of
from delegations.choices import Direction, Status
from delegations.models import DelegationPage

COUNTRIES = CountryFacet("countries", _("Countries"))


def query(year: int, direction: str, **more: str) -> str:
    """The address of the official visits of a year and direction that were held, as the section's listing reads it."""
    return "?" + urlencode(
        {"year": year, "direction": direction, "official": "True", "status": Status.HELD.value, **more}
    )


def counted(year: int, direction: str, **more: str) -> EntryQuerySet:
    """The visits behind a figure: the listing at `query` in the source language, so that each visit counts once."""
    visits = figures.public_sources("delegations.DelegationPage", language=settings.LANGUAGE_CODE)
    parameters = QueryDict(query(year, direction, **more).removeprefix("?"))
    return Listing(visits, facets_of(DelegationPage), parameters).entries


def people(year: int, direction: str) -> int | None:
    """The sum of the recorded numbers of people; None when none is recorded."""
    visits = DelegationPage.objects.filter(pk__in=counted(year, direction).values("pk"))
    total: int | None = visits.aggregate(total=Sum("head_count"))["total"]
    return total


def country_codes(year: int, direction: str) -> list[str]:
    """The countries of the visits of a year (ISO 3166-1 alpha-2), each once."""
    return list(COUNTRIES.counts(counted(year, direction)))


def country_names(year: int, direction: str) -> str:
    """`country_codes` in the reader's language, in alphabetical order."""
    return ", ".join(sorted(COUNTRIES.labels(country_codes(year, direction)).values(), key=alphabetical))


def figure(name: str, direction: str, label: Any, rule: Any, count: Any, *, detail: Any = None, **more: str) -> Figure:
    """A figure about the official visits of one direction; `more` narrows the list behind it."""
    return Figure(
        name=name,
        label=label,
        rule=rule,
        count=lambda year: count(year, direction),
        query=lambda year: query(year, direction, **more),
        detail=detail and (lambda year: detail(year, direction)),
    )


def delegations(year: int, direction: str) -> int:
    """How many official visits were held."""
    return counted(year, direction).count()


def without_head_count(year: int, direction: str) -> int:
    """How many official visits were held of which nobody recorded the number of people."""
    return counted(year, direction, head_count="missing").count()


FIGURES: Iterable[Figure] = (
    figure(
        "incoming_delegations",
        Direction.INCOMING.value,
        _("Incoming official delegations"),
        _("Official visits to the city that were held in the year; cancelled ones do not count."),
        delegations,
    ),
    figure(
        "incoming_people",
        Direction.INCOMING.value,
        _("People in incoming official delegations"),
        _("The sum of the recorded numbers of people; a visit without one adds nothing."),
        people,
        head_count="recorded",
    ),
    figure(
        "incoming_without_head_count",
        Direction.INCOMING.value,
        _("Incoming official delegations without a number of people"),
        _("Official visits to the city of which the number of people is not recorded."),
        without_head_count,
        head_count="missing",
    ),
    figure(
        "incoming_countries",
        Direction.INCOMING.value,
        _("Countries of incoming official delegations"),
        _("Different countries that are recorded for incoming official delegations."),
        lambda year, direction: len(country_codes(year, direction)),
        detail=country_names,
    ),
    figure(
        "outgoing_delegations",
        Direction.OUTGOING.value,
        _("Outgoing official delegations"),
        _("Official visits abroad that were held in the year; cancelled ones do not count."),
        delegations,
    ),
    figure(
        "outgoing_countries",
        Direction.OUTGOING.value,
        _("Countries visited by official delegations"),
        _("Different countries that are recorded for outgoing official delegations."),
        lambda year, direction: len(country_codes(year, direction)),
        detail=country_names,
    ),
)


def register() -> None:
    """Put the figures into the registry; called once when the app is ready."""
    figures.register(FIGURES)
