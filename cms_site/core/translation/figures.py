"""Numbers, dates, times and addresses of a source that its translation does not have: a hint, as languages differ.

A figure may be read in several ways: `1,234` is a thousand in English and one and a bit in Ukrainian, `16.30` a time, a
day or a number. A figure is there if one of its readings is; a reading is a set of facts such as ("n", "200"),
("month", "9") or ("time", "16:30").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

Facts = frozenset[tuple[str, str]]

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"«»„”“)]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_LANGUAGE = re.compile(r"(?:^|(?<=/))(?:uk|ua|en|pl)(?:/|$)|^(?:www|uk|ua|en|pl)\.")
_TIME = r"[0-9]{1,2}(?:[.:][0-9]{2})?"
_HALF_DAY = re.compile(
    rf"(?<![0-9.,:])(?:({_TIME})\s*(?:[-–—]|to|and|until|till|or)\s*)?({_TIME})\s*([ap])\.?\s?m\b\.?", re.IGNORECASE
)
_DATE = re.compile(
    r"(?<![0-9])(?:[0-9]{1,2}([./])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})|[0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])"
)
_NUMBER = re.compile(
    r"(?<![0-9])(?:[0-9]{1,3}(?:(?P<gap>[ \u00a0\u2009\u202f'’])[0-9]{3})(?:(?P=gap)[0-9]{3})*(?:[.,][0-9]+)?"
    r"|[0-9]+(?:[.,:][0-9]+)*)(?![0-9])"
)
_TIMES = re.compile(
    r"[\s\u00a0]*(?:(?P<thousand>тис(?:\.|яч\w*)|thousand|tys\.|tysi[ąę]c\w*)"
    r"|(?P<million>млн|мільйон\w*|million|m\b|mln|milion\w*)"
    r"|(?P<milliard>млрд|мільярд\w*|billion|bn\b|mld|miliard\w*))"
)
_MULTIPLIED = {"thousand": 10**3, "million": 10**6, "milliard": 10**9}
_ROMAN = re.compile(r"(?<!\w)(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})(?!\w)")
_MONTHS = (
    *("січ|jan|stycz", "лют|feb|lut", "берез|mar", "квіт|apr|kwie", "трав|may|maj", "черв|jun|czerw"),
    *("лип|jul|lip", "серп|aug|sierp", "верес|sep|wrze", "жовт|oct|paźdz", "листоп|nov|listop", "груд|dec|grud"),
)
_MONTH = re.compile(
    "|".join(rf"(?P<m{number}>\b(?:{stems})\w*)" for number, stems in enumerate(_MONTHS, 1)), re.IGNORECASE
)
# Small numbers are written as words, each language by its own custom; in their order from one.
_WORDS = {
    "en": (
        *("one|first|once|single|a|an", "two|second|twice|both|pair", "three|third", "four", "five|fifth|half"),
        *("six", "seven", "eight", "nine|ninth", "ten", "eleven", "twelve|twelfth|noon", "thirteen", "fourteen"),
        *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twent"),
    ),
    "pl": (
        *("jed[en]|pierwsz|raz", "dw[aióo]|drug|ob[ai]|obu|par", "trz[ey]|troj", "czter|czwar|czworo", "pię|piąt"),
        *("sześ|szóst", "sied[em]|siódm", "osiem|ośmi|ósm", "dziewię[ćc]|dziewiąt", "dziesię[ćc]|dziesiąt", "jedena"),
        *("dwuna|południe", "trzyna", "czterna", "piętna", "szesna", "siedemna", "osiemna", "dziewiętna", "dwudzie"),
    ),
}
# Telephone numbers are grouped in any way; runs of fewer digits are numbers of their own.
LONG = 5


@dataclass(frozen=True)
class Figure:
    """A figure as it is written, and the facts that each of its readings consists of."""

    text: str
    readings: tuple[Facts, ...]


def missing_figures(source: str, target: str, language: str) -> tuple[list[str], list[str]]:
    """The figures of a plain source that its translation lacks; if there are any, those that it has instead, too."""
    own, theirs = list(_figures(source)), list(_figures(target))
    known = _facts(theirs) | _spelled(target, language)
    lost = [figure for figure in own if not any(reading <= known for reading in figure.readings)]
    lost = [figure for figure in lost if not _regrouped(figure, own, theirs)]
    missing = [figure.text for figure in lost] + _missing_addresses(source, target, language)
    if not missing:
        return [], []
    wanted = _facts(own) | _spelled(source, "")
    extra = [figure.text for figure in theirs if not any(reading <= wanted for reading in figure.readings)]
    extra += _missing_addresses(target, source, language)
    return list(dict.fromkeys(missing)), list(dict.fromkeys(extra))


def _facts(figures: list[Figure]) -> Facts:
    """What figures say; that a number could be written as a word does not make it one."""
    facts = (fact for figure in figures for reading in figure.readings for fact in reading)
    return frozenset(fact for fact in facts if fact[0] != "word")


def _figures(text: str) -> Iterator[Figure]:
    """The figures of a text, addresses aside, those of more parts before those of fewer."""
    text = _ADDRESS.sub(" ", text)
    for pattern, read in ((_HALF_DAY, _half_day), (_DATE, _date)):
        for match in pattern.finditer(text):
            yield from read(match)
        text = pattern.sub(lambda match: " | ", text)
    for match in _NUMBER.finditer(text):
        yield _number(match, text)


def _half_day(match: re.Match[str]) -> Iterator[Figure]:
    for written in (match[1], match[2]):
        if not written:
            continue
        hours, _separator, minutes = written.replace(".", ":").partition(":")
        # before a range the half of the day stands once: 11 to 2 p.m. begins in the other half
        later = int(hours) % 12 + (12 if match[3].lower() == "p" else 0)
        halves = {later, int(hours)} if written == match[1] else {later}
        yield Figure(
            written if written == match[1] else match[0].rpartition(written)[1] + match[0].rpartition(written)[2],
            tuple(frozenset([fact]) for hour in sorted(halves) for fact in _at(hour, minutes or "00")),
        )


def _at(hour: int, minutes: str) -> list[tuple[str, str]]:
    facts = [("time", f"{hour}:{minutes}")]
    return [*facts, ("n", str(hour))] if minutes == "00" else facts


def _date(match: re.Match[str]) -> Iterator[Figure]:
    parts = re.split(r"[./-]", match[0])
    year, month, day = parts if len(parts[0]) == 4 else reversed(parts)
    years = {year, f"20{year}"} if len(year) == 2 else {year}
    yield Figure(
        match[0],
        tuple(
            frozenset([("n", str(int(each))), ("month", str(int(months))), ("n", str(int(days)))])
            for each in sorted(years)
            for months, days in ((month, day), (day, month))
            if int(months) <= 12 and (months == month or "/" in match[0])
        )
        or (frozenset([("n", match[0])]),),
    )


def _number(match: re.Match[str], text: str) -> Figure:
    written = match[0]
    digits = re.sub(r"[ \u00a0\u2009\u202f'’]", "", written)
    values = set(_values(digits))
    readings = [frozenset([(kind, value)]) for value in sorted(values) for kind in ("n", "word")]
    times = _TIMES.match(text, match.end())
    if times is not None:
        factor = _MULTIPLIED[str(times.lastgroup)]
        readings += [frozenset([("n", _plain(Decimal(value) * factor))]) for value in sorted(values)]
    if len(digits) == 4 and digits.isdigit() and text[match.end() : match.end() + 1] == "s":
        readings.append(frozenset([("n", str(int(digits[2:])))]))
    if pair := re.fullmatch(r"([0-9]{1,2})[.:]([0-9]{2})", digits):
        first, second = int(pair[1]), int(pair[2])
        if first <= 24 and second < 60:
            readings += [frozenset([fact]) for fact in _at(first, pair[2])]
        if ":" not in digits and 1 <= second <= 12:
            readings.append(frozenset([("n", str(first)), ("month", str(second))]))
    if not readings:
        # a score, the number of a section, a list without spaces
        readings.append(frozenset(("n", _plain(Decimal(part))) for part in re.split(r"[.,:]", digits)))
    return Figure(written, tuple(readings))


def _values(digits: str) -> Iterator[str]:
    """What a number may mean, commas and points being what they are in any of the languages."""
    if digits.isdigit():
        yield _plain(Decimal(digits))
    elif re.fullmatch(r"[0-9]+[.,][0-9]+", digits):
        yield _plain(Decimal(digits.replace(",", ".")))
    if re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?", digits):
        yield _plain(Decimal(digits.replace(",", "")))
    if re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?", digits):
        yield _plain(Decimal(digits.replace(".", "").replace(",", ".")))


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _spelled(text: str, language: str) -> Facts:
    """What a text says in words: months, small numbers, Roman numerals."""
    found = {("month", str(number)) for match in _MONTH.finditer(text) for number in [str(match.lastgroup)[1:]]}
    found |= {fact for match in _ROMAN.finditer(text) for fact in _roman(match[0])}
    for number, stems in enumerate(_WORDS.get(language, ()), 1):
        ending = r"\b" if number == 1 and language == "en" else ""
        if re.search(rf"\b(?:{stems}){ending}", text, re.IGNORECASE):
            found.add(("word", str(number)))
            if number == 12:
                found.add(("time", "12:00"))
    if re.search(r"\b(?:midnight|północ)", text, re.IGNORECASE):
        found |= {("time", "0:00"), ("time", "00:00"), ("time", "24:00")}
    return frozenset(found)


def _roman(numeral: str) -> list[tuple[str, str]]:
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in numeral]
    pairs = zip(values, [*values[1:], 0], strict=True)
    number = str(sum(-value if value < following else value for value, following in pairs))
    return [("n", number), ("month", number)]


def _regrouped(figure: Figure, own: list[Figure], theirs: list[Figure]) -> bool:
    """Whether the digits stand there in other groups, as those of telephone numbers do, or as a time with a hyphen."""
    there = _runs(theirs)
    at = own.index(figure)
    for start in range(max(0, at - 5), at + 1):
        for end in range(at + 1, min(len(own), at + 6) + 1):
            digits = [re.sub(r"[^0-9]", "", each.text) for each in own[start:end]]
            if len("".join(digits)) >= LONG and "".join(digits) in there:
                return True
            if len(digits) == 2 and ("time", f"{digits[0].lstrip('0') or '0'}:{digits[1]}") in _facts(theirs):
                return True
    return False


def _runs(figures: list[Figure]) -> set[str]:
    digits = [re.sub(r"[^0-9]", "", figure.text) for figure in figures]
    return {"".join(digits[start:end]) for start in range(len(digits)) for end in range(start + 1, start + 7)}


def _missing_addresses(source: str, target: str, language: str) -> list[str]:
    """The addresses of web pages and mailboxes that stand in one text alone; one may lead to the other language."""
    there = [_cut(address) for address in _ADDRESS.findall(target)]
    missing = []
    for written in _ADDRESS.findall(source):
        address = _cut(written)
        same_host = [each for each in there if _without_language(each).partition("/")[0] == _host(address)]
        if not any(
            _without_language(each) == _without_language(address) or _names(each, language) or _names(address, language)
            for each in same_host
        ):
            missing.append(written.rstrip(".,;:!?"))
    return missing


def _cut(address: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", address.lower()).rstrip(".,;:!?/")


def _without_language(address: str) -> str:
    return _LANGUAGE.sub("", address).rstrip("/")


def _host(address: str) -> str:
    return _without_language(address).partition("/")[0]


def _names(address: str, language: str) -> bool:
    return bool(re.search(rf"(?:^|/){language}(?:[./]|$)", address))
