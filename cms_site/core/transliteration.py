"""Ukrainian in Latin letters, and addresses made of it.

The rules are those of the Cabinet of Ministers of Ukraine, resolution 55 of 27 January 2010 "On the ordering of
transliteration of the Ukrainian alphabet by Latin letters". They serve English; other languages have their own usage.
"""

import re
import unicodedata

_LETTERS = (
    dict(zip("абвгґдезиіїйклмнопрстуфь", [*"abvhgdezyiiiklmnoprstuf", ""], strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "є": "ie", "ю": "iu", "я": "ia"}
    # Not Ukrainian, but met in names of neighbours: the nearest spelling by the same principle.
    | {"ё": "io", "ъ": "", "ы": "y", "э": "e", "ў": "u", "ј": "i", "љ": "l", "њ": "n"}
    | {"ђ": "dzh", "ћ": "ch", "џ": "dzh", "ѓ": "g", "ќ": "k", "ѕ": "dz"}
)
_AT_WORD_START = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya", "ё": "yo"}
_APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}"
_CYRILLIC = "\u0400-\u052f"
_WORD = re.compile(f"[{_CYRILLIC}]+(?:[{_APOSTROPHES}][{_CYRILLIC}]+)*")
_STRESS = re.compile(f"(?<=[{_CYRILLIC}])\N{COMBINING ACUTE ACCENT}")

# Latin letters that Unicode does not take apart into a base letter and an accent.
UNDIVIDED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"}
)
_INNER_APOSTROPHE = re.compile(rf"(?<=[^\W\d_])[{_APOSTROPHES}](?=[^\W\d_])")


def romanise(text: str) -> str:
    """Return `text` with Ukrainian words in Latin letters: Згорани is Zghorany, ЩОРС is SHCHORS.

    Soft signs, stress marks and apostrophes inside Ukrainian words are dropped. Letters of other Cyrillic alphabets get
    their nearest spelling, and stay as they are when there is none; all else is returned unchanged.
    """
    plain = _STRESS.sub("", unicodedata.normalize("NFC", text))
    return _WORD.sub(lambda match: _romanise_word(match[0]), plain)


def slug(text: str, max_length: int = 80) -> str:
    """Return the part of an address for `text`: lower-case ASCII words and numbers joined by hyphens.

    It has at most `max_length` characters and ends with a whole word unless the first word alone is longer. It is empty
    only if `text` has no letter or digit that has a Latin spelling here.
    """
    latin = _INNER_APOSTROPHE.sub("", romanise(text))
    letters = unicodedata.normalize("NFKD", latin).lower().translate(UNDIVIDED)
    words = re.findall(r"[a-z0-9]+", re.sub(r"[\u0300-\u036f]", "", letters))
    joined = "-".join(words)
    if len(joined) <= max_length:
        return joined
    cut = joined[: max_length + 1].rpartition("-")[0]
    return cut or joined[:max_length]


def latin_rules() -> list[tuple[re.Pattern[str], str]]:
    """The table as replacements to be made in this order where capitals do not matter, for scripts in the browser."""
    cyrillic, apostrophes = f"[{_CYRILLIC}]", f"[{_APOSTROPHES}]"
    rules = [(f"(?<={cyrillic}){apostrophes}(?={cyrillic})", ""), ("зг", "zgh")]
    rules += [(f"(?<!{cyrillic}){letter}", latin) for letter, latin in _AT_WORD_START.items()]
    return [(re.compile(rule, re.IGNORECASE), latin) for rule, latin in [*rules, *_LETTERS.items()]]


def _romanise_word(word: str) -> str:
    letters = re.sub(f"[{_APOSTROPHES}]", "", word)
    return "".join(_romanise_letter(letters, position) for position in range(len(letters)))


def _romanise_letter(word: str, position: int) -> str:
    letter = word[position]
    lower = letter.lower()
    latin = _LETTERS.get(lower, letter)
    if position == 0:
        latin = _AT_WORD_START.get(lower, latin)
    elif lower == "г" and word[position - 1] in "зЗ":
        latin = "gh"  # зг would else read as ж
    if not letter.isupper():
        return latin
    # Щ is Shch before a small letter, SHCH before a capital; the last letter of a word looks at the one before it.
    neighbour = word[position + 1 : position + 2] or word[max(position - 1, 0) : position]
    return latin.upper() if neighbour.isupper() else latin.capitalize()
