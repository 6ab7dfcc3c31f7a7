"""The section of visits."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django_countries import countries
from wagtail.contrib.routable_page.models import re_path

from cms_site.core import figures
from cms_site.core.facets import is_year
from cms_site.core.listings import Listing
from cms_site.core.models import BaseIndexPage
from cms_site.core.models.index import YEAR
from cms_site.core.page_types import facets_of


class DelegationIndexPage(BaseIndexPage):
    """Lists the visits, all of them or those of a year or country, and shows the figures of a year with their lists."""

    listed_type = "delegations.DelegationPage"
    subpage_types: ClassVar[list[str]] = ["delegations.DelegationPage"]

    yearly_figures: ClassVar[tuple[str, ...]] = (
        "incoming_delegations",
        "incoming_people",
        "incoming_without_head_count",
        "incoming_countries",
        "outgoing_delegations",
        "outgoing_countries",
    )

    class Meta:
        verbose_name = _("delegations section")
        verbose_name_plural = _("delegations sections")

    def figure_year(self, listing: Listing) -> int | None:
        """The year that the reader chose, else the newest one with a public visit; None while there is none."""
        fixed = [listing.fixed["year"]] if "year" in listing.fixed else []
        chosen = [value for value in [*fixed, *listing.selected.get("year", [])] if is_year(value)]
        return int(chosen[0]) if chosen else self.newest_year()

    def newest_year(self) -> int | None:
        """The newest year with a public visit; None while there is none."""
        newest: int | None = self.entries().aggregate(newest=Max("year"))["newest"]
        return newest

    def get_context(
        self, request: HttpRequest, *args: Any, fixed: Mapping[str, str] | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        """The page's context with the listing, of the `fixed` year or country alone, and the figures of a year."""
        context = super().get_context(request, *args, **kwargs)
        if fixed:
            facets = facets_of(self.listed_model())
            context["listing"] = Listing(
                self.entries(), facets, request.GET, per_page=self.per_page, fixed=fixed, indexed=True
            )
        listing = context["listing"]
        # the figures are those of the whole year: beside a selection or on a further page they are in the way
        narrowed = bool({*listing.fixed, *listing.selected} - {"year"}) or listing.page.number > 1
        year = None if narrowed else self.figure_year(listing)
        found = figures.for_year(self.yearly_figures, year) if year else []
        context["year"] = year
        context["figures"] = found if any(row.value is not None for row in found) else []
        return context

    @re_path(rf"^{YEAR}/$", name="year")
    def year_page(self, request: HttpRequest, year: str) -> HttpResponse:
        """The visits of a year, with its figures."""
        return self._list_of(request, year, {"year": year})

    @re_path(r"^country/(?P<code>[A-Z]{2})/$", name="country")
    def country_page(self, request: HttpRequest, code: str) -> HttpResponse:
        """The visits from and to a country (ISO 3166-1 alpha-2)."""
        name = countries.name(code)
        if not name:
            raise Http404
        return self._list_of(request, name, {"countries": code})

    def _list_of(self, request: HttpRequest, subject: str, fixed: dict[str, str]) -> HttpResponse:
        context = self.get_context(request, fixed=fixed)
        return TemplateResponse(
            request, "delegations/delegation_index_page.html", {**context, "title": f"{self.title}: {subject}"}
        )
