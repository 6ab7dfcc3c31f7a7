"""How public translations stand to their sources: written when either is published, read by pages and lists."""

from typing import Any

from django.conf import settings
from wagtail.models import Page, PageQuerySet

from cms_site.core.changes.models import PublishedChange, Weight
from cms_site.core.translation.jobs.required import in_summary, is_summarised
from cms_site.core.translation.memory import origins_of
from cms_site.core.translation.models import TranslationState
from cms_site.core.translation.sources import paragraphs_of_source, source_of
from cms_site.core.translation.staleness import Outdated, outdated, weighty_changes


def outdated_passages(page: Any, source: Page | None = None) -> list[Outdated]:
    """What a translation, as it is in memory, has to follow of its public source; nothing without one."""
    source = source or source_of(page)
    if source is None:
        return []
    public = {paragraph.place: paragraph.text for paragraph in paragraphs_of_source(source)}
    found = outdated(public, origins_of(source, page), weighty_changes(source.pk))
    return [passage for passage in found if in_summary(passage.place)] if is_summarised(page) else found


def refresh_state(page: Any, source: Page) -> None:
    """Write the state of one public translation; a page that is not public has none."""
    if not page.live:
        TranslationState.objects.filter(pk=page.pk).delete()
        return
    found = outdated_passages(page, source)
    changes = PublishedChange.objects.in_bulk({number for passage in found for number in passage.changes})
    corrections = [number for number, change in changes.items() if change.weight == Weight.CORRECTION]
    TranslationState.objects.update_or_create(
        pk=page.pk,
        defaults={
            "source": source,
            "outdated": len(found),
            "words": sum(passage.words for passage in found),
            "since": min((change.published_at for change in changes.values()), default=None),
            "correction_id": max(corrections, default=None),
        },
    )


def refresh_states(source: Page) -> None:
    """Write the states of all public translations of a source."""
    for page in translations_of(source).filter(live=True).specific():
        refresh_state(page, source)


def translations_of(source: Page) -> PageQuerySet:
    """The pages that are translations of a source, public or not."""
    pages: Any = Page.objects.filter(translation_key=source.translation_key, alias_of=None)
    return pages.exclude(locale__language_code=settings.LANGUAGE_CODE)
