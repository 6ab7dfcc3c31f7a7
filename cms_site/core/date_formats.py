"""Periods in words, in the reader's language, after the patterns and month names of CLDR.

A day is joined to its month by a no-break space and a spaced dash hangs on the word before it, so that a line breaks
only where a reader expects it; the space before the year may break. Every function takes the first day of the first
and of the last period (equal for a single one) and a language code as Django spells it.
"""

import re
from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.localedata import LocaleDataDict, load
from django.utils import translation
from django.utils.translation import pgettext, pgettext_lazy

DASH = "–"
SPACED_DASH = "\N{NO-BREAK SPACE}– "
SEASONS = {
    3: pgettext_lazy("season", "spring"),
    6: pgettext_lazy("season", "summer"),
    9: pgettext_lazy("season", "autumn"),
    12: pgettext_lazy("season", "winter"),
}
_FIELD = re.compile(r"'([^']*)'|LLLL|MMMM|MM?|dd?|y")
# "р." and "г." after a year belong to running text; a fact line goes without them.
_YEAR_WORD = re.compile(r"(?<=y)\s*'[^']*'\.?$")


def day_range(start: date, end: date, language: str) -> str:
    """Return "25 лютого 2016", "25–28 лютого 2016", "31 травня – 2 червня 2016" or both dates in full."""
    pattern = _YEAR_WORD.sub("", _locale(language).date_formats["long"].pattern)
    months = _month_names(language, "format")
    shortened = pattern
    if re.match(r"d.*MMMM", pattern):
        pattern = pattern.replace(" ", "\N{NO-BREAK SPACE}", 1)
        shortened = pattern
        if (start.year, start.month) == (end.year, end.month):
            shortened = re.split(r"\s", pattern)[0]
        elif start.year == end.year:
            shortened = pattern[: pattern.index("MMMM") + 4]
    last = _render(pattern, end, months)
    if start == end:
        return last
    dash = DASH if "M" not in shortened else SPACED_DASH
    return _render(shortened, start, months) + dash + last


def month_range(start: date, end: date, language: str) -> str:
    """Return "вересень 2016", "вересень–жовтень 2016" or "грудень 2016 – січень 2017": names never inflected."""
    pattern = _YEAR_WORD.sub("", _locale(language).datetime_skeletons["yMMMM"].pattern)
    months = _month_names(language, "stand-alone")
    last = _render(pattern, end, months)
    if start == end:
        return last
    if start.year == end.year and pattern.startswith(("LLLL", "MMMM")):
        return months[start.month] + DASH + last
    return _render(pattern, start, months) + SPACED_DASH + last


def season_range(start: date, end: date, language: str) -> str:
    """Return "весна 2016", "весна–літо 2016", "зима 2016–2017" or "осінь 2016 – зима 2016–2017"."""
    with translation.override(language):
        if start == end:
            return _season(str(SEASONS[end.month]), end)
        if start.year == end.year and end.month != 12:
            return _season(f"{SEASONS[start.month]}{DASH}{SEASONS[end.month]}", end)
        return _season(str(SEASONS[start.month]), start) + SPACED_DASH + _season(str(SEASONS[end.month]), end)


def year_range(start: date, end: date) -> str:
    """Return "2016" or "2016–2017"."""
    return str(start.year) if start.year == end.year else f"{start.year}{DASH}{end.year}"


def _season(name: str, start: date) -> str:
    year = f"{start.year}{DASH}{start.year + 1}" if start.month == 12 else str(start.year)
    # Translators: only the order of the two; "spring 2016", "winter 2016–2017".
    return pgettext("season and year", "%(season)s %(year)s") % {"season": name, "year": year}


@lru_cache
def _locale(language: str) -> Locale:
    """Return the CLDR locale; plain English is read as British, the order of the day before the month."""
    try:
        return Locale.parse("en_GB" if language == "en" else language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en", "GB")


@lru_cache
def _month_names(language: str, context: str) -> Mapping[int, str]:
    """Return the month names inside a date ("format": вересня) or by themselves ("stand-alone": вересень).

    Read from a private copy, because looking up stand-alone names in Babel's own data leaks the names of one language
    into the next (python-babel/babel#1234).
    """
    months = LocaleDataDict({"months": deepcopy(load(str(_locale(language)))["months"])})
    return dict(months["months"][context]["wide"])


def _render(pattern: str, day: date, months: Mapping[int, str]) -> str:
    """Fill a CLDR date pattern; quoted text stays, unquoted."""
    fields = {
        "d": str(day.day),
        "dd": f"{day.day:02}",
        "M": str(day.month),
        "MM": f"{day.month:02}",
        "MMMM": months[day.month],
        "LLLL": months[day.month],
        "y": str(day.year),
    }
    return _FIELD.sub(lambda match: fields.get(match[0], match[1]), pattern)
