"""The section of visits."""

from typing import Any, ClassVar

from django.db.models import Max
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms_site.core import figures
from cms_site.core.listings import Listing
from cms_site.core.models import BaseIndexPage


class DelegationIndexPage(BaseIndexPage):
    """Lists the visits and shows the figures of one year, each with the list it was counted from."""

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
        chosen = [value for value in listing.selected.get("year", []) if value.isdigit() and len(value) <= 4]
        if chosen:
            return int(chosen[0])
        newest: int | None = self.entries().aggregate(newest=Max("year"))["newest"]
        return newest

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page's context with the listing and the figures of a year."""
        context = super().get_context(request, *args, **kwargs)
        year = self.figure_year(context["listing"])
        context["year"] = year
        context["figures"] = figures.for_year(self.yearly_figures, year) if year else []
        return context
