"""Tags belong to the language of a page: they are words, which a translator may give it and need not."""

import csv
from collections.abc import Iterable
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


def tag_field(model: Any) -> TaggableManager | None:
    """The field of a model that holds its tags, or None."""
    return next((field for field in model._meta.get_fields() if isinstance(field, TaggableManager)), None)


def tags_of(page: Any) -> list[str]:
    """The tags of a page, as it is in memory, by name; none where its type has none."""
    field = tag_field(type(page))
    return sorted(str(tag) for tag in getattr(page, field.name).all()) if field is not None else []


def copy_tags(draft: Any, page: Any) -> None:
    """Give a page in memory the tags of its draft."""
    field = tag_field(type(page))
    if field is not None and tags_of(draft) != tags_of(page):
        getattr(page, field.name).set(list(getattr(draft, field.name).all()))


def as_line(names: Iterable[str]) -> str:
    """Tags as they are typed: separated by commas, one that has a comma itself in quotation marks."""
    return ", ".join(f'"{name}"' if "," in name else name for name in names)


def typed_tags(line: str) -> list[str]:
    """The tags of a line as it was typed, each once."""
    names = next(csv.reader([" ".join(line.replace("\n", ",").split())], skipinitialspace=True), [])
    return list({name.strip().casefold(): name.strip() for name in names if name.strip()}.values())


def own_fields(model: Any) -> list[BaseTranslatableField]:
    """Tells wagtail-localize neither to translate tags nor to copy those of the source."""
    return [BaseTranslatableField(name) for name in tag_names(model)]
