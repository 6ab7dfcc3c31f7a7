"""Public pages as records of data, a batch at a time in a constant number of queries."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from cms_site.core.admin.exports import BATCH, relations
from cms_site.core.catalog.models import Entry
from cms_site.core.catalog.projection import public_pages
from cms_site.core.open_fields import Kind, Links, OpenField, fields_of
from cms_site.core.public_files import private_collections

Record = dict[str, Any]


def frame() -> list[OpenField]:
    """The fields that every record has beside the facts of its page type."""
    return [
        OpenField("id", "translation_key", Kind.TEXT, _("Identifier"), meaning=_("Stays the same in every language.")),
        OpenField(
            "language",
            "language",
            Kind.TEXT,
            _("Language"),
            meaning=_("Of the texts of this record: Ukrainian where there is no translation yet."),
        ),
        OpenField("title", "title", Kind.TEXT, _("Title")),
        OpenField("lead", "lead", Kind.TEXT, _("Lead")),
        OpenField("url", "url", Kind.ADDRESS, _("Address")),
        OpenField("updated", "updated", Kind.MOMENT, _("Updated")),
    ]


def records_of(
    model: Any, page_ids: Sequence[int], *, language: str, absolute: Callable[[str], str]
) -> dict[int, Record]:
    """What the public may know now of those pages that are public, by page id.

    Each in its own texts; codes are in the words of `language`, related pages by their title in it. Pages that are not
    in the catalogue are left out, here and as related pages. The same queries whatever the number of pages.
    """
    fields = fields_of(model)
    pages = _pages(model, page_ids)
    keys = {key for page in pages for field in fields for key in field.related_keys(page)}
    links = Links(Entry.objects.for_reader(language, keys) if keys else {}, private_collections(), absolute)
    with translation.override(language):
        return {page.pk: _record(page, fields, links) for page in pages}


def in_batches(
    model: Any, page_ids: Sequence[int], *, language: str, absolute: Callable[[str], str]
) -> Iterator[Record]:
    """`records_of` one by one in the order of `page_ids`; few pages are in memory at a time."""
    for start in range(0, len(page_ids), BATCH):
        batch = page_ids[start : start + BATCH]
        found = records_of(model, batch, language=language, absolute=absolute)
        yield from (found[pk] for pk in batch if pk in found)


def _pages(model: Any, page_ids: Iterable[int]) -> list[Any]:
    names = {fact.name for fact in model.facts} | {field.source for field in fields_of(model)}
    pages: Any = public_pages(model).filter(pk__in=page_ids, catalog_entry__isnull=False).select_related("locale")
    return list(pages.defer_streamfields().prefetch_related("catalog_entry", *relations(model, names)))


def _record(page: Any, fields: list[OpenField], links: Links) -> Record:
    entry = page.catalog_entry
    record: Record = {
        "id": str(page.translation_key),
        "language": page.locale.language_code,
        "title": entry.title,
        "lead": entry.lead or None,
        "url": links.absolute(entry.url),
        "updated": entry.changed,
    }
    for field in fields:
        record.update(field.values(page, links))
    return record
