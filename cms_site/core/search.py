"""Words as search compares them, at index and at query time alike, and the entries that a reader's words find."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db.models import Case, Count, F, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from cms_site.core.catalog.full_text import FindsWords
from cms_site.core.catalog.models import NEWEST_FIRST
from cms_site.core.facets import Facet
from cms_site.core.word_forms import composed, is_cyrillic, is_known, lemmas, one_alphabet, plain

MOST_TERMS = 10  # of one query
MOST_WORDS = 10_000  # of one page: PostgreSQL refuses more than a megabyte of them
LONGEST_WORD = 60
# A word that no dictionary knows, a name say, is found by its beginning from this length on.
SHORTEST_BEGINNING = 3

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def searchable_words(text: str) -> str:
    """The distinct words of `text` and their dictionary forms, joined by single spaces; empty when there are none."""
    found: dict[str, None] = {}
    for word in _words(text):
        found.update(dict.fromkeys([plain(word), *lemmas(word)]))
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
    for match in _WORD.finditer(composed(text)):
        yield one_alphabet(match[0])[:LONGEST_WORD].rstrip("'")


def _spellings(word: str) -> list[str]:
    spelling = plain(word)
    if len(spelling) >= SHORTEST_BEGINNING and not (is_cyrillic(word) and is_known(word)):
        spelling += "*"
    return list(dict.fromkeys([spelling, *lemmas(word)]))


def _with_space(spelling: str) -> str:
    return f" {spelling.removesuffix('*')}" if spelling.endswith("*") else f" {spelling} "
