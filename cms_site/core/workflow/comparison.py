"""What changed of a text, field by field, in the editor's words and by Wagtail's own comparisons.

Wagtail tells words that came from words that went by colour alone, and pictures by thumbnails; here it is <ins> and
<del>, and names.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from wagtail.admin import compare
from wagtail.blocks import ChooserBlock, StreamValue, StructBlock
from wagtail.images.blocks import ImageBlock

from cms_site.core.page_types import as_text
from cms_site.core.workflow.digests import BLOCK_KEY

# In Wagtail's comparisons; what stands inside is escaped.
_MARKED = re.compile(r'<span class="(addition|deletion)">([^<]*)</span>')
_TAGS = {"addition": "ins", "deletion": "del"}


@dataclass(frozen=True)
class Part:
    """A value, a row or a block that came, went or was changed; `lines` are its own fields with their names."""

    state: str
    label: str = ""
    lines: list[tuple[str, SafeString]] = field(default_factory=list)


@dataclass(frozen=True)
class FieldChange:
    """What changed of one field. `name` is that of the model; `parts` are empty where only an order changed."""

    name: str
    label: str
    parts: list[Part]


def changes(earlier: Any, later: Any, request: HttpRequest) -> list[FieldChange]:
    """The fields that differ between two versions of one page or record, in the order of the editing form."""
    panel = type(later).get_edit_handler().get_bound_panel(instance=later, request=request, form=None)
    found = [compared(earlier, later) for compared in panel.get_comparison()]
    return [_change(comparison) for comparison in found if _has_changed(comparison)]


def word_diff(before: str, after: str) -> SafeString:
    """Two plain texts as one: the words that went and the words that came."""
    return _marked(compare.diff_text(before, after).to_html())


def _has_changed(comparison: Any) -> bool:
    if isinstance(comparison, compare.StreamFieldComparison):
        before, after = comparison.val_a, comparison.val_b
        return _differ(comparison.field.stream_block, before, _under_the_ids_of(before, after))
    return bool(comparison.has_changed())


def _differ(block: Any, before: Any, after: Any) -> bool:
    """Whether a reader would see a difference; the editor numbers the paragraphs of a text that it opens and saves."""
    if before == after:
        return False
    plain = [BLOCK_KEY.sub("", str(block.get_prep_value(value))) for value in (before, after)]
    return plain[0] != plain[1]


def _change(comparison: Any) -> FieldChange:
    if comparison.is_child_relation:
        name, parts = comparison.field.get_accessor_name(), list(_rows(comparison))
    elif isinstance(comparison, compare.StreamFieldComparison):
        name, parts = comparison.field.name, list(_blocks(comparison))
    else:
        name, parts = comparison.field.name, [Part("changed", lines=[("", _value(comparison))])]
    return FieldChange(name, str(comparison.field_label()), parts)


def _rows(comparison: Any) -> Iterator[Part]:
    for row in comparison.get_child_comparisons():
        fields = row.get_field_comparisons()
        lines = [(each.field_label(), html) for each in fields if (html := _value(each))]
        if row.is_addition() or row.is_deletion():
            tag = "ins" if row.is_addition() else "del"
            state = "added" if row.is_addition() else "removed"
            yield Part(state, lines=[(label, _whole(tag, html)) for label, html in lines])
        elif row.has_changed():
            # With what stayed: a number that changed says nothing while nobody knows whose it is.
            yield Part("changed", lines=lines)


def _blocks(comparison: Any) -> Iterator[Part]:
    before, after = comparison.val_a, comparison.val_b
    stream = compare.StreamBlockComparison(
        comparison.field.stream_block, True, True, before, _under_the_ids_of(before, after)
    )
    for block in stream.get_block_comparisons():
        label = str(block.block.label)
        if block.is_new():
            yield Part("added", label, [("", _whole("ins", block.htmlvalue(block.val_b)))])
        elif block.is_deleted():
            yield Part("removed", label, [("", _whole("del", block.htmlvalue(block.val_a)))])
        elif _differ(block.block, block.val_a, block.val_b):
            yield Part("changed", label, list(_inside(block.block, block.val_a, block.val_b)))


def _under_the_ids_of(before: StreamValue, after: StreamValue) -> StreamValue:
    """The blocks of `after`, where all of them have other ids, under those of the blocks that stood in their places.

    A text that comes from another editor, or from its source, has the ids of that one.
    """
    kinds = [[(child.block_type, child.id) for child in value] for value in (before, after)]
    if {known for _kind, known in kinds[0]} & {known for _kind, known in kinds[1]}:
        return after
    if [kind for kind, _known in kinds[0]] != [kind for kind, _known in kinds[1]]:
        return after
    blocks = [(child.block_type, child.value, known.id) for child, known in zip(after, before, strict=True)]
    return StreamValue(after.stream_block, blocks)


def _inside(block: Any, before: Any, after: Any) -> Iterator[tuple[str, SafeString]]:
    """What changed inside a block: of one that is made of several, only what did."""
    if isinstance(block, ChooserBlock | ImageBlock):
        yield "", _replaced(_name(before), _name(after))
    elif isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            if _differ(child, before[name], after[name]):
                for label, html in _inside(child, before[name], after[name]):
                    yield label or str(child.label), html
    else:
        yield "", _marked(compare.get_comparison_class_for_block(block)(block, True, True, before, after).htmldiff())


def _value(comparison: Any) -> SafeString:
    """The difference of one field; the value itself where there is none."""
    if isinstance(comparison, compare.ForeignObjectComparison):
        before, after = comparison.get_objects()
        return _replaced(_name(before), _name(after))
    texts = [comparison.val_a, comparison.val_b]
    in_words = isinstance(comparison, compare.M2MFieldComparison) or all(isinstance(text, str | None) for text in texts)
    if type(comparison) is compare.FieldComparison or not in_words:
        return _replaced(*map(_said, texts))
    return _marked(comparison.htmldiff())


def _said(value: Any) -> str:
    if isinstance(value, datetime):
        return date_format(localtime(value), "SHORT_DATETIME_FORMAT")
    return as_text(value)


def _name(chosen: Any) -> str:
    return "" if chosen is None else str(chosen)


def _replaced(before: str, after: str) -> SafeString:
    if before == after:
        return SafeString(escape(after))
    kinds = [("deletion", before), ("addition", after)]
    return _marked(compare.TextDiff([kind for kind in kinds if kind[1]], separator=" ").to_html())


def _marked(html: Any) -> SafeString:
    """Wagtail's HTML with elements that say what came and went to those who see no colour."""
    return mark_safe(_MARKED.sub(lambda found: f"<{_TAGS[found[1]]}>{found[2]}</{_TAGS[found[1]]}>", str(html)))  # noqa: S308


def _whole(tag: str, html: Any) -> SafeString:
    return mark_safe(f"<{tag}>{html}</{tag}>") if html else SafeString()  # noqa: S308
