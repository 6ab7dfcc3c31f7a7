"""Asking for partners as they were on a day, which figures about a year do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms_site.core.dates import PartialDate
from cms_site.core.facets import Facet
from partnerships.choices import Stage
from partnerships.stages import Step


@dataclass(frozen=True)
class Past:
    """What is recorded of the course of a partnership: the present stage, its beginning, its history."""

    stage: str
    since: PartialDate | None
    steps: Sequence[Step]

    def stage_on(self, day: date) -> str | None:
        """The stage on `day`; None if the partnership is recorded to have begun later.

        What is not dated counts as reached as early as its place in the history allows: nothing says otherwise.
        """
        known = [when.first_day() for when in (self.since, *(when for _stage, when in self.steps)) if when is not None]
        if known and min(known) > day:
            return None
        reached = self.stage if not self.steps else self.steps[0][0]
        for stage, when in self.steps:
            if when is not None and when.first_day() > day:
                break
            reached = stage
        return reached


def stages_on(day: date) -> dict[int, str]:
    """The stage that every partner had on `day`, by the id of its page, in two queries; later partners are left out."""
    pages = apps.get_model("partnerships", "PartnershipPage")._default_manager
    rows = apps.get_model("partnerships", "StageChange")._default_manager.order_by("page", "sort_order")
    steps: dict[int, list[Step]] = {}
    dates = ("start_date", "end_date", "date_precision")
    for page, stage, *when in rows.values_list("page", "stage", *dates):
        steps.setdefault(page, []).append((stage, _date(*when)))
    found = {
        pk: Past(stage, _date(*since), steps.get(pk, ())).stage_on(day)
        for pk, stage, *since in pages.values_list("pk", "stage", *dates)
    }
    return {pk: stage for pk, stage in found.items() if stage is not None}


def _date(start: date | None, end: date | None, precision: str) -> PartialDate | None:
    return PartialDate(start, end, precision) if start else None


class OnDayFacet(Facet):
    """The partners of a day (`on=2016-12-31`): those that are not recorded to have become partners later."""

    offered = False

    def __init__(self) -> None:
        super().__init__("on", _("On the day"))

    def values(self, page: Page) -> set[str]:
        return set()

    def labels(self, values: Iterable[str]) -> dict[str, str]:
        return {value: str(PartialDate(day)) for value in values if (day := _day(value))}

    def filter(self, entries: QuerySet, values: list[str]) -> QuerySet:
        found = {pk for value in values if (day := _day(value)) for pk in stages_on(day)}
        return entries.filter(pk__in=found)

    def counts(self, entries: QuerySet) -> dict[str, int]:
        """None: there is no end of days. Those asked for are counted one by one."""
        return {}

    def count(self, entries: QuerySet, value: str) -> int:
        return int(self.filter(entries, [value]).count())


class StageOnDayFacet(OnDayFacet):
    """The partners that had reached a stage on a day (`stage_on=active,2016-12-31`) and no further one."""

    def __init__(self) -> None:
        Facet.__init__(self, "stage_on", _("Stage on the day"))

    def labels(self, values: Iterable[str]) -> dict[str, str]:
        known = {value: asked for value in values if (asked := _asked(value))}
        return {value: f"{Stage(stage).label}, {PartialDate(day)}" for value, (stage, day) in known.items()}

    def filter(self, entries: QuerySet, values: list[str]) -> QuerySet:
        found: set[int] = set()
        for stage, day in filter(None, map(_asked, values)):
            found.update(pk for pk, reached in stages_on(day).items() if reached == stage)
        return entries.filter(pk__in=found)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _asked(value: str) -> tuple[str, date] | None:
    stage, _comma, text = value.partition(",")
    day: Any = _day(text)
    return (stage, day) if day and stage in Stage.values else None
