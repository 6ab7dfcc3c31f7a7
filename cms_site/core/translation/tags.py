"""Tags belong to the language of a page: they are words, and no passage asks a translator for them."""

from typing import Any

from modelcluster.models import get_all_child_relations
from taggit.managers import TaggableManager
from wagtail_localize.fields import BaseTranslatableField


def tag_names(model: Any) -> list[str]:
    """The tags of a model and the rows behind them, by the names of their fields; nothing where there are none."""
    tags = [field for field in model._meta.get_fields() if isinstance(field, TaggableManager)]
    behind = {field.remote_field.through for field in tags}
    rows = [relation.name for relation in get_all_child_relations(model) if relation.related_model in behind]
    return [field.name for field in tags] + rows


def own_fields(model: Any) -> list[BaseTranslatableField]:
    """Tells wagtail-localize neither to translate tags nor to copy those of the source."""
    return [BaseTranslatableField(name) for name in tag_names(model)]
