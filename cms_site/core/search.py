"""Words as search compares them, at index and at query time alike, and the entries that a reader's words find."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any

from django.apps import apps
from django.db.models import Case, Count, F, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _
from pymorphy3 import MorphAnalyzer

from cms_site.core.catalog.full_text import FindsWords
from cms_site.core.catalog.models import NEWEST_FIRST
from cms_site.core.facets import Facet
from cms_site.core.spelling import APOSTROPHES, CYRILLIC, LATIN
from cms_site.core.transliteration import UNDIVIDED

LANGUAGE = "uk"
MOST_TERMS = 10  # of one query
MOST_WORDS = 10_000  # of one page: PostgreSQL refuses more than a megabyte of them
LONGEST_WORD = 60
# A word that no dictionary knows, a name say, is found by its beginning from this length on.
SHORTEST_BEGINNING = 3

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_STRESS = re.compile("(?<=[\u0400-\u052f])\N{COMBINING ACUTE ACCENT}")
_ACCENTS = re.compile("[\u0300-\u036f]")
_LOOK_ALIKES = str.maketrans(LATIN, CYRILLIC)


def searchable_words(text: str) -> str:
    """The distinct words of `text` and their dictionary forms, joined by single spaces; empty when there are none."""
    found: dict[str, None] = {}
    for word in _words(text):
        found.update(dict.fromkeys([_plain(word), *_lemmas(word)]))
    return " ".join(list(found)[:MOST_WORDS])


def query_terms(query: str) -> list[list[str]]:
    """What an entry must have to be found by `query`: for every word the spellings of which one is enough."""
    words = list(dict.fromkeys(_words(query)))[:MOST_TERMS]
    return [_spellings(word) for word in words]


def matching(entries: Any, query: str) -> Any:
    """Those of `entries` (of the catalogue) that have every word of `query` in any form.

    Entries that have all of them in the title come first, then the newest. None for a query without a word.
    """
    terms = query_terms(query)
    if not terms:
        return entries.none()
    in_title = Q()
    for term in terms:
        spellings = Q()
        for spelling in term:
            spellings |= Q(title_padded__contains=_with_space(spelling))
        in_title &= spellings
    return (
        entries.filter(FindsWords(F("words"), terms))
        .alias(title_padded=Concat(Value(" "), "title_words", Value(" "), output_field=TextField()))
        .alias(in_title=Case(When(in_title, then=0), default=1))
        .order_by("in_title", *NEWEST_FIRST)
    )


class WordsFacet(Facet):
    """The words that a reader typed: they narrow a listing as a facet does, but there is nothing to choose from."""

    def __init__(self, name: str = "q") -> None:
        super().__init__(name, _("Words"))

    def labels(self, values: Iterable[str]) -> dict[str, str]:
        return {}

    def filter(self, entries: QuerySet, values: list[str]) -> QuerySet:
        return matching(entries, " ".join(values))

    def counts(self, entries: QuerySet) -> dict[str, int]:
        return {}


class PageTypeFacet(Facet):
    """What kind of page it is, in the reader's words."""

    def __init__(self, name: str = "type") -> None:
        super().__init__(name, _("Kind of page"))

    def labels(self, values: Iterable[str]) -> dict[str, str]:
        names = {model._meta.label_lower: str(model._meta.verbose_name_plural) for model in apps.get_models()}
        return {value: names[value][:1].upper() + names[value][1:] for value in values if value in names}

    def filter(self, entries: QuerySet, values: list[str]) -> QuerySet:
        return entries.filter(page_type__in=values)

    def counts(self, entries: QuerySet) -> dict[str, int]:
        return dict(entries.order_by().values_list("page_type").annotate(Count("pk")))


def _words(text: str) -> Iterator[str]:
    """The words of `text` in small letters, with a straight apostrophe and letters of one alphabet each."""
    composed = unicodedata.normalize("NFKC", _APOSTROPHE.sub("'", text))
    for match in _WORD.finditer(_STRESS.sub("", composed).lower()):
        word = match[0]
        if _CYRILLIC.search(word):
            word = word.translate(_LOOK_ALIKES)
        yield word[:LONGEST_WORD].rstrip("'")


def _plain(word: str) -> str:
    """`word` as it is stored: without apostrophes, Latin letters without accents."""
    letters = word.replace("'", "")
    if _CYRILLIC.search(letters):
        return letters
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", letters.translate(UNDIVIDED)))


@cache
def _dictionary() -> MorphAnalyzer:
    return MorphAnalyzer(lang=LANGUAGE)


@lru_cache(maxsize=50_000)
def _lemmas(word: str) -> tuple[str, ...]:
    """The dictionary forms of a Ukrainian word: all that it may be a form of, the best guess when it is unknown."""
    if not _CYRILLIC.search(word):
        return ()
    parses = _dictionary().parse(word)
    known = [parse for parse in parses if parse.is_known]
    return tuple(dict.fromkeys(_plain(parse.normal_form) for parse in known or parses[:1]))


def _spellings(word: str) -> list[str]:
    plain = _plain(word)
    if len(plain) >= SHORTEST_BEGINNING and not (_CYRILLIC.search(word) and _dictionary().word_is_known(word)):
        plain += "*"
    return list(dict.fromkeys([plain, *_lemmas(word)]))


def _with_space(spelling: str) -> str:
    return f" {spelling.removesuffix('*')}" if spelling.endswith("*") else f" {spelling} "
