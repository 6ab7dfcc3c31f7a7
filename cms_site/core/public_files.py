"""Pictures and documents that the public may see."""

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from modelcluster.models import get_all_child_relations
from wagtail.models import Collection, CollectionViewRestriction, Page, ReferenceIndex

from cms_site.core.catalog.models import Entry
from cms_site.core.page_types import page_types


def private_collections() -> frozenset[int]:
    """The collections whose files only some may open, in two queries."""
    paths = list(CollectionViewRestriction.objects.values_list("collection__path", flat=True).distinct())
    if not paths:
        return frozenset()
    below = Q()
    for path in paths:
        below |= Q(path__startswith=path)
    return frozenset(Collection.objects.filter(below).values_list("pk", flat=True))


def public_files(model: Any) -> QuerySet:
    """The pictures or documents that a public page shows in one of its public facts; none of a private collection."""
    shown = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(model),
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=Entry.objects.annotate(key=Cast("pk", CharField())).values("key"),
    )
    for page_type in page_types():
        internal = Q()
        for path in _internal_paths(page_type):
            internal |= Q(model_path=path) | Q(model_path__startswith=f"{path}.")
        if internal:
            shown = shown.exclude(internal, content_type=ContentType.objects.get_for_model(page_type))
    files = model.objects.exclude(collection__in=private_collections()).annotate(key=Cast("pk", CharField()))
    return files.filter(key__in=shown.values("to_object_id"))


def _internal_paths(page_type: Any) -> Iterator[str]:
    """Where in a page type references are kept that are nobody else's business, as Wagtail's index spells it."""
    yield from (fact.name for fact in page_type.facts if fact.internal)
    for relation in get_all_child_relations(page_type):
        for column in getattr(relation.related_model, "internal_columns", ()):
            yield f"{relation.get_accessor_name()}.item.{column}"
