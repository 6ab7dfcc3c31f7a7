"""Public pages that other pages point to, in the reader's language where there is one."""

from collections.abc import Iterable

from django.utils.translation import get_language
from wagtail.models import Page

from cms_site.core.catalog.models import Entry


def linked(pages: Iterable[Page | None]) -> list[Entry]:
    """The catalogue's entries for `pages` in their order, in one query with two more for the pictures.

    A page that is not public in the reader's language stands there in Ukrainian; one that is not public in either is
    left out, and so is a second mention of the same page.
    """
    keys = list(dict.fromkeys(page.translation_key for page in pages if page is not None))
    found = Entry.objects.with_pictures().for_reader(get_language(), keys)
    return [found[key] for key in keys if key in found]
