"""What tells readers how a page stands to other languages and to what it said before."""

from typing import Any

from django import template
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import get_language

from cms_site.core.catalog.models import Entry
from cms_site.core.changes.models import PublishedChange
from cms_site.core.translation.models import TranslationState
from cms_site.core.translation.scripts import in_foreign_letters

register = template.Library()


@register.filter
def foreign(text: Any) -> str:
    """The language of a text that was left in the letters of the source, for its `lang`; empty for the reader's own."""
    return settings.LANGUAGE_CODE if in_foreign_letters(str(text), get_language() or "") else ""


@register.simple_tag
def corrections_of(page: Any) -> QuerySet[PublishedChange]:
    """The public corrections of a page, the newest first."""
    return PublishedChange.public_of(page)


@register.simple_tag
def missed_correction(page: Any) -> TranslationState | None:
    """The state of a translation whose source was corrected since; None where it follows or is no translation."""
    if not getattr(page, "pk", None) or getattr(page, "is_source", True):
        return None
    states = TranslationState.objects.filter(pk=page.pk, correction__isnull=False)
    return states.select_related("correction").first()


@register.simple_tag
def entry_of(page_id: int) -> Entry | None:
    """The catalogue's entry of a page; None for one that the public may not see."""
    return Entry.objects.filter(pk=page_id).defer("words", "title_words").first()
