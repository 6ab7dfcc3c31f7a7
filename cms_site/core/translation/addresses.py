"""Every address belongs to one language."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils.translation import get_language, get_language_from_path
from wagtail.models import Page

from cms_site.core.catalog.models import Entry
from cms_site.core.translation.completeness import missing


def language_of(path: str) -> str:
    """The language that an address on this site belongs to."""
    return get_language_from_path(path) or settings.LANGUAGE_CODE


def refuse_wrong_language(page: Page, request: HttpRequest, serve_args: list, serve_kwargs: dict[str, Any]) -> None:
    """Raise Http404 for a page under the prefix of another language, or not complete in its own.

    Wagtail falls back to the home page of the source language where a language has no public home page of its own,
    and would show the whole Ukrainian site again under /pl/. It also serves a page of one language that stands in the
    tree of another.
    """
    from cms_site.core.models.base import BasePage

    address = page.get_url_parts(request)
    language = get_language()
    if (address is not None and language_of(address[2]) != language) or page.locale.language_code != language:
        raise Http404
    if isinstance(page, BasePage) and not page.is_source and not is_shown(page):
        raise Http404


def is_shown(page: Any) -> bool:
    """Whether a translation may be shown to whom its section is open: the catalogue knows it, or it is complete."""
    return Entry.objects.filter(pk=page.pk).exists() or not missing(page)
