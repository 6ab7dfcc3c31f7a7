"""When two spellings are one name: signs that look alike, and names brought to what they have in common."""

import re
import unicodedata

APOSTROPHES = "'`\N{ACUTE ACCENT}\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}\N{PRIME}"
APOSTROPHES += "\N{MODIFIER LETTER APOSTROPHE}\N{MODIFIER LETTER PRIME}"
# Letters that are typed for one another because they look the same, small or capital.
LATIN = "abcehikmoptxyï"
CYRILLIC = "авсенікмортхуї"

_TO_LATIN = str.maketrans(CYRILLIC, LATIN)
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
_BETWEEN_WORDS = re.compile(r"[\W_]+")


def name_key(name: str) -> str:
    """`name` as it is compared with others: words alone, in small letters.

    Spaces, quotation marks, hyphens and other signs only part words; apostrophes are left out; letters that look the
    same in both alphabets are one letter. The key is no text to show: a Cyrillic "рак" becomes the Latin "pak".
    """
    composed = unicodedata.normalize("NFKC", name).casefold()
    words = _BETWEEN_WORDS.sub(" ", _APOSTROPHE.sub("", composed)).strip()
    return words.translate(_TO_LATIN)
