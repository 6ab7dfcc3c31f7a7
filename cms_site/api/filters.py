"""What narrows the lists of the API."""

from typing import Any

from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request

from cms_site.core.catalog.models import Entry
from cms_site.core.facets import Facet
from cms_site.core.models import BasePage
from cms_site.core.page_types import facets_of
from cms_site.core.search import matching


class FacetFilter(BaseFilterBackend):
    """Narrows pages of one type by the facets that its listing has: `?countries=PL&year=2016`."""

    def filter_queryset(self, request: Request, queryset: Any, view: Any) -> Any:
        for facet in facets(queryset.model):
            if values := request.GET.getlist(facet.name):
                queryset = queryset.filter(pk__in=facet.filter(Entry.objects.all(), values).values("pk"))
        return queryset


class WordsFilter(BaseFilterBackend):
    """Finds what readers find by the same words: `?search=люблін`."""

    def filter_queryset(self, request: Request, queryset: Any, view: Any) -> Any:
        if "search" not in request.GET:
            return queryset
        found = matching(Entry.objects.all(), request.GET["search"]).order_by()
        return queryset.filter(pk__in=found.values("pk"))


def facets(model: Any) -> list[Facet]:
    """The facets of a page type; none of pages of any type."""
    return facets_of(model) if issubclass(model, BasePage) else []
