"""The editor of wagtail-localize: what it may not make public, said in words."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms_site.core.translation.completeness import Missing, sentence
from cms_site.core.translation.passages import label_of_place
from cms_site.core.translation.scripts import has_letters, in_foreign_letters, written_in_cyrillic


def refuse_unfinished(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Answer "publish" in that editor with what is missing; None where nothing is, or for any other request.

    It would put the words of the source in place of missing ones. What was translated is stored string by string.
    """
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    ).first()
    found = untranslated(translation, page.specific) if translation else []
    if not found:
        return None
    messages.error(request, sentence(found))
    return redirect("wagtailadmin_pages:edit", page.pk)


def untranslated(translation: Translation, page: Any) -> list[Missing]:
    """The strings that wagtail-localize would take from the source, as passages that are missing."""
    language = translation.target_locale.language_code
    segments = translation.source.stringsegment_set.order_by("order").annotate_translation(translation.target_locale)
    rows = segments.filter(translation__isnull=True).values_list("context__path", "string__data")
    return [
        Missing(path, label_of_place(page, path), "")
        for path, text in rows
        if path != "slug" and _needs_words(text, language)
    ]


def _needs_words(text: str, language: str) -> bool:
    return has_letters(text) if written_in_cyrillic(language) else in_foreign_letters(text, language)
