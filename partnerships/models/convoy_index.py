"""The section of convoys."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path, re_path

from cms_site.core import figures
from cms_site.core.catalog.models import EntryQuerySet
from cms_site.core.models import BaseIndexPage, BasePage


class ConvoyIndexPage(BaseIndexPage):
    """Lists the convoys, and adds their ledgers up."""

    listed_type = "partnerships.ConvoyPage"
    subpage_types = ["partnerships.ConvoyPage"]

    class Meta:
        verbose_name = _("section of convoys")
        verbose_name_plural = _("sections of convoys")

    def counted(self) -> EntryQuerySet:
        """The public convoys, each once, whatever the language of this section."""
        return figures.public_sources(self.listed_type, language=settings.LANGUAGE_CODE)

    @path("totals/", name="totals")
    def all_totals(self, request: HttpRequest) -> HttpResponse:
        """What the convoys of each year brought."""
        return self._totals(request, None)

    @re_path(r"^totals/(?P<year>[12]\d{3})/$", name="totals_of")
    def totals_of(self, request: HttpRequest, year: str) -> HttpResponse:
        """What the convoys of one year brought by kind of cargo, recipient and donor; 404 for a year without any."""
        return self._totals(request, int(year))

    def _totals(self, request: HttpRequest, year: int | None) -> HttpResponse:
        # The totals read the models, this one among them.
        from partnerships import totals

        convoys = self.counted().order_by()
        years = totals.by_year(convoys.values("pk"))
        if year is not None:
            convoys = convoys.filter(year=year)
            if year not in {total.year for total in years}:
                raise Http404
        context = {
            **BasePage.get_context(self, request),
            "year": year,
            "years": years,
            "totals": totals.Totals(convoys.values("pk")) if year else None,
        }
        return TemplateResponse(request, "partnerships/totals.html", context)
