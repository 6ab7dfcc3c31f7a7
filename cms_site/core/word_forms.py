"""Words in the form in which they are compared, and their dictionary forms."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

from pymorphy3 import MorphAnalyzer

from cms_site.core.spelling import APOSTROPHES, CYRILLIC, LATIN
from cms_site.core.transliteration import UNDIVIDED

LANGUAGE = "uk"

_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_STRESS = re.compile("(?<=[\u0400-\u052f])\N{COMBINING ACUTE ACCENT}")
_ACCENTS = re.compile("[\u0300-\u036f]")
_LOOK_ALIKES = str.maketrans(LATIN, CYRILLIC)


def is_cyrillic(text: str) -> bool:
    """Whether `text` has a Cyrillic letter."""
    return bool(_CYRILLIC.search(text))


def composed(text: str) -> str:
    """`text` with straight apostrophes and without stress marks, each letter one sign, in small letters."""
    return _STRESS.sub("", unicodedata.normalize("NFKC", _APOSTROPHE.sub("'", text))).lower()


def one_alphabet(word: str) -> str:
    """`word`, which has small letters, with Latin letters that look Cyrillic in a Cyrillic word put right."""
    return word.translate(_LOOK_ALIKES) if is_cyrillic(word) else word


def straight(word: str) -> str:
    """`word` as the dictionary knows it: small letters of one alphabet, a straight apostrophe."""
    return one_alphabet(composed(word))


def plain(word: str) -> str:
    """`word` as it is stored: without apostrophes, Latin letters without accents."""
    letters = word.replace("'", "")
    if is_cyrillic(letters):
        return letters
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", letters.translate(UNDIVIDED)))


@cache
def _dictionary() -> MorphAnalyzer:
    return MorphAnalyzer(lang=LANGUAGE)


def is_known(word: str) -> bool:
    """Whether the dictionary has the Ukrainian word."""
    return bool(_dictionary().word_is_known(word))


def analyses(word: str) -> list[Any]:
    """What a Ukrainian word may be, the likeliest first, as the dictionary or, for an unknown one, its end tells."""
    found: list[Any] = _dictionary().parse(word)
    return found


@lru_cache(maxsize=50_000)
def lemmas(word: str) -> tuple[str, ...]:
    """The dictionary forms of a Ukrainian word: all that it may be a form of, the best guess when it is unknown."""
    if not is_cyrillic(word):
        return ()
    parses = analyses(word)
    known = [parse for parse in parses if parse.is_known]
    return tuple(dict.fromkeys(plain(parse.normal_form) for parse in known or parses[:1]))
