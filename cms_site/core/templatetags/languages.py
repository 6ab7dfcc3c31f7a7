"""What tells readers how a page stands to other languages and to what it said before."""

from typing import Any

from django import template
from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language

from cms_site.core.catalog.models import Entry
from cms_site.core.changes.models import PublishedChange
from cms_site.core.page_types import shown_facts
from cms_site.core.translation.models import TranslationState
from cms_site.core.translation.scripts import in_foreign_letters
from cms_site.core.translation.sources import source_of

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


@register.simple_tag
def facts_from_source(page: Any) -> dict[str, Any]:
    """What a translation takes from its source and readers see, and where that is edited; empty without a source."""
    source = source_of(page).specific if hasattr(page, "facts") and source_of(page) else None
    if source is None:
        return {}
    neutral = {fact.name for fact in source.facts if fact.neutral}
    rows = [fact for fact in shown_facts(source) if fact.name in neutral]
    return {
        "rows": [row for row in rows if row.recorded],
        "edit_url": reverse("wagtailadmin_pages:edit", args=[source.pk]),
        "title": source.title,
        "language": source.locale.language_code,
    }
