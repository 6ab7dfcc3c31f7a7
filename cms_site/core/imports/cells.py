"""What a cell may say: parsers that give a value or one sentence about what is wrong."""

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from functools import cache
from typing import Any

from babel.dates import get_month_names
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_countries import countries

from cms_site.core.dates import PartialDate, Precision

LANGUAGES = ("uk", "en", "pl")
LIST_SEPARATORS = re.compile(r"[;,\n/]")
AND = re.compile(r" (?:і|й|та|and|i|oraz) ")
DASH = re.compile(r"\s*[-–—]\s*")
LARGEST_NUMBER = 2_147_483_647  # of an integer column
YEARS_AHEAD = 10  # nobody plans a visit further ahead, so "99" is an old year or a slip


class CellError(Exception):
    """The cell cannot be used; the message says why and, where it can, what would be right."""


Parser = Callable[[Any], Any]


def text(value: Any) -> str:
    """The cell as text on one line."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split())


def line(length: int) -> Parser:
    """Text of at most `length` characters."""

    def parse(value: Any) -> str:
        found = text(value)
        if len(found) > length:
            raise CellError(_("The text is longer than %d characters.") % length)
        return found

    return parse


def lines(value: Any) -> list[str]:
    """Several texts, each on its own line or apart by semicolons; commas may stand inside ("Name, post")."""
    return [part for part in (text(part) for part in re.split(r"[;\n]", str(value))) if part]


def name_key(name: str) -> str:
    """`name` as it is looked up: without regard to capitals, spaces and the kind of apostrophe and quotation mark."""
    return _key(re.sub('[«»„“”"]', "", name))


def whole_number(value: Any) -> int:
    """A whole number of zero or more, also written with spaces ("1 200")."""
    number = decimal_number(value)
    if number != number.to_integral_value():
        raise CellError(_("“%s” is not a whole number.") % value)
    if number > LARGEST_NUMBER:
        raise CellError(_("“%s” is too large.") % value)
    return int(number)


def decimal_number(value: Any) -> Decimal:
    """A number of zero or more, also with spaces and a decimal comma ("1 200,5")."""
    if isinstance(value, bool):
        raise CellError(_("“%s” is not a number.") % value)
    try:
        number = Decimal(re.sub(r"\s", "", str(value)).replace(",", "."))
    except InvalidOperation as error:
        raise CellError(_("“%s” is not a number.") % value) from error
    if not number.is_finite():
        raise CellError(_("“%s” is not a number.") % value)
    if number < 0:
        raise CellError(_("“%s” is less than zero.") % value)
    return number


def yes_or_no(value: Any) -> bool:
    """Yes or no, in the words of any language of the site, or 1 and 0."""
    if isinstance(value, bool):
        return value
    word = str(value).strip().lower().removesuffix(".0")
    if word in {"так", "yes", "tak", "1", "+", "true", "істина"}:
        return True
    if word in {"ні", "no", "nie", "0", "-", "–", "false", "хибність"}:
        return False
    raise CellError(_("“%s” is neither yes nor no.") % value)


def one_of(choices: Iterable[tuple[str, Any]], words: Mapping[str, str] | None = None) -> Parser:
    """One of `choices`, by its value, by its label in any language of the site or by one of `words` (word to value)."""
    pairs = list(choices)
    more = {_key(word): code for word, code in (words or {}).items()}

    @cache
    def known() -> dict[str, str]:
        words = {**more, **{_key(code): code for code, _label in pairs}}
        for language in LANGUAGES:
            with translation.override(language):
                words.update({_key(str(label)): code for code, label in pairs})
        return words

    def parse(value: Any) -> str:
        code = known().get(_key(str(value)))
        if code is None:
            allowed = ", ".join(str(label) for _code, label in pairs)
            raise CellError(_("“%(value)s” is not one of: %(allowed)s.") % {"value": value, "allowed": allowed})
        return code

    return parse


def country_codes(value: Any) -> list[str]:
    """One or several countries, by code or by name in any language of the site, apart by commas or "and"."""
    if code := _countries().get(_key(str(value))):  # some names have a comma
        return [code]
    parts = (part.strip() for part in LIST_SEPARATORS.split(str(value)))
    return list(dict.fromkeys(code for part in parts if part for code in _joined_countries(part)))


def _joined_countries(written: str) -> list[str]:
    """The countries of "Poland and Lithuania"; some names have an "and" themselves."""
    known, whole = _countries(), _key(written)
    if code := known.get(whole):
        return [code]
    for word in AND.finditer(whole):
        if code := known.get(whole[: word.start()]):
            return [code, *_joined_countries(whole[word.end() :])]
    if close := get_close_matches(whole, known, n=1, cutoff=0.8):
        likely = {"written": written, "name": countries.name(known[close[0]])}
        raise CellError(_("There is no country named “%(written)s”. Is it “%(name)s”?") % likely)
    raise CellError(_("There is no country named “%s”.") % written)


# What people write where the standard has another name.
OTHER_COUNTRY_NAMES = {
    "Англія": "GB",
    "Великобританія": "GB",
    "Велика Британія": "GB",
    "Сполучене Королівство": "GB",
    "Great Britain": "GB",
    "Wielka Brytania": "GB",
    "США": "US",
    "USA": "US",
    "Чехія": "CZ",
    "Чеська Республіка": "CZ",
    "Czechy": "CZ",
    "Голландія": "NL",
    "КНР": "CN",
    "Північна Македонія": "MK",
    "Республіка Білорусь": "BY",
    "Південна Корея": "KR",
    "ОАЕ": "AE",
}


@cache
def _countries() -> dict[str, str]:
    known = {_key(name): code for name, code in OTHER_COUNTRY_NAMES.items()}
    for language in LANGUAGES:
        with translation.override(language):
            known.update({_key(country.name): country.code for country in countries})
    known.update({code.lower(): code for code in dict(countries)})
    return known


def _key(word: str) -> str:
    return " ".join(word.replace("’", "'").replace("ʼ", "'").lower().split())


def partial_date(value: Any) -> PartialDate:
    """A date as people write it: 25.02.2016, 25.02.16, 2016-02-25, 25 лютого 2016, вересень 2016, 2016-09, 2016."""
    written = re.sub(r"(?<=\d) ?(року|рік|р\.?|r\.|roku)$", "", _key(str(value))).removesuffix(".0")
    try:
        found = _numeric_date(written) or _worded_date(written)
    except ValueError as error:
        raise CellError(_("There is no such day: “%s”.") % value) from error
    if found is None:
        raise CellError(_("“%s” is not a date. Write 25.02.2016, “September 2016” or 2016.") % value)
    return found


def period(value: Any) -> PartialDate:
    """A date, or the first and the last day of a period in one cell: 25–28.02.2016, 30 вересня – 1 жовтня 2016."""
    try:
        return partial_date(value)
    except CellError:
        if (found := _period(_key(str(value)))) is None:
            raise
        return found


def _period(written: str) -> PartialDate | None:
    parts = DASH.split(written)
    if len(parts) != 2:
        return None
    first, last = parts
    with suppress(CellError):
        end = partial_date(last)
        # what the first day leaves out is that of the last one: "25", "30.01", "30 вересня"
        year = end.start.year
        for whole in (first, f"{first}.{year}", f"{first} {year}", re.sub(r"^\d{1,2}", lambda _match: first, last)):
            with suppress(CellError):
                start = partial_date(whole)
                if start.precision == end.precision == Precision.DAY and start.start <= end.start:
                    return PartialDate(start.start, end.start)
    return None


def _numeric_date(written: str) -> PartialDate | None:
    written = re.sub(r"[ t]\d{1,2}:\d{2}(:\d{2})?$", "", written)
    if match := re.fullmatch(r"(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})", written):
        day, month, year = map(int, match.groups())
        if len(match[3]) == 2:
            year += 2000
            if year > timezone.localdate().year + YEARS_AHEAD:
                return None
        return PartialDate(date(year, month, day), precision=Precision.DAY)
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", written):
        return PartialDate(date(*map(int, match.groups())), precision=Precision.DAY)
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})|(\d{1,2})[./](\d{4})", written):
        written_year, written_month, other_month, other_year = match.groups()
        first = date(int(written_year or other_year), int(written_month or other_month), 1)
        return PartialDate(first, precision=Precision.MONTH)
    if re.fullmatch(r"\d{4}", written):
        return PartialDate(date(int(written), 1, 1), precision=Precision.YEAR)
    return None


def _worded_date(written: str) -> PartialDate | None:
    match = re.fullmatch(r"(?:(\d{1,2}) )?([^\W\d]+) (\d{4})(?:[/–-]\d{2,4})?", written)
    if match is None:
        return None
    day, word, year = match.groups()
    if month := _months().get(word):
        return PartialDate(date(int(year), month, int(day or 1)), precision=Precision.DAY if day else Precision.MONTH)
    if (season := _seasons().get(word)) and not day:
        return PartialDate(date(int(year), season, 1), precision=Precision.SEASON)
    return None


@cache
def _months() -> dict[str, int]:
    # The wide names of the formatting context are the genitive ones; the nominative is written out below, because
    # Babel leaks its stand-alone names between languages.
    known = {
        name.lower(): number
        for language in LANGUAGES
        for number, name in get_month_names("wide", context="format", locale=language).items()
    }
    for names in NOMINATIVE_MONTHS:
        known.update({name: number for number, name in enumerate(names.split(), start=1)})
    return known


NOMINATIVE_MONTHS = (
    "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень",
    "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień",
)


def _seasons() -> dict[str, int]:
    words = {3: "весна spring wiosna", 6: "літо summer lato", 9: "осінь autumn fall jesień", 12: "зима winter zima"}
    return {word: month for month, names in words.items() for word in names.split()}
