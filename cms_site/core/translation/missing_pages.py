"""What a reader gets at an address where a translation would be."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.defaults import page_not_found as plain_page_not_found
from wagtail.models import Page

from cms_site.core.catalog.models import Entry
from cms_site.core.translation.addresses import language_of


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The 404 page; where only the translation is missing, one in the reader's language that leads to the source."""
    entry = source_entry(request.path)
    if entry is None:
        return plain_page_not_found(request, exception)
    context = {"entry": entry, "exception": True, "missing_translation": True}
    return render(request, "missing_translation.html", context, status=404)


def source_entry(path: str) -> Entry | None:
    """The public source page whose translation would have the address `path`; None if there is none.

    The translation may be there as a draft, or not at all: then its address would be that of the source below the
    nearest public translation above it, or below the prefix of the language.
    """
    language = language_of(path)
    if language == settings.LANGUAGE_CODE or language != get_language():
        return None
    path = path if path.endswith("/") else path + "/"
    prefix = f"/{language}/"
    rest = path.removeprefix(prefix)
    sources = Entry.objects.in_language(settings.LANGUAGE_CODE).defer("words", "title_words")
    draft = Page.objects.filter(locale__language_code=language, url_path__endswith=f"/{rest}" if rest else "/")
    keys = [page.translation_key for page in draft if _address(page) == path]
    found = sources.filter(translation_key__in=keys).first() if keys else None
    return found or sources.filter(url__in=_candidates(prefix, rest)).order_by("-url").first()


def _address(page: Page) -> str:
    parts = page.get_url_parts()
    return parts[2] if parts else ""


def _candidates(prefix: str, rest: str) -> list[str]:
    """The addresses that the source may have: the same path, and the same tail below each translated ancestor."""
    steps = [step for step in rest.split("/") if step]
    heads = {prefix + "".join(f"{step}/" for step in steps[:length]): steps[length:] for length in range(len(steps))}
    above = Entry.objects.filter(url__in=heads).values_list("url", "translation_key")
    keys = {key: url for url, key in above}
    homes = Entry.objects.in_language(settings.LANGUAGE_CODE, keys).values_list("translation_key", "url")
    tails = [url + "".join(f"{step}/" for step in heads[keys[key]]) for key, url in homes]
    return ["/" + rest, *tails]
