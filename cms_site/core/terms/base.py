"""The terms in memory: read once, and again when one was changed."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Max

from cms_site.core.terms.matching import Matcher
from cms_site.core.terms.models import Equivalent, FormerEquivalent, Term


@dataclass
class KnownTerm:
    """A term as checks need it. `forms` has for each language the words, the note and whether they are approved."""

    name: str
    kind: str
    forms: dict[str, tuple[str, str, bool]] = field(default_factory=dict)
    former: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def approved(self, language: str) -> str:
        """The form that translations into `language` have to have; empty if none is asked."""
        name, _note, approved = self.forms.get(language, ("", "", False))
        return name if approved else ""


@dataclass(frozen=True)
class TermBase:
    """All terms by number, and what finds them in a text."""

    terms: dict[int, KnownTerm]
    matcher: Matcher


@dataclass(frozen=True)
class _Kept:
    stamp: Any
    base: TermBase


_kept: list[_Kept] = []


def current() -> TermBase:
    """The terms as they are in the database: one query, four if any was changed since this process read them."""
    stamp = Term.objects.aggregate(Max("changed_at"), Count("pk"), Max("pk"))
    known: Sequence[_Kept] = _kept[-1:]
    if known and known[0].stamp == stamp:
        return known[0].base
    base = _read()
    _kept[:] = [_Kept(stamp, base)]
    return base


def _read() -> TermBase:
    terms, keys = {}, []
    for pk, name, kind, word_keys in Term.objects.order_by("pk").values_list("pk", "name", "kind", "word_keys"):
        terms[pk] = KnownTerm(name, kind)
        keys.append((pk, word_keys))
    forms = Equivalent.objects.values_list("record_id", "locale__language_code", "name", "note", "approved_at")
    for pk, language, name, note, approved_at in forms:
        if pk in terms:
            terms[pk].forms[language] = (name, note, approved_at is not None)
    for pk, language, name in FormerEquivalent.objects.values_list("record_id", "locale__language_code", "name"):
        if pk in terms:
            terms[pk].former[language].append(name)
    return TermBase(terms, Matcher(keys))
