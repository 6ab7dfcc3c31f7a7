"""The stored passages of source pages, and what each publication changed in them."""

from dataclasses import astuple
from typing import Any

from django.conf import settings
from wagtail.models import Page

from cms_site.core.changes.models import PublishedChange
from cms_site.core.translation.models import PassageChange, SourcePassages
from cms_site.core.translation.paragraphs import Paragraph, follow
from cms_site.core.translation.passages import passages_of


def source_of(page: Any) -> Any:
    """The source page that `page` is a translation of, or None for a page that has none or is one."""
    if page.is_source:
        return None
    found = Page.objects.filter(translation_key=page.translation_key, locale__language_code=settings.LANGUAGE_CODE)
    return found.first()


def paragraphs_of_source(source: Page) -> list[Paragraph]:
    """The public paragraphs of a source; those of its newest draft while it has never been public."""
    stored = SourcePassages.objects.filter(pk=source.pk).first()
    if stored is not None:
        return _read(stored)
    return follow([], passages_of(_text_of(source)), 1)[0]


def remember_source(source: Page) -> SourcePassages:
    """The stored passages of a source, written now if this is the first time that anybody asks for them."""
    stored = SourcePassages.objects.filter(pk=source.pk).first()
    if stored is None:
        stored = SourcePassages(page_id=source.pk)
        _write(stored, passages_of(_text_of(source)))
    return stored


def source_published(source: Any, change: PublishedChange) -> None:
    """Store the passages of a source that is being published and what the publication changed in them.

    `remember_source` was called before the row of the page was written.
    """
    stored = SourcePassages.objects.filter(pk=source.pk).first() or SourcePassages(page_id=source.pk)
    before = {paragraph.place: paragraph.text for paragraph in _read(stored)}
    _write(stored, passages_of(source))
    after = {paragraph.place: paragraph.text for paragraph in _read(stored)}
    if not before:
        return
    changed = [place for place in {**before, **after} if before.get(place) != after.get(place)]
    PassageChange.objects.bulk_create(
        PassageChange(change=change, page_id=source.pk, place=place, before=before.get(place), after=after.get(place))
        for place in changed
    )


def paragraphs_at(source: Page, change: int) -> dict[str, str]:
    """The texts of a source by place as they were public right after the publication numbered `change`."""
    texts = {paragraph.place: paragraph.text for paragraph in paragraphs_of_source(source)}
    later = PassageChange.objects.filter(page_id=source.pk, change_id__gt=change).order_by("-change_id")
    for place, before in later.values_list("place", "before"):
        if before is None:
            texts.pop(place, None)
        else:
            texts[place] = before
    return texts


def newest_change(source_id: int, until: int | None = None) -> int:
    """The number of the last publication of a page, or of the last one until a number; 0 if there was none."""
    found = PublishedChange.objects.filter(page_id=source_id)
    if until is not None:
        found = found.filter(pk__lte=until)
    return found.order_by("-pk").values_list("pk", flat=True).first() or 0


def _text_of(source: Page) -> Any:
    return source.specific if source.live or not source.latest_revision_id else source.get_latest_revision_as_object()


def _read(stored: SourcePassages) -> list[Paragraph]:
    return [Paragraph(*row) for row in stored.paragraphs]


def _write(stored: SourcePassages, passages: Any) -> None:
    paragraphs, stored.next_number = follow(_read(stored), passages, stored.next_number)
    stored.paragraphs = [list(astuple(paragraph)) for paragraph in paragraphs]
    stored.save()
