"""Addresses in Cyrillic letters, as former sites had them, lead to the same address in Latin ones."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.cache import patch_cache_control
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from cms_site.core.catalog.models import Entry
from cms_site.core.transliteration import slug
from cms_site.core.word_forms import is_cyrillic

# Browsers keep a permanent redirect for ever unless told otherwise, and a page may be published there later.
REMEMBERED = 3600


class CyrillicAddressMiddleware:
    """Leads from /новини/щось/ to /novyny/shchos/ where that is, or was, the address of a public page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response; at most three queries more for a Cyrillic address where nothing is."""
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD") or not is_cyrillic(request.path):
            return response
        url = public_address(request)
        if url is None:
            return response
        redirect = HttpResponsePermanentRedirect(url)
        patch_cache_control(redirect, max_age=REMEMBERED)
        return redirect


def public_address(request: HttpRequest) -> str | None:
    """The address of the public page that the Cyrillic path of the request means; None if there is none.

    It is always one that the catalogue has, so nobody is led off the site or to what is not public.
    """
    parts = [slug(part) if is_cyrillic(part) else part for part in request.path.split("/") if part]
    if not all(parts) or "\x00" in request.path:  # which PostgreSQL refuses
        return None
    path = "/" + "".join(f"{part}/" for part in parts)
    urls = Entry.objects.values_list("url", flat=True)
    found: str | None = urls.filter(url=path).first()
    if found is None:
        former = Redirect.get_for_site(Site.find_for_request(request)).filter(old_path=Redirect.normalise_path(path))
        found = urls.filter(pk__in=former.values("redirect_page")).first()
    return found
