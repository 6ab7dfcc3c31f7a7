"""What a list of visits may be narrowed by beyond what the fields offer by themselves."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms_site.core.catalog.facet_index import FacetIndex
from cms_site.core.dates import PartialDate, Precision
from cms_site.core.facets import BooleanFacet, ChoiceFacet, PageFacet
from delegations.choices import Status
from partnerships.models.organisations import Organisation, OrganisationFacet, OrganisationKind


def status_on(day: date, when: PartialDate | None, *, cancelled: bool) -> Status:
    """Where a visit stands on `day`; planned while it has no date."""
    if cancelled:
        return Status.CANCELLED
    if when is None or when.first_day() > day:
        return Status.PLANNED
    return Status.UNDER_WAY if when.last_day() >= day else Status.HELD


def with_status(rows: QuerySet, start: str, precision: str, cancelled: Any) -> QuerySet:
    """`status_on` today in SQL as `status_today`; the columns are named, their end is `end_date`.

    A period is compared with the period of its own precision that today falls in.
    """
    today = timezone.localdate()
    held, planned = Q(), Q()
    for exactness in Precision.values:
        current = PartialDate(today, precision=exactness).first_day()
        held |= Q((precision, exactness), last_period__lt=current)
        planned |= Q((precision, exactness), (f"{start}__gt", current))
    return rows.annotate(last_period=Coalesce("end_date", start)).annotate(
        status_today=Case(
            When(cancelled, then=Value(Status.CANCELLED.value)),
            When(held, then=Value(Status.HELD.value)),
            When(planned | Q((start, None)), then=Value(Status.PLANNED.value)),
            default=Value(Status.UNDER_WAY.value),
            output_field=CharField(),
        )
    )


class StatusFacet(ChoiceFacet):
    """Where visits stand today. Only the cancellation is stored; the rest would go stale overnight."""

    offered = False

    def __init__(self) -> None:
        super().__init__("status", _("Status"), Status.choices)

    def values(self, page: Page) -> set[str]:
        return {Status.CANCELLED.value} if page.cancelled else set()

    def filter(self, entries: QuerySet, values: list[str]) -> QuerySet:
        return self._with_status(entries).filter(status_today__in=values)

    def counts(self, entries: QuerySet) -> dict[str, int]:
        rows = self._with_status(entries).order_by().values_list("status_today")
        return {str(status): count for status, count in rows.annotate(Count("pk")) if status}

    def carried(self, entries: QuerySet) -> Iterable[tuple[str, int]]:
        return self._with_status(entries).exclude(status_today="").values_list("status_today", "pk")

    def _with_status(self, entries: QuerySet) -> QuerySet:
        cancelled = Exists(self._rows(entries).filter(entry=OuterRef("pk")))
        return with_status(entries, "sort_date", "precision", cancelled)


class OfficialFacet(BooleanFacet):
    """Whether a visit counts in the yearly number of official delegations."""

    offered = False

    def __init__(self) -> None:
        super().__init__("official", _("Official delegation"))


class HeadCountFacet(ChoiceFacet):
    """Whether it is recorded how many people came."""

    offered = False

    def __init__(self) -> None:
        super().__init__(
            "head_count", _("Number of people"), [("recorded", _("Recorded")), ("missing", _("Not recorded"))]
        )

    def values(self, page: Any) -> set[str]:
        return {"missing" if page.head_count is None else "recorded"}


class FollowUpFacet(PageFacet):
    """The visit that led to this one: under it a visit finds what followed."""

    offered = False

    def __init__(self) -> None:
        super().__init__("follow_up_of", _("Follow-up of"))


class SignedAgreementFacet(PageFacet):
    """The agreements signed during a visit; under the name by which agreements find what belongs to them."""

    offered = False

    def __init__(self) -> None:
        super().__init__("agreement", _("Agreement"))

    def values(self, page: Any) -> set[str]:
        return {str(row.agreement.translation_key) for row in page.signed_agreements.all()}


class ParticipantFacet(OrganisationFacet):
    """The organisations that took part in a visit."""

    offered = False

    def __init__(self) -> None:
        super().__init__("organisations", _("Organisations"))


class MissionFacet(ChoiceFacet):
    """Whether an embassy or a consulate took part.

    Asked when it is read and not stored, because an organisation may change its kind.
    """

    offered = False

    def __init__(self) -> None:
        super().__init__("mission", _("With an embassy or consulate"), [("True", _("Yes"))])

    def values(self, page: Page) -> set[str]:
        return set()

    def filter(self, entries: QuerySet, values: list[str]) -> QuerySet:
        if "True" not in values:
            return entries.none()
        return ParticipantFacet().filter(entries, list(mission_keys()))

    def counts(self, entries: QuerySet) -> dict[str, int]:
        found = self.filter(entries, ["True"]).count()
        return {"True": found} if found else {}

    def sets(self, index: FacetIndex) -> dict[str, int] | None:
        carried = ParticipantFacet().sets(index)
        if carried is None:
            return None
        return {"True": reduce(or_, (carried.get(key, 0) for key in mission_keys()), 0)}


def mission_keys() -> set[str]:
    """The values of `ParticipantFacet` that stand for embassies and consulates."""
    missions = Organisation.objects.filter(kind__in=[OrganisationKind.EMBASSY, OrganisationKind.CONSULATE])
    return {str(pk) for pk in missions.values_list("pk", flat=True)}


class PrecisionFacet(ChoiceFacet):
    """How exactly the dates of visits are known; a column of the catalogue."""

    offered = False

    def __init__(self) -> None:
        super().__init__("precision", _("How exactly the date is known"), Precision.choices)

    def values(self, page: Page) -> set[str]:
        return set()

    def filter(self, entries: QuerySet, values: list[str]) -> QuerySet:
        return entries.filter(precision__in=values)

    def counts(self, entries: QuerySet) -> dict[str, int]:
        found = entries.exclude(precision="").order_by().values_list("precision")
        return dict(found.annotate(Count("pk")))

    def carried(self, entries: QuerySet) -> Iterable[tuple[str, int]]:
        return entries.exclude(precision="").values_list("precision", "pk")
