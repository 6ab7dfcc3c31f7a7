"""Putting rows back as they were: same ids, same words, same times."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from wagtail.models import Page, ReferenceIndex
from wagtail.search.backends import get_search_backends

from cms_site.core.lifecycle.models import BinItem
from cms_site.core.lifecycle.snapshot import rows_of

Rows = dict[type[models.Model], dict[Any, models.Model]]


def load(item: BinItem) -> Rows:
    """The rows of `item` as instances that are not stored, by model and id.

    Columns that a later version has added take their default, those that it dropped are left out.
    """
    loaded: Rows = defaultdict(dict)
    for model, rows in rows_of(item):
        columns = {column.attname: column for column in model._meta.local_concrete_fields}
        for row in rows:
            known = {name: columns[name].to_python(value) for name, value in row.items() if name in columns}
            instance = model(**known)
            loaded[model][instance.pk] = instance
    return loaded


def drop_what_lost_its_owner(rows: Rows) -> list[models.Model]:
    """Take out of `rows` what belongs to something that is gone since, and empty references to it where that may be.

    Returns the rows of pages that cannot be without what is gone; nothing else is ever said about.
    """
    stuck: list[models.Model] = []
    while True:
        missing = _missing(rows)
        if not missing:
            return stuck
        for model, pk, column in missing:
            row = rows[model].get(pk)
            if row is None:
                continue
            if column.null:
                setattr(row, column.attname, None)
            elif issubclass(model, Page):
                stuck.append(row)
                rows[model].pop(pk)
            else:
                rows[model].pop(pk)


def _missing(rows: Rows) -> list[tuple[type[models.Model], Any, models.ForeignKey]]:
    """Model, id and column of each reference to a row that is neither stored nor about to be."""
    wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
    uses: list[tuple[type[models.Model], Any, models.ForeignKey, Any]] = []
    for model, instances in rows.items():
        foreign = [column for column in model._meta.local_concrete_fields if isinstance(column, models.ForeignKey)]
        columns = [column for column in foreign if getattr(column, "db_constraint", True)]
        for column in columns:
            target = column.remote_field.model
            for pk, instance in instances.items():
                value = getattr(instance, column.attname)
                if value is not None and value not in rows.get(target, {}):
                    wanted[target].add(value)
                    uses.append((model, pk, column, value))
    there = {target: _existing(target, values) for target, values in wanted.items()}
    return [(model, pk, column) for model, pk, column, value in uses if value not in there[column.remote_field.model]]


def _existing(model: type[models.Model], values: set[Any]) -> set[Any]:
    return set(model._base_manager.filter(pk__in=values).values_list("pk", flat=True))


def insert(rows: Rows) -> None:
    """Store the rows. No signal is sent and nothing computed anew: they are what they were."""
    for model, instances in rows.items():
        if instances:
            fields = model._meta.local_concrete_fields
            manager: Any = model._base_manager
            chosen = list(instances.values())
            for start in range(0, len(chosen), 100):
                manager.all()._insert(chosen[start : start + 100], fields=fields, using=manager.db, raw=True)


def refill_references(item: BinItem) -> None:
    """Let what referred to the pages refer to them again, unless it refers to something else by now."""
    for stored in item.rows.filter(what="reference").exclude(field=""):
        model = apps.get_model(stored.table)
        column = model._meta.get_field(stored.field).attname
        for pk, value in stored.content:
            try:
                with transaction.atomic():
                    model._base_manager.filter(pk=pk, **{column: None}).update(**{column: value})
            except IntegrityError:  # a rule that holds between columns does not allow it any more
                continue


def index(pages: Iterable[Any], mentioned_in: Iterable[tuple[int, str]]) -> None:
    """Make editors' search and the index of references know `pages`, and again what mentions them."""
    by_model: Mapping[type[models.Model], list[Any]] = defaultdict(list)
    for page in pages:
        by_model[type(page)].append(page)
        ReferenceIndex.create_or_update_for_object(page)
    for backend in get_search_backends(with_auto_update=True):
        for model, found in by_model.items():
            backend.add_bulk(model, found)
    for content_type, object_id in mentioned_in:
        model_class = ContentType.objects.get_for_id(content_type).model_class()
        source = model_class._base_manager.filter(pk=object_id).first() if model_class else None
        if source is not None:
            ReferenceIndex.create_or_update_for_object(source)
