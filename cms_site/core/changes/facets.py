"""What readers may narrow the list of corrections by."""

from collections.abc import Iterable

from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _

from cms_site.core.catalog.models import Entry
from cms_site.core.facets import Facet, YearFacet, is_year


class CorrectionYearFacet(YearFacet):
    """The year in which a correction was published."""

    def filter(self, entries: QuerySet, values: list[str]) -> QuerySet:
        return entries.filter(published_at__year__in=[int(value) for value in values if is_year(value)])

    def counts(self, entries: QuerySet) -> dict[str, int]:
        years = entries.order_by().annotate(year=ExtractYear("published_at")).values_list("year")
        return {str(year): count for year, count in years.annotate(Count("pk"))}


class CorrectionSectionFacet(Facet):
    """The section of the page that was corrected."""

    def __init__(self) -> None:
        super().__init__("section", _("Section"))

    def labels(self, values: Iterable[str]) -> dict[str, str]:
        keys = [value for value in values if value.isdecimal() and len(value) <= 18]
        return {str(pk): title for pk, title in Entry.objects.filter(pk__in=keys).values_list("pk", "title")}

    def filter(self, entries: QuerySet, values: list[str]) -> QuerySet:
        keys = [value for value in values if value.isdecimal() and len(value) <= 18]
        return entries.filter(section__in=keys)

    def counts(self, entries: QuerySet) -> dict[str, int]:
        found = entries.order_by().values_list("section").annotate(Count("pk"))
        return {str(section): count for section, count in found if section}
