"""Public pages that other pages point to, in the reader's language where there is one."""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Page

from cms_site.core.catalog.models import Entry


def linked(pages: Iterable[Page | None]) -> list[Entry]:
    """The catalogue's entries for `pages` in their order, in one query with one more for the pictures.

    A page that is not public in the reader's language stands there in Ukrainian; one that is not public in either is
    left out, and so is a second mention of the same page.
    """
    keys = list(dict.fromkeys(page.translation_key for page in pages if page is not None))
    found = entries_of(keys)
    return [found[key] for key in keys if key in found]


def entries_of(keys: Iterable[UUID]) -> dict[UUID, Entry]:
    """The entries of translation keys, each in the reader's language or else in Ukrainian."""
    languages = [settings.LANGUAGE_CODE, get_language() or settings.LANGUAGE_CODE]
    entries = Entry.objects.filter(translation_key__in=list(keys), locale__language_code__in=languages)
    by_rank = sorted(
        entries.select_related("locale").with_pictures(), key=lambda entry: languages.index(entry.locale.language_code)
    )
    return {entry.translation_key: entry for entry in by_rank}
