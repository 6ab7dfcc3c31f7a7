"""What the listing of agreements may be narrowed by beyond what its fields offer by themselves.

All of it is asked of the agreements when the listing is read: what the catalogue stored of it would be wrong tomorrow,
or as soon as a partner changes.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractYear
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms_site.core.catalog.facet_index import FacetIndex
from cms_site.core.catalog.models import Entry
from cms_site.core.dates import PartialDate
from cms_site.core.facets import ChoiceFacet, CountryFacet, Facet, is_year
from partnerships.validity import Validity, in_force_on, validity_in_sql


class NotStored:
    """A facet of which the catalogue keeps nothing."""

    def values(self, page: Page) -> set[str]:
        """Nothing."""
        return set()


def agreements(entries: QuerySet | None = None) -> QuerySet:
    """The agreements behind entries of the catalogue, or all of them, without the columns of pages."""
    found = apps.get_model("partnerships", "Agreement")._base_manager.order_by()
    return found if entries is None else found.filter(pk__in=entries.order_by().values("pk"))


class ValidityFacet(NotStored, ChoiceFacet):
    """Whether agreements are in force today."""

    def __init__(self) -> None:
        super().__init__("validity", _("Validity"), Validity.choices)

    def filter(self, entries: QuerySet, values: list[str]) -> QuerySet:
        today = validity_in_sql(timezone.localdate())
        found = agreements().alias(validity_today=today).filter(validity_today__in=values)
        return entries.filter(pk__in=found.values("pk"))

    def counts(self, entries: QuerySet) -> dict[str, int]:
        today = validity_in_sql(timezone.localdate())
        return dict(agreements(entries).values_list(today).annotate(Count("pk")))

    def carried(self, entries: QuerySet) -> Iterable[tuple[str, int]]:
        return agreements(entries).values_list(validity_in_sql(timezone.localdate()), "pk")


class InForceFacet(NotStored, Facet):
    """What was in force on a day (ISO 8601), as figures ask."""

    offered = False

    def __init__(self) -> None:
        super().__init__("in_force_on", _("In force on"))

    def labels(self, values: Iterable[str]) -> dict[str, str]:
        return {value: str(PartialDate(day)) for value in values if (day := _day(value))}

    def filter(self, entries: QuerySet, values: list[str]) -> QuerySet:
        found = Q(pk__in=[])
        for day in filter(None, map(_day, values)):
            found |= in_force_on(day)
        return entries.filter(pk__in=agreements().filter(found).values("pk"))

    def counts(self, entries: QuerySet) -> dict[str, int]:
        """None: there is no end of days. Those asked for are counted one by one."""
        return {}

    def count(self, entries: QuerySet, value: str) -> int:
        return int(self.filter(entries, [value]).count())


class EndYearFacet(NotStored, Facet):
    """The year in which the validity of agreements ends, as figures ask."""

    offered = False

    def __init__(self) -> None:
        super().__init__("ends", _("Ends in the year"))

    def labels(self, values: Iterable[str]) -> dict[str, str]:
        return {value: value for value in values if is_year(value)}

    def filter(self, entries: QuerySet, values: list[str]) -> QuerySet:
        found = Q(pk__in=[])
        for year in (int(value) for value in values if is_year(value) and int(value)):
            # a range and not the year of the date, because SQLite would call Python for every row
            found |= Q(valid_to__range=(date(year, 1, 1), date(year, 12, 31)))
        return entries.filter(pk__in=agreements().filter(found).values("pk"))

    def counts(self, entries: QuerySet) -> dict[str, int]:
        rows = agreements(entries).exclude(valid_to=None)
        found = rows.values_list(ExtractYear("valid_to")).annotate(Count("pk"))
        return {str(year): count for year, count in found}

    def carried(self, entries: QuerySet) -> Iterable[tuple[str, int]]:
        rows = agreements(entries).exclude(valid_to=None).values_list("valid_to", "pk")
        return ((str(day.year), pk) for day, pk in rows)


class PartnerCountryFacet(NotStored, CountryFacet):
    """The countries of public partners with whom agreements were signed."""

    def __init__(self) -> None:
        super().__init__("country", _("Country of the partner"))

    def filter(self, entries: QuerySet, values: list[str]) -> QuerySet:
        found = self._with_public_partner(agreements()).filter(partner__country__in=values)
        return entries.filter(pk__in=found.values("pk"))

    def counts(self, entries: QuerySet) -> dict[str, int]:
        rows = self._with_public_partner(agreements(entries)).exclude(partner__country="")
        return dict(rows.values_list("partner__country").annotate(Count("pk")))

    def sets(self, index: FacetIndex) -> dict[str, int] | None:
        with_partner = index.sets.get("partner", {})
        partners = Entry.objects.of_type("partnerships.PartnershipPage").filter(translation_key__in=with_partner)
        countries = partners.filter(facets__name="country").values_list("translation_key", "facets__value").distinct()
        found: dict[str, int] = {}
        for key, country in countries:
            found[country] = found.get(country, 0) | with_partner[str(key)]
        return found

    def _with_public_partner(self, found: QuerySet) -> QuerySet:
        return found.filter(partner__in=Entry.objects.of_type("partnerships.PartnershipPage").values("pk"))


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if len(value) == 10 else None
    except ValueError:
        return None
