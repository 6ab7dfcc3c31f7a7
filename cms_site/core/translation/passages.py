"""The passages of a page: its words, cut where a translator would cut them, each with its place.

A place is a path that is the same in every language: `title`, `body.<block>.caption`, `gallery.<row>.alt`. It is the
path that wagtail-localize uses. A rich text has several paragraphs; they are one place for the translator and are
counted one by one where a change of the source is measured (see `staleness`).
"""

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from modelcluster.models import get_all_child_relations
from taggit.managers import TaggableManager
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.rich_text import RichText
from wagtail_localize.fields import get_translatable_fields

# Addresses are made from titles; they follow the rules for addresses, not those for texts.
NO_PASSAGES = {"slug"}
TEXT_BLOCKS = (blocks.CharBlock, blocks.TextBlock, blocks.BlockQuoteBlock)
TAGS = "tags"
FIELD = "field"
ROW = "row"
_BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|blockquote)>|<br\s*/?>|<hr\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")
_SPACE = re.compile(r"\s+")
_ID = re.compile(r"[0-9a-f-]{32,36}|\d+")


@dataclass(frozen=True)
class Passage:
    """Words at a place. `kind` tells what stands there: a field, a row, tags, or the type of a block of the body."""

    place: str
    paragraphs: tuple[str, ...]
    kind: str = FIELD

    @property
    def text(self) -> str:
        """All of it as plain text, a line for a paragraph."""
        return "\n".join(self.paragraphs)


def passages_of(page: models.Model) -> list[Passage]:
    """The passages of a page as it is in memory, in the order of its fields; places without words are left out."""
    return [passage for passage in all_places(page) if passage.paragraphs]


def all_places(page: models.Model) -> Iterator[Passage]:
    """Every place of a page where words may stand, empty ones too."""
    yield from fields_of(page)
    yield from _rows(page, "")


def fields_of(page: models.Model) -> Iterator[Passage]:
    """The places of a page outside its rows."""
    for declared in get_translatable_fields(type(page)):
        field = declared.get_field(type(page))
        if declared.field_name in NO_PASSAGES or field.is_relation or not declared.is_translated(page):
            continue
        yield from _field(page, field)
    for field in page._meta.get_fields():
        if isinstance(field, TaggableManager):
            names = sorted(str(tag) for tag in getattr(page, field.name).all())
            yield Passage(field.name, tuple(names), TAGS)


def matched(places: Iterable[tuple[str, str]], passages: Iterable[Passage]) -> dict[str, Passage]:
    """The passages of a translation by the places of its source, which are pairs of place and kind.

    Where an editor made blocks or rows anew in the translation, so that their ids differ, those of one sort belong
    together in their order.
    """
    wanted, own = list(places), list(passages)
    found = {passage.place: passage for passage in own}
    known = {place for place, _kind in wanted}
    result = {place: found[place] for place in known & found.keys()}
    waiting: dict[Any, deque[Passage]] = defaultdict(deque)
    for passage in own:
        if passage.place not in known:
            waiting[_sort(passage.place, passage.kind)].append(passage)
    for place, kind in wanted:
        if place not in result and waiting[_sort(place, kind)]:
            result[place] = waiting[_sort(place, kind)].popleft()
    return result


def _sort(place: str, kind: str) -> tuple[str, ...]:
    """What places have in common that differ in nothing but the ids of blocks and rows."""
    return (kind, *(part for part in place.split(".") if not _ID.fullmatch(part)))


def label_of_place(page: models.Model, place: str) -> str:
    """What an editor calls the place: the field, or the sort of block or row."""
    name = place.partition(".")[0]
    try:
        field = page._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    related = field.related_model if field.one_to_many else None
    text = str(related._meta.verbose_name if related else getattr(field, "verbose_name", name))
    return text[:1].lower() + text[1:]


def paragraphs_of(html: str) -> tuple[str, ...]:
    """The paragraphs, headings and list items of a rich text, as plain text without empty ones."""
    pieces = (_plain(_TAG.sub("", piece)) for piece in _BLOCK_END.split(html))
    return tuple(piece for piece in pieces if piece)


def _plain(text: Any) -> str:
    return _SPACE.sub(" ", unescape(str(text or ""))).strip()


def _one(place: str, text: Any, kind: str = FIELD) -> Passage:
    plain = _plain(text)
    return Passage(place, (plain,) if plain else (), kind)


def _field(page: models.Model, field: Any) -> Iterator[Passage]:
    value = field.value_from_object(page)
    if isinstance(field, StreamField):
        for number, child in enumerate(value or ()):
            # A block that was never saved has no id yet.
            yield from _block(child.block, child.value, f"{field.name}.{child.id or number}", child.block_type)
    elif isinstance(field, RichTextField):
        yield Passage(field.name, paragraphs_of(value or ""))
    else:
        yield _one(field.name, value)


def _block(block: blocks.Block, value: Any, place: str, kind: str) -> Iterator[Passage]:
    if isinstance(block, ImageBlock):
        yield _one(f"{place}.alt_text", getattr(value, "contextual_alt_text", ""), kind)
    elif isinstance(block, blocks.RichTextBlock):
        yield Passage(place, paragraphs_of(value.source if isinstance(value, RichText) else ""), kind)
    elif isinstance(block, TEXT_BLOCKS):
        yield _one(place, value, kind)
    else:
        for name, child, inner in _children(block, value):
            yield from _block(child, inner, f"{place}.{name}", kind)


def _children(block: blocks.Block, value: Any) -> Iterator[tuple[str, blocks.Block, Any]]:
    """The blocks inside a block with their names or ids and values; none for blocks of other kinds."""
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield name, child, value.get(name)
    elif isinstance(block, blocks.ListBlock | blocks.StreamBlock):
        for item in value.bound_blocks if isinstance(block, blocks.ListBlock) else value:
            yield item.id, item.block, item.value


def _rows(owner: models.Model, prefix: str) -> Iterator[Passage]:
    for relation in get_all_child_relations(type(owner)):
        if not hasattr(relation.related_model, "text_columns"):
            continue
        name = relation.get_accessor_name()
        for row in getattr(owner, name).all():
            if row.in_public:
                place = f"{prefix}{name}.{row.translation_key}"
                yield from row_texts(row, place)
                yield from _rows(row, f"{place}.")


def row_texts(row: Any, place: str) -> Iterator[Passage]:
    """The places of one row, without those of the rows below it."""
    for column in row.text_columns:
        yield _one(f"{place}.{column}", getattr(row, column), ROW)
