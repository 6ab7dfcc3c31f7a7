"""Finding the terms in a Ukrainian text: one pass, whatever the number of terms.

The terms make a trie of words. A word of a text fits a word of a term if it is written as the name or one of its cases,
if its dictionary form is that of the name or, for a name that no dictionary knows, if it begins as the name does. Where
the name has a capital letter the text has to have one. Of terms that begin at the same word the longest is found.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from cms_site.core.terms.cases import LONGEST_ENDING, SHORTEST_STEM, WORD
from cms_site.core.word_forms import analyses, is_cyrillic, is_known, plain, straight

# What may stand between two words of one name.
_GAP = re.compile(r"[\s\u00ad\u200b«»„“”\"№–—‑-]*")
_INITIAL = re.compile(rf"\.{_GAP.pattern}")
CAPITAL = "A"


@dataclass(frozen=True)
class Match:
    """A term at a place in a text, from the character `start` up to that before `end`."""

    term: int
    start: int
    end: int


@dataclass
class _Node:
    children: dict[tuple[str, ...], "_Node"] = field(default_factory=dict)
    by_key: dict[str, list["_Node"]] = field(default_factory=dict)
    # The terms that end here.
    terms: list[int] = field(default_factory=list)

    def child(self, keys: tuple[str, ...]) -> "_Node":
        found = self.children.get(keys)
        if found is None:
            found = self.children[keys] = _Node()
            for key in keys[1:]:
                self.by_key.setdefault(keys[0] + key, []).append(found)
        return found


@dataclass(frozen=True)
class _Word:
    keys: Sequence[str]
    start: int
    end: int
    follows: bool  # upon the word before it, with nothing between that ends a name


class Matcher:
    """Finds terms, given as their numbers with the keys of their words (see `cases.word_keys`)."""

    def __init__(self, terms: Iterable[tuple[int, Sequence[Sequence[str]]]]) -> None:
        self._root = _Node()
        for number, words in terms:
            node = self._root
            for keys in words:
                node = node.child(tuple(keys))
            if words:
                node.terms.append(number)

    def find(self, text: str) -> list[Match]:
        """The terms in `text`, in its order; none overlaps another."""
        words = list(_words(text))
        found: list[Match] = []
        position = 0
        while position < len(words):
            match, length = self._longest(words, position)
            if match is not None:
                found.append(match)
            position += length
        return found

    def _longest(self, words: Sequence[_Word], first: int) -> tuple[Match | None, int]:
        nodes, best, length = [self._root], None, 1
        for position in range(first, len(words)):
            word = words[position]
            if position > first and not word.follows:
                break
            nodes = [child for node in nodes for key in word.keys for child in node.by_key.get(key, ())]
            if not nodes:
                break
            ends = [term for node in nodes for term in node.terms]
            if ends:
                best = Match(ends[0], words[first].start, word.end)
                length = position - first + 1
        return best, length


def _words(text: str) -> Iterator[_Word]:
    start = end = 0
    for match in WORD.finditer(text):
        gap = _INITIAL if end - start == 1 and text[end] == "." else _GAP
        yield _Word(_keys(match[0]), match.start(), match.end(), bool(gap.fullmatch(text, end, match.start())))
        start, end = match.span()


@lru_cache(maxsize=50_000)
def _keys(written: str) -> tuple[str, ...]:
    """What the nodes know a word by; one with a capital letter also fits terms that have none."""
    small = straight(written)
    known = is_known(small)
    keys = {plain(small): None}
    if is_cyrillic(small):
        parses: list[Any] = analyses(small)
        keys.update({plain(parse.normal_form): None for parse in parses})
        if not known:
            # at every length that the beginning of a name may have before an ending
            letters = plain(small)
            shortest = max(SHORTEST_STEM, len(letters) - LONGEST_ENDING)
            keys.update({letters[:length] + "*": None for length in range(shortest, len(letters) + 1)})
    marks = [CAPITAL, CAPITAL.lower()] if written[:1].isupper() else [CAPITAL.lower()]
    return tuple(mark + key for mark in marks for key in keys)
