"""How many partners there are, by kind and by stage: at the end of a year, or today in the running one."""

from collections.abc import Iterator
from functools import partial
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cms_site.core import figures
from cms_site.core.figures import Figure
from cms_site.core.listings import Listing
from cms_site.core.page_types import facets_of
from partnerships.choices import KINDS, PartnershipKind, Stage
from partnerships.models import PartnershipPage

PAGE_TYPE = "partnerships.PartnershipPage"

BEGUN = _("Public partners on that day; one whose beginning is not recorded counts as a partner all along.")
REACHED = _("By the dates of their histories; a partner without a dated history counts in its present stage.")


def of_kind(kind: str, year: int) -> str:
    """The address of the partners of a kind, or of all, at the moment that figures of the year are about."""
    narrowed = {"kind": kind} if kind else {}
    return "?" + urlencode({**narrowed, "on": figures.moment(year).isoformat()})


def at_stage(stage: str, year: int) -> str:
    """The address of the partners that were at a stage at that moment."""
    return "?" + urlencode({"stage_on": f"{stage},{figures.moment(year).isoformat()}"})


def counted(query: str) -> int:
    """How many partners the section lists at the address `query`, each once whatever its translations."""
    public = figures.public_sources(PAGE_TYPE, language=settings.LANGUAGE_CODE)
    return Listing(public, facets_of(PartnershipPage), QueryDict(query.removeprefix("?")), indexed=True).total


def recorded(year: int) -> bool:
    """Whether the site knows of any public partner."""
    return figures.public_sources(PAGE_TYPE, language=settings.LANGUAGE_CODE).exists()


def _figure(name: str, label: object, rule: object, query: partial[str]) -> Figure:
    return Figure(
        name,
        label,
        rule,
        lambda year: counted(query(year)),
        unit=_("partners"),
        query=query,
        page_type=PAGE_TYPE,
        recorded=recorded,
        at_moment=True,
    )


def _all() -> Iterator[Figure]:
    yield _figure("partners", _("Partners of the city"), BEGUN, partial(of_kind, ""))
    for kind in PartnershipKind:
        yield _figure(f"partners_{kind.value}", KINDS[kind], BEGUN, partial(of_kind, kind.value))
    for stage in Stage:
        label = format_lazy("{}: {}", _("Partners by stage"), stage.label)
        yield _figure(f"partners_at_{stage.value}", label, REACHED, partial(at_stage, stage.value))


FIGURES = tuple(_all())


def register() -> None:
    """Put the figures into the registry; called once when the app is ready."""
    figures.register(FIGURES)
