"""Finding an equivalent in a translation, in the forms that its language gives it.

English: the words of the equivalent as they are, the last of them also with 's, s' or the s of the plural; a small
first letter may be a capital one, and all may be capitals.
Polish and other languages with cases: a word of a text is a form of a word of the equivalent if it begins like it, up
to the last two letters (at least three have to be left; ó and o, ą and ę count as one letter, because they alternate),
and has at most five letters more. Words of up to three letters have to begin with the whole word.
Hyphens and spaces, and all apostrophes, are the same.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cms_site.core.spelling import APOSTROPHES

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
# What may stand between two words of one name; behind an initial or a short abbreviation also a full stop.
_GAP = re.compile(r"[\s\u00ad\u200b«»„“”\"'()–—‑-]*")
_ALTERNATING = str.maketrans("óą", "oę")
UNINFLECTED = {"en"}
SHORTEST_STEM = 3
ALTERNATING_END = 2
LONGEST_ENDING = 5
LONGEST_REST = 4
LONGEST_ABBREVIATION = 3

Fits = Callable[[str, str, bool], bool]


@dataclass(frozen=True)
class Words:
    """A text cut into words, each with its place."""

    text: str
    spans: Sequence[tuple[int, int]]
    words: Sequence[str]

    @classmethod
    def of(cls, text: str) -> "Words":
        """The words of a text; places are those in the text as `composed`."""
        plain = _APOSTROPHE.sub("'", composed(text))
        found = list(_WORD.finditer(plain))
        return cls(plain, [match.span() for match in found], [match[0] for match in found])

    def joined(self, number: int) -> bool:
        """Whether a word follows the one before it as words of one name do."""
        start, end = self.spans[number - 1]
        if end - start <= LONGEST_ABBREVIATION and self.text[end] == ".":
            end += 1
        return bool(_GAP.fullmatch(self.text, end, self.spans[number][0]))


def composed(text: str) -> str:
    """`text` with each letter and its accents as one sign."""
    return unicodedata.normalize("NFC", text)


def written(form: str, words: Words, language: str) -> list[tuple[int, int]]:
    """The places at which `form` stands as it is written, or with an ending behind it."""
    fits = _english if language in UNINFLECTED else _with_ending
    return list(_places(form, words, fits))


def inflected(form: str, words: Words, language: str) -> list[tuple[int, int]]:
    """The places at which any form of `form` stands."""
    return list(_places(form, words, _english if language in UNINFLECTED else _same_stem))


def _places(form: str, text: Words, fits: Fits) -> Iterator[tuple[int, int]]:
    wanted = _words(form)
    last = len(wanted) - 1
    for first, word in enumerate(text.words[: len(text.words) - last] if wanted else ()):
        if fits(wanted[0], word, last == 0) and all(
            text.joined(first + number) and fits(wanted[number], text.words[first + number], number == last)
            for number in range(1, last + 1)
        ):
            yield text.spans[first][0], text.spans[first + last][1]


@lru_cache(maxsize=10_000)
def _words(form: str) -> Sequence[str]:
    return Words.of(form).words


def _english(form: str, word: str, is_last: bool) -> bool:
    return word in _english_forms(form, is_last)


@lru_cache(maxsize=20_000)
def _english_forms(form: str, is_last: bool) -> frozenset[str]:
    forms = [form, f"{form}s", f"{form}es"] if is_last else [form]
    return frozenset(written for form in forms for written in (form, form[:1].upper() + form[1:], form.upper()))


def _with_ending(form: str, word: str, is_last: bool) -> bool:
    return _capital_fits(form, word) and word.lower().startswith(form.lower()) and len(word) - len(form) <= LONGEST_REST


def _same_stem(form: str, word: str, is_last: bool) -> bool:
    small, other = form.lower().translate(_ALTERNATING), word.lower().translate(_ALTERNATING)
    stem = small[: max(SHORTEST_STEM, len(small) - ALTERNATING_END)]
    return _capital_fits(form, word) and other.startswith(stem) and len(other) - len(stem) <= LONGEST_ENDING


def _capital_fits(form: str, word: str) -> bool:
    return word[:1].isupper() or not form[:1].isupper()
