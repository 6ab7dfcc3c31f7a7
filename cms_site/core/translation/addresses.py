"""Every address belongs to one language."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils.translation import get_language, get_language_from_path
from wagtail.models import Page


def refuse_wrong_language(page: Page, request: HttpRequest, serve_args: list, serve_kwargs: dict[str, Any]) -> None:
    """Raise Http404 for a page under the prefix of another language.

    Wagtail falls back to the home page of the source language where a language has no public home page of its own,
    and would show the whole Ukrainian site again under /pl/.
    """
    address = page.get_url_parts(request)
    if address is not None and (get_language_from_path(address[2]) or settings.LANGUAGE_CODE) != get_language():
        raise Http404
