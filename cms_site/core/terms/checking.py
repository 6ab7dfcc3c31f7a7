"""Whether a translation has the approved forms of the terms in its source."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cms_site.core.terms.base import KnownTerm, TermBase, current
from cms_site.core.terms.models import TermException, TermSettings
from cms_site.core.terms.targets import Words, inflected, written
from cms_site.core.translation.memory import digest
from cms_site.core.translation.passages import Passage, all_places, matched
from cms_site.core.translation.sources import paragraphs_of_source, source_of
from cms_site.core.transliteration import romanise


@dataclass(frozen=True)
class Hint:
    """A term in a source text: its number and name, what it is called, a note, and whether the form is approved."""

    term: int
    name: str
    form: str
    note: str
    approved: bool


@dataclass(frozen=True)
class Side:
    """A passage of a source and its translation; `place` is that in the source, `own_place` that in the translation."""

    place: str
    own_place: str
    source: str
    target: str

    @property
    def digest(self) -> str:
        """What tells whether either has changed."""
        return digest(f"{self.source}\x00{self.target}")


@dataclass(frozen=True)
class Finding:
    """A passage that lacks the approved form of a term; `found` is the known wrong form that stands there, if any."""

    side: Side
    term: int
    name: str
    wanted: str
    found: str

    @property
    def key(self) -> tuple[str, str, int]:
        """What an exception from it is known by."""
        return self.side.place, self.side.digest, self.term


def hints(text: str, language: str) -> list[Hint]:
    """The terms in a Ukrainian text that have a form in `language`, approved or not, in the order of the text."""
    return hints_in(current(), text, language)


def hints_in(base: TermBase, text: str, language: str) -> list[Hint]:
    """The same for many texts of which the terms were read once."""
    found = {match.term: base.terms[match.term] for match in base.matcher.find(text)}
    return [Hint(pk, term.name, *term.forms[language]) for pk, term in found.items() if language in term.forms]


def compare(base: TermBase, side: Side, language: str) -> Iterator[Finding]:
    """What a passage of a translation into `language` lacks; nothing where it is empty: that is another matter."""
    if not side.target.strip():
        return
    words = None
    for pk in dict.fromkeys(match.term for match in base.matcher.find(side.source)):
        term = base.terms[pk]
        wanted = term.approved(language)
        if not wanted:
            continue
        words = words or Words.of(side.target)
        right = written(wanted, words, language)
        wrong = _wrong_form(term, wanted, right, words, language)
        if wrong or not (right or inflected(wanted, words, language)):
            yield Finding(side, pk, term.name, wanted, wrong)


def _wrong_form(term: KnownTerm, wanted: str, right: Sequence[tuple[int, int]], words: Words, language: str) -> str:
    """A known wrong form as it stands in the text, outside the places that are `right`; empty if there is none."""
    for variant in (*term.former.get(language, ()), romanise(term.name)):
        if variant.casefold() == wanted.casefold():
            continue
        for start, end in written(variant, words, language):
            if not any(begin <= start and end <= stop for begin, stop in right):
                return words.text[start:end]
    return ""


def sides(page: Any, places: Sequence[Passage] | None = None) -> list[Side]:
    """The passages of a translation, as it is in memory or as its `places` are known better, beside its source."""
    source = source_of(page)
    if source is None:
        return []
    wanted: dict[str, tuple[str, list[str]]] = {}
    for paragraph in paragraphs_of_source(source):
        wanted.setdefault(paragraph.passage, (paragraph.kind, []))[1].append(paragraph.text)
    own = list(all_places(page)) if places is None else places
    found = matched([(place, kind) for place, (kind, _texts) in wanted.items()], own)
    return [
        Side(place, found[place].place, "\n".join(texts), found[place].text)
        for place, (_kind, texts) in wanted.items()
        if place in found
    ]


def findings(page: Any, places: Sequence[Passage] | None = None) -> list[Finding]:
    """All that a translation lacks, exceptions too; nothing for a source page."""
    base = current()
    if page.is_source or not base.terms:
        return []
    language = page.locale.language_code
    return [finding for side in sides(page, places) for finding in compare(base, side, language)]


def exceptions(page: Any) -> dict[tuple[str, str, int], TermException]:
    """The exceptions that were ever made for a page, by what they are known by."""
    rows = TermException.objects.filter(page_id=page.pk).select_related("by")
    return {(row.place, row.digest, row.term_id): row for row in rows}


def unexcused(page: Any, places: Sequence[Passage] | None = None) -> list[Finding]:
    """What keeps a translation from being published because of terms; nothing where its site does not ask for them."""
    found = findings(page, places)
    if not found or not is_enforced(page):
        return []
    excused = exceptions(page)
    return [finding for finding in found if finding.key not in excused]


def is_enforced(page: Any) -> bool:
    """Whether the site of a page holds back translations because of terms."""
    site = page.get_site()
    return site is None or bool(TermSettings.for_site(site).enforced)
