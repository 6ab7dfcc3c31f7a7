"""Which alphabet a text is written in."""

import re

# Languages that are written in Cyrillic letters; all others of the site are written in Latin ones.
CYRILLIC_LANGUAGES = frozenset({"be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"})
CYRILLIC = re.compile("[\u0400-\u052f]")
LETTER = re.compile(r"[^\W\d_]")


def written_in_cyrillic(language: str) -> bool:
    """Whether texts in `language` are written in Cyrillic letters."""
    return language.partition("-")[0] in CYRILLIC_LANGUAGES


def in_foreign_letters(text: str, language: str) -> bool:
    """Whether `text` has Cyrillic letters that a reader of `language` cannot read."""
    return not written_in_cyrillic(language) and bool(CYRILLIC.search(text))


def has_letters(text: str) -> bool:
    """Whether there is anything to translate: numbers and signs are the same in every language."""
    return bool(LETTER.search(text))
