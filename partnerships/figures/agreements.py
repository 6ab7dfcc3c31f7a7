"""The yearly figures of agreements, each counted from exactly the list that its number leads to."""

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cms_site.core import figures
from cms_site.core.figures import Figure
from cms_site.core.listings import Listing
from cms_site.core.page_types import facets_of
from partnerships.agreement_kinds import AgreementKind
from partnerships.models import Agreement

PAGE_TYPE = "partnerships.Agreement"

Address = Callable[[int], str]


def signed_in(year: int, **selection: str) -> str:
    """The address of the agreements signed in a year."""
    return "?" + urlencode({"year": year, **selection})


def in_force_at(year: int) -> str:
    """The address of the agreements in force on the last day of a year, or today in the running one."""
    return "?" + urlencode({"in_force_on": figures.moment(year).isoformat()})


def ending_in(year: int) -> str:
    """The address of the agreements whose last day lies in a year."""
    return "?" + urlencode({"ends": year})


def counted(address: str) -> Listing:
    """The agreements behind a figure: the listing at `address` in the source language, so that each counts once."""
    public = figures.public_sources(PAGE_TYPE, language=settings.LANGUAGE_CODE)
    return Listing(public, facets_of(Agreement), QueryDict(address.removeprefix("?")), indexed=True)


def recorded(year: int) -> bool:
    """Whether the site knows of any public agreement that was signed in that year."""
    return counted(signed_in(year)).total > 0


def _figure(name: str, label: Any, rule: Any, address: Address, **more: Any) -> Figure:
    def count(year: int) -> int:
        return counted(address(year)).total

    return Figure(name, label, rule, count, unit=_("agreements"), query=address, page_type=PAGE_TYPE, **more)


def _signed(kind: AgreementKind, label: Any) -> Figure:
    rule = _("Agreements of this kind with a date of signing in the year.")
    address = partial(signed_in, kind=kind.value)
    return _figure(f"agreements_signed_{kind.value}", label, rule, address, recorded=recorded)


FIGURES = (
    _figure(
        "agreements_signed",
        _("Agreements signed"),
        _("Agreements and memoranda of all kinds with a date of signing in the year."),
        signed_in,
        recorded=recorded,
    ),
    _signed(AgreementKind.MEMORANDUM, _("Memoranda signed")),
    _signed(AgreementKind.PARTNERSHIP_AGREEMENT, _("Partnership agreements signed")),
    _signed(AgreementKind.TRIPARTITE_AID, _("Tripartite aid agreements signed")),
    _signed(AgreementKind.NETWORK_MEMORANDUM, _("Memoranda with networks of cities signed")),
    _signed(AgreementKind.OTHER, _("Other agreements signed")),
    _figure(
        "agreements_in_force",
        _("Agreements in force"),
        _("Agreements that were signed and had begun, and whose end is recorded and not past."),
        in_force_at,
        at_moment=True,
    ),
    _figure(
        "agreements_ending",
        _("Agreements that end in the year"),
        _("Agreements whose last day of validity lies in the year."),
        ending_in,
    ),
)


def register() -> None:
    """Put the figures into the registry; called once when the app is ready."""
    figures.register(FIGURES)
