"""Whether a change looks like a correction: numbers, dates or names that readers were told differently."""

from collections.abc import Iterable
from typing import Any

from cms_site.core.changes.proposing import sensitive_differences
from cms_site.core.page_types import is_field
from cms_site.core.translation.paragraphs import follow
from cms_site.core.translation.passages import Passage, passages_of

MOST_NAMED = 5


def suspicious(public: Any, edited: Any, places: Iterable[Passage]) -> list[str]:
    """What of a public page an edited one takes back, as "30 → 40"; empty if nothing looks like a correction.

    `places` are the passages of the edited page. Counted are the facts that readers see, and numbers and names inside
    paragraphs that were changed; what is only added corrects nothing.
    """
    found = _facts(public, edited)
    old, number = follow([], passages_of(public), 1)
    new, _number = follow(old, [passage for passage in places if passage.paragraphs], number)
    texts = {paragraph.place: paragraph.text for paragraph in new}
    for paragraph in old:
        if paragraph.place in texts and texts[paragraph.place] != paragraph.text:
            found += sensitive_differences(paragraph.text, texts[paragraph.place])
    return list(dict.fromkeys(found))[:MOST_NAMED]


def _facts(public: Any, edited: Any) -> list[str]:
    found = []
    for fact in public.facts:
        if not (fact.neutral and fact.public and fact.shown and is_column(type(public), fact.name)):
            continue
        before, after = fact.text(public), fact.text(edited)
        if before and before != after:
            found.append(f"{fact.heading(type(public))}: {before} → {after}")
    return found


def is_column(model: Any, name: str) -> bool:
    """Whether a fact is a value of the page itself, as a form has it before the rows are saved."""
    if not is_field(model, name):
        return name == "date"
    field = model._meta.get_field(name)
    return not (field.one_to_many or field.many_to_many)
