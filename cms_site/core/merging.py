"""Merging two records into one: whatever named the one names the other afterwards, drafts and old versions included.

What names a record is found by looking at the models, so that a relation added tomorrow is moved as well.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.log_actions import log
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail.search import index
from wagtail_localize.models import TranslationSource

from cms_site.core.catalog import projection

# Columns by which rows differ though they say the same.
BOOKKEEPING = {"id", "translation_key", "locale", "sort_order"}
# Where pages are kept as they were: the model, the column with the content, and the one with its type.
VERSIONS = ((Revision, "content", "content_type"), (TranslationSource, "content_json", "specific_content_type"))


class MergeError(Exception):
    """Two records cannot be merged; says why."""


@dataclass(frozen=True)
class Relation:
    """A column somewhere that names records of the merged kind."""

    model: type[models.Model]
    field: Any

    def rows(self, record: models.Model) -> models.QuerySet:
        """The rows that name the record."""
        return self.model._base_manager.filter(**{self.field.name: record})

    @cached_property
    def to_page(self) -> str:
        """The lookup from a row to the page it belongs to; empty where it belongs to none."""
        return _way_to_page(self.model)

    @cached_property
    def says_nothing_else(self) -> bool:
        """Whether a row says no more than that its parent names the record; a second one would say it twice."""
        columns = {column.name for column in self.model._meta.concrete_fields if not isinstance(column, ParentalKey)}
        return bool(self.parent) and columns - BOOKKEEPING == {self.field.name}

    @cached_property
    def parent(self) -> str:
        """The column that names what a row belongs to; empty for what is no row."""
        found = (field.name for field in self.model._meta.concrete_fields if isinstance(field, ParentalKey))
        return next(found, "")


@dataclass(frozen=True)
class Use:
    """What names a record in one kind of place: how much of it there is, and the pages it belongs to."""

    relation: Relation
    number: int
    pages: list[int]

    @property
    def label(self) -> str:
        return str(self.relation.model._meta.verbose_name_plural)


def relations(model: type[models.Model]) -> list[Relation]:
    """All columns of all models that name records of `model`, but for the record's own rows, such as its names."""
    return [
        Relation(other, field)
        for other in apps.get_models(include_auto_created=True)
        if not other._meta.proxy
        for field in other._meta.local_concrete_fields
        if field.is_relation and field.related_model is model and not isinstance(field, ParentalKey)
    ]


def uses(record: models.Model) -> list[Use]:
    """What names the record now; kinds of places where nothing does are left out."""
    found = []
    for relation in relations(type(record)):
        rows = relation.rows(record)
        if number := rows.count():
            pages = set(rows.values_list(relation.to_page, flat=True)) if relation.to_page else set()
            found.append(Use(relation, number, sorted(pages - {None})))
    return found


def merge(kept: Any, given_up: Any, *, user: Any = None) -> dict[str, int]:
    """Make everything that names `given_up` name `kept`, hand its names over and delete it; all or nothing.

    Returns how much was moved, by what it is, and leaves it in the log of `kept`. Both must be of one model with a
    method `take_over`. Raises MergeError where something cannot name `kept` or still names `given_up`.
    """
    if type(kept) is not type(given_up) or kept.pk == given_up.pk:
        raise MergeError(_("A record can only be merged with another one of its kind."))
    try:
        with transaction.atomic():
            return _merge(kept, given_up, user)
    except (IntegrityError, models.ProtectedError) as error:
        raise MergeError(_("Something names both, or was changed at this moment. Nothing was merged.")) from error


def _merge(kept: Any, given_up: Any, user: Any) -> dict[str, int]:
    list(type(kept)._base_manager.select_for_update().filter(pk__in=[kept.pk, given_up.pk]).order_by("pk"))
    moved: Counter[str] = Counter()
    found = uses(given_up)
    for use in found:
        moved[use.label] += use.number
        _move(use.relation, kept, given_up)
    moved[str(Revision._meta.verbose_name_plural)] += _rewrite_versions(kept, given_up)
    _refresh({page for use in found for page in use.pages})
    if ReferenceIndex.get_references_to(given_up).exclude(base_content_type=_type_of(given_up)).exists():
        raise MergeError(_("A text still names it. Change the text first."))
    data = {"name": str(given_up.name), "id": given_up.pk, "moved": dict(+moved)}
    kept.take_over(given_up)
    given_up.delete()
    log(instance=kept, action="core.merge", user=user, data=data)
    return dict(+moved)


def _move(relation: Relation, kept: Any, given_up: Any) -> None:
    rows = relation.rows(given_up)
    if relation.says_nothing_else:
        named = relation.rows(kept).values(relation.parent)
        doubled = list(rows.filter(**{f"{relation.parent}__in": named}).values_list("pk", flat=True))
        relation.model._base_manager.filter(pk__in=doubled).delete()
    rows.update(**{relation.field.name: kept})
    if not relation.to_page:
        for row in relation.rows(kept):
            ReferenceIndex.create_or_update_for_object(row)


def _refresh(page_ids: set[int]) -> None:
    """Tell the catalogue, search and the index of references what the pages name now.

    With their translations: what belongs to a page once, whatever its languages, all of them say.
    """
    keys = Page.objects.filter(pk__in=page_ids).order_by().values("translation_key")
    pages = Page.objects.filter(translation_key__in=keys)
    projection.refresh(pages)
    for page in pages.specific().iterator(chunk_size=projection.BATCH):
        ReferenceIndex.create_or_update_for_object(page)
        index.insert_or_update_object(page)


def _rewrite_versions(kept: Any, given_up: Any) -> int:
    """Name `kept` in every stored version, so that no old draft brings the given up record back; how many named it."""
    known = relations(type(given_up))
    types = {ContentType.objects.get_for_model(m).pk: m for m in apps.get_models() if _may_name(m, known)}
    changed = 0
    for model, column, content_type in VERSIONS:
        for pk, content, type_id in _suspects(model, column, content_type, list(types), known, given_up):
            parsed = json.loads(content) if isinstance(content, str) else content
            if _rename(parsed, types[type_id], known, given_up.pk, kept.pk):
                stored = json.dumps(parsed) if isinstance(content, str) else parsed
                model._base_manager.filter(pk=pk).update(**{column: stored})
                changed += model is Revision
    return changed


def _suspects(
    model: Any, column: str, content_type: str, types: list[int], known: list[Relation], record: Any
) -> Iterator[tuple[Any, Any, int]]:
    """The versions whose text may name the record; a number that only begins like its key is sorted out later."""
    mentioned = Q()
    for name in {relation.field.name for relation in known}:
        mentioned |= Q(as_text__contains=f'"{name}": {record.pk}')
    rows = model._base_manager.filter(**{f"{content_type}__in": types})
    rows = rows.annotate(as_text=Cast(F(column), TextField())).filter(mentioned)
    # A list, because PostgreSQL would go on reading what is written meanwhile.
    for pk in list(rows.values_list("pk", flat=True)):
        yield model._base_manager.values_list("pk", column, content_type).get(pk=pk)


def _rename(content: dict[str, Any], model: Any, known: list[Relation], old: Any, new: Any) -> bool:
    """Replace one key by the other in the stored content of an object and its rows; whether there was any."""
    changed = False
    for relation in known:
        if issubclass(model, relation.model) and content.get(relation.field.name) == old:
            content[relation.field.name] = new
            changed = True
    for child in get_all_child_relations(model):
        name, rows = child.get_accessor_name(), content.get(child.get_accessor_name())
        if rows and (renamed := [row for row in rows if _rename(row, child.related_model, known, old, new)]):
            content[name] = _without_doubles(rows, renamed, child.related_model, known, new)
            changed = True
    return changed


def _without_doubles(rows: list[Any], renamed: list[Any], model: Any, known: list[Relation], new: Any) -> list[Any]:
    for relation in known:
        if relation.model is model and relation.says_nothing_else:
            others = any(row.get(relation.field.name) == new for row in rows if row not in renamed)
            spared = renamed if others else renamed[1:]
            return [row for row in rows if row not in spared]
    return rows


def _may_name(model: Any, known: list[Relation]) -> bool:
    if any(issubclass(model, relation.model) for relation in known):
        return True
    return any(_may_name(child.related_model, known) for child in get_all_child_relations(model))


def _way_to_page(model: type[models.Model]) -> str:
    """The lookup from a row to its page: by the rows of rows, or by a column without whose page it would not be."""
    if issubclass(model, Page):
        return "pk"
    for field in model._meta.concrete_fields:
        if isinstance(field, ParentalKey) and (rest := _way_to_page(field.related_model)):
            return f"{field.name}__{rest}"
    owners: list[Any] = [field for field in model._meta.concrete_fields if field.many_to_one]
    whole = (f.name for f in owners if f.remote_field.on_delete is models.CASCADE and issubclass(f.related_model, Page))
    return next(whole, "")


def _type_of(record: models.Model) -> ContentType:
    return ContentType.objects.get_for_model(record)
