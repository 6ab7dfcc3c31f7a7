"""The public page of corrections."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cms_site.core.changes.facets import CorrectionSectionFacet, CorrectionYearFacet
from cms_site.core.changes.models import PublishedChange, with_entries
from cms_site.core.listings import Listing

PER_PAGE = 30


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """Corrections of all sections in the reader's language, the newest first, narrowed by year and section."""
    found = PublishedChange.objects.corrections(get_language())
    facets = [CorrectionYearFacet(), CorrectionSectionFacet()]
    listing = Listing(found, facets, request.GET, per_page=PER_PAGE)  # type: ignore[arg-type]
    listing.page.object_list = with_entries(listing.page.object_list)
    return render(request, "core/corrections.html", {"listing": listing})
