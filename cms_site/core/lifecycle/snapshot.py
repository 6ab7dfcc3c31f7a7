"""Every row that the deletion of pages takes along, as plain values, and the references that it empties.

What goes is asked of Django itself, so that an app that hangs rows on pages need not know the bin.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models, router
from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from wagtail.models import Page, ReferenceIndex

from cms_site.core.lifecycle.models import BinItem, BinnedRows

BATCH = 100
# Made anew from what is restored: catalogue, numbers of the board, index of references, words for editors' search.
DERIVED = {
    "core.Entry",
    "core.EntryFacet",
    "core.TranslationCount",
    "wagtailcore.ReferenceIndex",
    "wagtailsearch.IndexEntry",
    "wagtailsearch.SQLiteFTSIndexEntry",
}


class HeldError(Exception):
    """Pages that cannot be deleted, because others depend on them; `objects` are those."""

    def __init__(self, objects: Iterable[Any]) -> None:
        super().__init__()
        self.objects = list(objects)


@dataclass
class Snapshot:
    """Ids of the rows by model, and by field the ids of the rows outside that refer to them and will not any more."""

    rows: dict[type[models.Model], list[Any]] = field(default_factory=dict)
    emptied: dict[models.Field, list[Any]] = field(default_factory=dict)


class _EveryRow(Collector):
    """Django's own collector, which looks at each row also where it could delete them unseen."""

    def can_fast_delete(self, objs: Any, from_field: Any = None) -> bool:
        return False


def collect(pages: models.QuerySet) -> Snapshot:
    """What goes with `pages`; raises HeldError if something that stays depends on them."""
    collector = _EveryRow(using=router.db_for_write(Page), origin=pages)
    try:
        collector.collect(Page.objects.filter(pk__in=list(pages.values_list("pk", flat=True))))
    except (ProtectedError, RestrictedError) as error:
        objects = getattr(error, "protected_objects", None) or error.restricted_objects  # type: ignore[union-attr]
        raise HeldError(objects) from None
    rows = {model: [row.pk for row in found] for model, found in collector.data.items()}
    kept = {model: ids for model, ids in rows.items() if model._meta.label not in DERIVED}
    emptied: dict[models.Field, list[Any]] = {}
    for (emptied_field, _value), batches in collector.field_updates.items():
        ids = {row.pk for batch in batches for row in cast(Any, batch)} - set(rows.get(emptied_field.model, ()))
        if ids:
            emptied.setdefault(emptied_field, []).extend(sorted(ids))
    return Snapshot(kept, emptied)


def store(item: BinItem, snapshot: Snapshot) -> None:
    """Write the rows of a snapshot to the bin."""
    for model, ids in snapshot.rows.items():
        for chunk in _chunks(ids):
            rows = model._base_manager.filter(pk__in=chunk)
            BinnedRows.objects.create(
                item=item, what="row", table=model._meta.label, content=[_plain(row) for row in rows]
            )
    for emptied_field, ids in snapshot.emptied.items():
        for chunk in _chunks(ids):
            owner = emptied_field.model
            values = dict(owner._base_manager.filter(pk__in=chunk).values_list("pk", emptied_field.attname))
            content = [[_simple(pk), _simple(value)] for pk, value in values.items() if value is not None]
            BinnedRows.objects.create(
                item=item, what="reference", table=owner._meta.label, field=emptied_field.name, content=content
            )


def sources_of_references(pages: models.QuerySet) -> list[list[Any]]:
    """What mentions `pages` from outside, as pairs of content type and id, for the index of references."""
    ids = [str(pk) for pk in pages.values_list("pk", flat=True)]
    page_type = ContentType.objects.get_for_model(Page)
    found = ReferenceIndex.objects.filter(to_object_id__in=ids, to_content_type=page_type)
    outside = found.exclude(base_content_type=page_type, object_id__in=ids)
    return [list(pair) for pair in sorted(set(outside.values_list("content_type", "object_id")))]


def rows_of(item: BinItem) -> Iterator[tuple[type[models.Model], list[dict[str, Any]]]]:
    """The stored rows, table by table; a table that no longer exists is left out."""
    for stored in item.rows.filter(what="row").order_by("pk"):
        try:
            model = apps.get_model(stored.table)
        except LookupError:
            continue
        yield model, stored.content


def _plain(row: models.Model) -> dict[str, Any]:
    """The columns of the row's own table, each as JSON can say it."""
    values = {}
    for column in row._meta.local_concrete_fields:
        value = column.value_from_object(row)
        plain = value is None or isinstance(value, bool | int | float) or isinstance(column, models.JSONField)
        values[column.attname] = value if plain else column.value_to_string(row)
    return values


def _simple(value: Any) -> Any:
    return str(value) if isinstance(value, UUID | date | time | Decimal) else value


def _chunks(ids: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]
