"""Whether a page may be public in its language: nothing in it missing, nothing in the language of the source.

A passage of a translation is missing if
- the source has words there and the translation has none (a block that was taken out counts as none; of a page type of
  which a summary is enough only title and lead are asked for), or
- it has Cyrillic letters and the language is written in Latin ones, or
- the language is written in Cyrillic and the words are those of the source.
Numbers, addresses and names that are the same in both languages are no passages to miss: they have no Cyrillic letters.
What a person let stand (`memory.still_valid`) is not missing either; what a machine drafted is, until somebody has read
it. A passage that the source gained after the translation became public makes it outdated, not incomplete: a public
translation does not vanish because of it.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from cms_site.core.changes.models import PublishedChange
from cms_site.core.translation.jobs.required import in_summary, is_summarised
from cms_site.core.translation.memory import digest, ever_translated, standing
from cms_site.core.translation.passages import Passage, all_places, label_of_place, matched, paragraphs_of
from cms_site.core.translation.refusals import RefusedError
from cms_site.core.translation.scripts import has_letters, in_foreign_letters, written_in_cyrillic
from cms_site.core.translation.sources import paragraphs_of_source, source_of
from cms_site.core.translation.tags import tag_field, tags_of

_not_judged: ContextVar[bool] = ContextVar("completeness_not_judged", default=False)
MOST_NAMED = 8


class IncompleteTranslationError(RefusedError):
    """A page was to become public in a language that it is not complete in; the message says why not."""

    def __init__(self, page: Any, reason: str) -> None:
        super().__init__(page, {NON_FIELD_ERRORS: [reason]})


@dataclass(frozen=True)
class Missing:
    """A passage that keeps a page from being public. `text` is what stands there now, `place` is that in the source."""

    place: str
    label: str
    text: str


def missing(page: Any, places: list[Passage] | None = None) -> list[Missing]:
    """What keeps `page`, as it is in memory, from being public in its language; nothing for a source page.

    `places` are the passages of the page where they are known better, as from a form that is not saved yet.
    """
    if page.is_source:
        return []
    own = list(all_places(page)) if places is None else places
    source = source_of(page)
    wanted = _wanted(source, page) if source is not None else {}
    found = matched([(place, kind) for place, (kind, _text) in wanted.items()], own)
    let_stand = standing(page) if page.pk else set()
    unread = unread_drafts(page) if page.pk else {}
    at = {id(passage): place for place, passage in found.items()}
    result = {
        place: Missing(place, label_of_place(page, place), "")
        for place in wanted
        if not (place in found and found[place].text) and (place, digest("")) not in let_stand
    }
    language = page.locale.language_code
    for passage in own:
        place = at.get(id(passage), passage.place)
        same = written_in_cyrillic(language) and place in wanted and wanted[place][1] == passage.text
        untranslated = in_foreign_letters(passage.text, language) or (same and has_letters(passage.text))
        if (untranslated and (place, digest(passage.text)) not in let_stand) or (
            unread.get(place) and unread[place].intersection((*passage.paragraphs, passage.text))
        ):
            result[place] = Missing(place, label_of_place(page, passage.place), passage.text)
    return list(result.values())


def unread_drafts(page: Any) -> dict[str, set[str]]:
    """What a machine wrote of a translation and nobody has read, by place."""
    texts = StringTranslation.objects.filter(
        context__object_id=page.translation_key,
        locale=page.locale_id,
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
    )
    found: dict[str, set[str]] = {}
    for place, html in texts.values_list("context__path", "data"):
        found.setdefault(place, set()).update(paragraphs_of(html))
    return found


def foreign_tags(page: Any) -> list[Missing]:
    """The tags of a translation, as it is in memory, as missing if its readers cannot read one of them."""
    line, field = ", ".join(tags_of(page)), tag_field(type(page))
    if field is None or not in_foreign_letters(line, page.locale.language_code):
        return []
    return [Missing(field.name, label_of_place(page, field.name), line)]


def require(page: Any) -> None:
    """Raise IncompleteTranslationError unless `page` may be public in its language."""
    if not _not_judged.get() and (found := missing(page)):
        raise IncompleteTranslationError(page, sentence(found))


def require_terms(page: Any) -> None:
    """Raise IncompleteTranslationError unless `page`, of which the words become public, has the approved terms."""
    # terms are found in passages, of which this package tells
    from cms_site.core.terms import checking, sentences

    if found := checking.unexcused(page):
        raise IncompleteTranslationError(page, sentences.sentence(found))


def refuse_foreign_alias(page: Any) -> None:
    """Raise IncompleteTranslationError for an alias of a page in another language: it would show that language."""
    original = page.alias_of if page.alias_of_id and not _not_judged.get() else None
    if original is not None and original.locale_id != page.locale_id:
        raise IncompleteTranslationError(page, _("A page cannot be an alias of a page in another language."))


def require_letters(record: Any, names: Iterable[str]) -> None:
    """Raise IncompleteTranslationError if texts of a record that is no page are in letters its readers cannot read."""
    language = record.locale.language_code
    found = [
        Missing(name, label_of_place(record, name), text)
        for name in names
        if in_foreign_letters(text := str(getattr(record, name)), language)
    ]
    if found and not _not_judged.get():
        raise IncompleteTranslationError(record, sentence(found))


@contextmanager
def not_judged() -> Iterator[None]:
    """Let facts without a language be written to a translation, whatever the state of its words.

    The catalogue still judges it: nothing that is incomplete is shown.
    """
    token = _not_judged.set(True)
    try:
        yield
    finally:
        _not_judged.reset(token)


def sentence(found: list[Missing]) -> str:
    """What is missing, as an editor is told."""
    counted: dict[str, int] = {}
    for passage in found:
        counted[passage.label] = counted.get(passage.label, 0) + 1
    named = [f"{label} ({count})" if count > 1 else label for label, count in counted.items()]
    if len(named) > MOST_NAMED:
        named = [*named[:MOST_NAMED], "…"]
    return _("The page is not complete in this language, so it cannot be public. Not translated: %s.") % ", ".join(
        named
    )


def _wanted(source: Page, page: Any) -> dict[str, tuple[str, str]]:
    """The places that need words, each with what stands there and the text of the source."""
    wanted: dict[str, tuple[str, list[str]]] = {}
    for paragraph in paragraphs_of_source(source):
        wanted.setdefault(paragraph.passage, (paragraph.kind, []))[1].append(paragraph.text)
    if page.pk and PublishedChange.objects.filter(page_id=page.pk).exists():
        had = ever_translated(page)
        wanted = {place: value for place, value in wanted.items() if place in had}
    if is_summarised(page):
        wanted = {place: value for place, value in wanted.items() if in_summary(place)}
    return {place: (kind, "\n".join(texts)) for place, (kind, texts) in wanted.items()}
