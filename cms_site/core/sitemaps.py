"""What search engines are told: an index of sitemaps, one a language, each address with those in other languages."""

from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import index, sitemap
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cms_site.core.catalog.models import Entry, EntryQuerySet


class LanguageSitemap(Sitemap):
    """The public pages of one language, from the catalogue: two queries a file."""

    limit = 5000

    def __init__(self, language: str) -> None:
        self.language = language

    def items(self) -> EntryQuerySet:
        """The entries in a stable order."""
        return Entry.objects.in_language(self.language).order_by("pk").only("url", "changed", "translation_key")

    def location(self, item: Entry) -> str:
        return item.url

    def lastmod(self, item: Entry) -> Any:
        return item.changed

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        """The addresses of one file, each with its alternates; a page in one language has none."""
        urls: list[Any] = super().get_urls(page, site, protocol)
        scheme = self.get_protocol(protocol)
        keys = [url["item"].translation_key for url in urls]
        languages: dict[Any, list[tuple[str, str]]] = {}
        found = Entry.objects.filter(translation_key__in=keys).order_by("locale_id")
        for key, code, path in found.values_list("translation_key", "locale__language_code", "url"):
            languages.setdefault(key, []).append((code, f"{scheme}://{site.domain}{path}"))
        for url in urls:
            url["alternates"] = _alternates(languages[url["item"].translation_key])
        return urls


def _alternates(pairs: list[tuple[str, str]]) -> list[dict[str, str]]:
    if len(pairs) < 2:
        return []
    default = [("x-default", url) for code, url in pairs if code == settings.LANGUAGE_CODE]
    return [{"lang_code": code, "location": url} for code, url in [*pairs, *default]]


def _sitemaps() -> dict[str, type[Sitemap] | Sitemap]:
    return {code: LanguageSitemap(code) for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES}


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The list of sitemaps."""
    return index(request, _sitemaps(), sitemap_url_name="sitemap")


@require_safe
def language_sitemap(request: HttpRequest, section: str) -> HttpResponse:
    """The sitemap of one language."""
    return sitemap(request, _sitemaps(), section=section)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may not enter, and where the sitemaps are."""
    address = request.build_absolute_uri(reverse("sitemap_index"))
    lines = ["User-agent: *", f"Disallow: /{settings.ADMIN_PATH}", f"Sitemap: {address}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
