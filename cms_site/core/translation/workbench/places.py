"""What stands at the place of a passage: what editors call it, and how long it may be."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField


@dataclass(frozen=True)
class Place:
    """A name for people, and the most characters that are stored there; None for as many as one likes."""

    label: str
    max_length: int | None = None


def place_of(page: models.Model, field_path: str) -> Place:
    """What stands at a path of names such as `title`, `body.picture.caption` or `hosts.post`."""
    first, *rest = field_path.split(".")
    field: Any = page._meta.get_field(first)
    if isinstance(field, StreamField):
        return _in_block(field.stream_block, rest)
    if field.one_to_many and rest:
        column: Any = field.related_model._meta.get_field(rest[0])
        return Place(f"{_name(field.related_model._meta)}: {column.verbose_name}", column.max_length)
    return Place(_name(field), getattr(field, "max_length", None))


def _name(named: Any) -> str:
    text = str(named.verbose_name)
    return text[:1].upper() + text[1:]


def _in_block(block: Any, path: list[str]) -> Place:
    labels = []
    for name in path:
        if isinstance(block, blocks.ListBlock):
            block = block.child_block
        else:
            found = getattr(block, "child_blocks", {}).get(name)
            if found is None:
                break
            block = found
            labels.append(str(block.label))
    field = getattr(block, "field", None)
    return Place(": ".join(dict.fromkeys(labels)), getattr(field, "max_length", None))
