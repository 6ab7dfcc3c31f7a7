"""The cases of Ukrainian names, proposed from the dictionary of pymorphy3, and what their words look like in texts."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from cms_site.core.spelling import APOSTROPHES
from cms_site.core.terms.kinds import Kind
from cms_site.core.word_forms import analyses, is_known, lemmas, plain, straight

# Our names of the cases, and those of the dictionary.
CASES = {
    "genitive": "gent",
    "dative": "datv",
    "accusative": "accs",
    "instrumental": "ablt",
    "locative": "loct",
    "vocative": "voct",
}
NOMINATIVE = "nomn"
SHORTEST_STEM = 4
LONGEST_ENDING = 4
WORD = re.compile(rf"[^\W_]+(?:[{APOSTROPHES}][^\W_]+)*")
# The end of a surname that is declined as an adjective.
_ADJECTIVE = re.compile("(?:[сцз]ьк|н|ов|ев)[аеі]$|[иі]й$")
_VOWELS = "аеєиіїйоуюяь"
_QUOTED = re.compile('[«„“"]')


def proposed(name: str, kind: str) -> dict[str, str]:
    """The six other cases of `name`, each word inflected as far as the dictionary sees it in agreement with the first.

    What stands behind an opening quotation mark, and words that are no nominatives, stay as they are.
    """
    parts = _parts(name)
    gender = _gender(parts) if kind == Kind.PERSON else None
    parses = _agreeing(parts, gender, is_person=kind == Kind.PERSON)
    forms = {case: _inflected(name, parses, code) for case, code in CASES.items()}
    if kind not in (Kind.PERSON, Kind.POST) and parses and parses[0][1].tag.gender == "masc":
        forms["accusative"] = name  # of a thing
    return forms


def word_keys(name: str, forms: Iterable[str]) -> list[list[str]]:
    """For each word of `name` what it may look like in a text, without capitals; see `matching`.

    First comes a mark: "A" for a word that is written with a capital letter. A name that no dictionary knows is also
    found by its beginning, which ends in an asterisk.
    """
    found = [WORD.findall(text) for text in (name, *forms)]
    own = found[0]
    rows = [words for words in found if len(words) == len(own)]
    result = []
    for position, word in enumerate(own):
        keys = dict.fromkeys(plain(straight(words[position])) for words in rows)
        keys.update(dict.fromkeys(_own_lemmas(word)))
        if word[:1].isupper() and not is_known(straight(word)):
            keys[stem_of(word)] = None
        result.append(["A" if word[:1].isupper() else "a", *keys])
    return result


def stem_of(word: str) -> str:
    """The beginning of a name that all its forms have, with an asterisk; at least `SHORTEST_STEM` letters."""
    letters = plain(straight(word))
    return (letters if len(letters) <= SHORTEST_STEM else letters.rstrip(_VOWELS) or letters) + "*"


def _own_lemmas(word: str) -> Sequence[str]:
    """The dictionary form of a word of a name, as far as it is this very word or a word that agrees with another."""
    small = straight(word)
    names = [plain(parse.normal_form) for parse in analyses(small) if NOMINATIVE in parse.tag]
    if plain(small) in names:
        return [plain(small)]
    return [lemma for lemma in lemmas(small) if lemma in names] or [plain(small)]


def _parts(name: str) -> list[re.Match[str]]:
    quoted = _QUOTED.search(name)
    end = quoted.start() if quoted else len(name)
    return list(WORD.finditer(name, 0, end))


def _gender(parts: Sequence[re.Match[str]]) -> str | None:
    """The gender of the person whose names are given, by the first one that has only one."""
    for part in parts:
        for mark in ("Patr", "Name"):
            genders = {
                parse.tag.gender
                for parse in analyses(straight(part[0]))
                if parse.is_known and mark in parse.tag and NOMINATIVE in parse.tag and parse.tag.gender
            }
            if len(genders) == 1:
                return str(genders.pop())
    return None


def _agreeing(parts: Sequence[re.Match[str]], gender: str | None, *, is_person: bool) -> list[tuple[Any, Any]]:
    """The words that are inflected, each with the sense in which it is a nominative of one gender and number."""
    result: list[tuple[Any, Any]] = []
    wanted: tuple[Any, Any] | None = (gender, None) if gender else None
    for part in parts:
        parse = _nominative(straight(part[0]), wanted, is_person=is_person)
        if parse is None:
            if is_person or not result:
                continue
            break
        if wanted is None:
            wanted = (parse.tag.gender, parse.tag.number)
        result.append((part, parse))
    return result


def _nominative(word: str, wanted: tuple[Any, Any] | None, *, is_person: bool) -> Any:
    found = [parse for parse in analyses(word) if NOMINATIVE in parse.tag]
    if wanted is not None:
        gender, number = wanted
        found = [parse for parse in found if (parse.tag.gender == gender if gender else parse.tag.number == number)]
    inflecting = [parse for parse in found if "Fixd" not in parse.tag and not _is_wild_guess(parse, word)]
    if is_person:
        inflecting = [parse for parse in inflecting if parse.tag.gender]  # no plural of a common word
        inflecting.sort(key=lambda parse: wanted is None and parse.tag.gender != "masc")
    # A name is rather the whole word than a form of another one.
    inflecting.sort(key=lambda parse: plain(parse.normal_form) != plain(word) and "ADJF" not in parse.tag)
    return next(iter(inflecting), None)


def _is_wild_guess(parse: Any, word: str) -> bool:
    """Whether an unknown word is taken for an adjective that does not end as one."""
    return "ADJF" in parse.tag and not parse.is_known and not _ADJECTIVE.search(word)


def _inflected(name: str, parses: Sequence[tuple[Any, Any]], case: str) -> str:
    result, end = "", 0
    for part, parse in parses:
        form = parse.inflect({case, parse.tag.gender} if _is_adjective(parse) else {case})
        result += name[end : part.start()] + (_like(part[0], form.word) if form else part[0])
        end = part.end()
    return result + name[end:]


def _is_adjective(parse: Any) -> bool:
    return "ADJF" in parse.tag and bool(parse.tag.gender)


def _like(word: str, form: str) -> str:
    """`form` in the capitals and with the apostrophe of `word`."""
    apostrophe = next((letter for letter in word if letter in APOSTROPHES), "'")
    form = form.replace("'", apostrophe)
    if len(word) > 1 and word.isupper():
        return form.upper()
    return form[:1].upper() + form[1:] if word[:1].isupper() else form
