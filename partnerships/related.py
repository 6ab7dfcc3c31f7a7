"""What belongs to a partner or an agreement, whatever app it comes from: read from the facets of the catalogue."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import get_language

from cms_site.core.catalog.models import Entry, EntryQuerySet

AGREEMENT = "partnerships.agreement"
CONVOY = "partnerships.convoypage"


def entries_with(facet: str, *keys: UUID | str) -> EntryQuerySet:
    """Public pages in the reader's language that name one of the pages `keys` (translation keys) under `facet`."""
    named = Entry.objects.in_language(get_language()).filter(
        facets__name=facet, facets__value__in=[str(key) for key in keys]
    )
    return named.newest_first().with_pictures()


def of_agreement(key: UUID) -> dict[str, list[Entry]]:
    """The convoys under an agreement, and everything else that names it."""
    named = list(entries_with("agreement", key))
    return {
        "convoys": [entry for entry in named if entry.page_type == CONVOY],
        "others": [entry for entry in named if entry.page_type != CONVOY],
    }


def linked(page: Any) -> list[Entry]:
    """The public entry of `page` in the reader's language, or else in the source language; none if it is not public."""
    if page is None:
        return []
    wanted = [get_language(), settings.LANGUAGE_CODE]
    entries = Entry.objects.filter(translation_key=page.translation_key).select_related("locale")
    by_language = {entry.locale.language_code: entry for entry in entries}
    return [by_language[language] for language in wanted if language in by_language][:1]
