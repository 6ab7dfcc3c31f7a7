"""Search and the archive of alerts."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cms_site.core.catalog.models import Entry
from cms_site.core.lifecycle.family import language_name
from cms_site.core.listings import Listing
from cms_site.core.search import PageTypeFacet, WordsFacet, matching, query_terms
from home.models import Alert

PER_PAGE = 20
LONGEST_QUERY = 200


@dataclass(frozen=True)
class OtherLanguage:
    """How many pages the same words find in another language, and the address of that search."""

    code: str
    name: str
    count: int
    url: str


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Public pages in the reader's language that have every word of `q`, narrowed by their type."""
    parameters = request.GET.copy()
    query = parameters["q"] = parameters.get("q", "")[:LONGEST_QUERY].strip()
    entries = Entry.objects.in_language(get_language())
    listing = Listing(
        entries if query_terms(query) else entries.none(),
        [WordsFacet(), PageTypeFacet()],
        parameters,
        per_page=PER_PAGE,
    )
    context = {"query": query, "listing": listing, "other_languages": _in_other_languages(query)}
    return render(request, "search/results.html", context)


def _in_other_languages(query: str) -> list[OtherLanguage]:
    entries = Entry.objects.exclude(locale__language_code=get_language())
    found = matching(entries, query).order_by().values_list("locale__language_code").annotate(Count("pk"))
    return [_other_language(code, count, query) for code, count in sorted(found)]


def _other_language(code: str, count: int, query: str) -> OtherLanguage:
    with translation.override(code):
        url = reverse("search")
    return OtherLanguage(code, language_name(code), count, f"{url}?{urlencode({'q': query})}")


@require_safe
def alerts(request: HttpRequest) -> HttpResponse:
    """All alerts that were published in the reader's language, the newest first."""
    found = Alert.objects.in_language(get_language()).public()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "home/alerts.html", {"alerts": page})
