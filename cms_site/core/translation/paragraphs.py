"""Following the paragraphs of a source from one publication to the next."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from cms_site.core.translation.passages import TAGS, Passage

_WORD = re.compile(r"\w+(?:['\u2019\u02bc-]\w+)*")


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of a source under a place that it keeps for life: that of its passage and a number."""

    place: str
    text: str
    kind: str

    @property
    def passage(self) -> str:
        """The place of the passage that the paragraph belongs to."""
        return passage_place(self.place)


def passage_place(place: str) -> str:
    """The place of the passage that a paragraph belongs to."""
    return place.rpartition("#")[0]


def words(text: str) -> int:
    """The number of words, as translators count them."""
    return len(_WORD.findall(text))


def follow(known: Iterable[Paragraph], passages: Iterable[Passage], next_number: int) -> tuple[list[Paragraph], int]:
    """The paragraphs of `passages`, each under its old place where `known` has it, and the next free number.

    A paragraph is the same one while its text is the same; where texts differ, those that stand in for each other
    between two unchanged ones are the same. Tags are no text to translate and are left out.
    """
    old: dict[str, list[Paragraph]] = defaultdict(list)
    for paragraph in known:
        old[paragraph.passage].append(paragraph)
    result = []
    for passage in passages:
        if passage.kind == TAGS:
            continue
        for text, place in zip(passage.paragraphs, _places(old[passage.place], passage.paragraphs), strict=True):
            if place is None:
                place, next_number = f"{passage.place}#{next_number}", next_number + 1
            result.append(Paragraph(place, text, passage.kind))
    return result, next_number


def _places(old: Sequence[Paragraph], texts: Sequence[str]) -> list[str | None]:
    """For each of `texts` the place of the old paragraph that it is, or None for a new one."""
    places: list[str | None] = [None] * len(texts)
    left = dict(enumerate(old))
    matcher = SequenceMatcher(None, [paragraph.text for paragraph in old], texts, autojunk=False)
    regions = matcher.get_opcodes()
    for tag, start, end, new_start, _new_end in regions:
        if tag == "equal":
            for step in range(end - start):
                places[new_start + step] = left.pop(start + step).place
    for number, text in enumerate(texts):
        moved = next((key for key, paragraph in left.items() if paragraph.text == text), None)
        if places[number] is None and moved is not None:
            places[number] = left.pop(moved).place
    for tag, start, end, new_start, new_end in regions:
        if tag == "replace":
            gone = [key for key in range(start, end) if key in left]
            new = [number for number in range(new_start, new_end) if places[number] is None]
            for key, number in zip(gone, new, strict=False):
                places[number] = left.pop(key).place
    return places
