"""Which text a revision holds, as a number that is equal for equal texts and for no others."""

import hashlib
import json
import re
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

# What of Wagtail's own columns is said to readers or decides when they can read it.
PUBLIC_PAGE_FIELDS = {
    "title",
    "slug",
    "seo_title",
    "search_description",
    "show_in_menus",
    "go_live_at",
    "expire_at",
}
BOOKKEEPING = {
    "pk",
    "id",
    "live",
    "has_unpublished_changes",
    "first_published_at",
    "last_published_at",
    "live_revision",
    "latest_revision",
    "expired",
    "locked",
    "locked_at",
    "locked_by",
    "translation_key",
    "locale",
    "page_ptr",
    "review_date",
}
HIDDEN_IN_PAGES = {field.name for field in Page._meta.concrete_fields} - PUBLIC_PAGE_FIELDS | {"wagtail_admin_comments"}
# The editor numbers blocks and paragraphs when it saves; readers do not see it.
BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')


def digest_of_revision(revision: Revision) -> str:
    """The number of the text in `revision`; a save that changes nothing has the number of the text before."""
    return _digest(revision.content_type.model_class(), revision.content)


def digest_of(instance: Any) -> str:
    """The number of the text that `instance`, a page or a record with revisions, holds itself."""
    return _digest(type(instance), instance.serializable_data())


def fields_of(revision: Revision) -> dict[str, Any]:
    """The text in `revision` by the names of fields and of rows; an empty field is left out."""
    return _plain(revision.content_type.model_class(), revision.content)


def _digest(model: type[Model] | None, content: dict[str, Any]) -> str:
    text = _plain(model, content)
    return hashlib.sha256(json.dumps(text, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _plain(model: type[Model] | None, content: dict[str, Any]) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(content, cls=DjangoJSONEncoder))
    return plain if model is None else _text(model, plain)


def _text(model: type[Model], content: dict[str, Any], parent: str = "") -> dict[str, Any]:
    """What readers see of the content; empty values say nothing, so that a new column changes no old text."""
    hidden = BOOKKEEPING | {parent} | (HIDDEN_IN_PAGES if issubclass(model, Page) else set())
    rows = {relation.get_accessor_name(): relation for relation in get_all_child_relations(model)}
    found: dict[str, Any] = {}
    for name, value in content.items():
        if name in hidden or value in (None, "", []):
            continue
        if name in rows:
            relation = rows[name]
            found[name] = [_text(relation.related_model, row, relation.field.name) for row in value]
        else:
            found[name] = _value(model, name, value)
    return found


def _value(model: type[Model], name: str, value: Any) -> Any:
    try:
        is_stream = isinstance(model._meta.get_field(name), StreamField)
    except FieldDoesNotExist:
        is_stream = False
    return _without_keys(json.loads(value) if is_stream and isinstance(value, str) else value)


def _without_keys(value: Any) -> Any:
    if isinstance(value, str):
        return BLOCK_KEY.sub("", value)
    if isinstance(value, list):
        return [_without_keys(item) for item in value]
    if isinstance(value, dict):
        is_block = "type" in value and "value" in value
        return {key: _without_keys(item) for key, item in value.items() if not (is_block and key == "id")}
    return value
