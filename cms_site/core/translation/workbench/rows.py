"""The passages of a translation as a translator works on them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, TemplateSegment, Translation

from cms_site.core.terms.checking import Hint
from cms_site.core.translation.jobs.required import in_summary, is_summarised
from cms_site.core.translation.localize import needs_words
from cms_site.core.translation.memory import digest, origins_of
from cms_site.core.translation.paragraphs import words
from cms_site.core.translation.passages import paragraphs_of
from cms_site.core.translation.sources import paragraphs_of_source
from cms_site.core.translation.workbench.last_translation import last_translation
from cms_site.core.translation.workbench.marks import Mark, lost_marks, marks, plain, typed
from cms_site.core.translation.workbench.places import Place, place_of
from cms_site.core.translation.workbench.suggestions import Earlier, add_suggestions
from cms_site.core.workflow.comparison import word_diff

MISSING, CHANGED, MACHINE, FAULTY, DONE, OPTIONAL = "missing", "changed", "machine", "faulty", "done", "optional"
UNFINISHED = (MISSING, CHANGED, MACHINE, FAULTY)
SLUG = "slug"


@dataclass
class Row:
    """A passage: its source, what is written of it, and what helps to write it."""

    segment: StringSegment
    place: Place
    rich: bool
    state: str = DONE
    translation: StringTranslation | None = None
    previous: StringTranslation | None = None
    paragraphs: list[str] = field(default_factory=list)
    hints: Sequence[Hint] = ()
    findings: list[str] = field(default_factory=list)
    figures: str = ""
    memories: list[Earlier] = field(default_factory=list)
    replaced: list[Earlier] = field(default_factory=list)
    # What was typed and could not be stored, because somebody else wrote there meanwhile.
    unsaved: str | None = None
    is_tags = False

    @property
    def key(self) -> str:
        """What the page knows it by."""
        return str(self.segment.pk)

    @property
    def path(self) -> str:
        """The place that wagtail-localize and our passages know it by."""
        return str(self.segment.context.path)

    @property
    def source(self) -> str:
        """The source as it is typed."""
        return typed(self.segment.string.data, rich=self.rich)

    @property
    def text(self) -> str:
        """What stands in the field: what is written, else what was the translation before the source changed."""
        shown = self.translation or self.previous
        return typed(shown.data, rich=self.rich) if shown else ""

    @property
    def said(self) -> str:
        """What is wrong with what is written."""
        written = self.translation
        return str(written.get_error() or "") if written is not None and written.has_error else ""

    @property
    def seen(self) -> str:
        """What tells whether somebody wrote here since."""
        return token(self.translation)

    @property
    def last(self) -> str:
        """The translation of what the source said before."""
        return typed(self.previous.data, rich=self.rich) if self.previous else ""

    @property
    def sources(self) -> set[str]:
        """What the source says here, and what it said when the last translation was made."""
        now = self.segment.string.data
        return {now} if self.previous is None else {now, self.previous.translation_of.data}

    @property
    def changes(self) -> SafeString | None:
        """What became of the words of the source since the last translation was made."""
        if self.previous is None or self.state not in (CHANGED, MACHINE, FAULTY):
            return None
        return word_diff(plain(self.previous.translation_of.data), plain(self.segment.string.data))

    @property
    def words(self) -> int:
        """The words of the source."""
        return words(plain(self.segment.string.data))

    @property
    def marks(self) -> list[Mark]:
        """The marks of the source that a button sets."""
        return marks(self.segment.string.data) if self.rich else []

    @property
    def lost_marks(self) -> str:
        """The marks that the translation has fewer of, for a warning."""
        written = self.translation
        return ", ".join(lost_marks(self.segment.string.data, written.data)) if written and self.rich else ""

    @property
    def is_unfinished(self) -> bool:
        """Whether it keeps the translation from being submitted."""
        return self.state in UNFINISHED

    @property
    def is_wanted(self) -> bool:
        """Whether words are needed here at all."""
        return self.state != OPTIONAL and not self.is_address

    @property
    def is_address(self) -> bool:
        """Whether it is the last part of the page's address."""
        return self.path == SLUG

    @property
    def lines(self) -> int:
        """How high the field is."""
        longest = max(len(self.source), len(self.text))
        return max(1, min(12, longest // 60 + 1 + self.source.count("\n")))


def token(translation: StringTranslation | None) -> str:
    """What a form remembers of a stored text."""
    return digest(translation.data) if translation is not None else ""


def rows_of(translation: Translation, page: Any, source: Page, only: int | None = None) -> list[Row]:
    """The passages of a translation in the order of the page, the address last; of one segment alone if `only` says so.

    `page` is the newest draft. A constant number of queries for any number of passages.
    """
    segments = list(_segments(translation))
    written = _written(translation)
    rich = set(TemplateSegment.objects.filter(source=translation.source_id).values_list("context_id", flat=True))
    places = {(paragraph.passage, paragraph.text): paragraph.place for paragraph in paragraphs_of_source(source)}
    made_from = {
        place: text for origin in origins_of(source, page).values() for place, text in origin.paragraphs.items()
    }
    present = defaultdict(set)
    for segment in segments:
        present[segment.context_id].add(segment.string_id)
    summary = is_summarised(page)
    rows = []
    for segment in segments:
        if only is not None and segment.pk != only:
            continue
        texts, here = written.get(segment.context_id, {}), present[segment.context_id]
        row = Row(
            segment=segment,
            place=place_of(page, segment.context.get_field_path(page)),
            rich=segment.context_id in rich,
            translation=texts.get(segment.string_id),
            paragraphs=places_in(segment.context.path, segment.string.data, places),
        )
        row.previous = last_translation(
            segment.string.data,
            [text for string, text in texts.items() if string not in here],
            [made_from.get(place) for place in row.paragraphs],
            alone=len(here) == 1,
        )
        row.state = _state(row, optional=_is_optional(row, translation, summary=summary))
        rows.append(row)
    add_suggestions(rows, translation, page)
    return sorted(rows, key=lambda row: row.is_address)


def _is_optional(row: Row, translation: Translation, *, summary: bool) -> bool:
    """Whether it may stay without words: an address, a number, what a summary leaves out."""
    needed = needs_words(row.segment.string.data, translation.target_locale.language_code)
    return row.is_address or not needed or (summary and not in_summary(row.path))


def places_in(path: str, html: str, places: Mapping[tuple[str, str], str]) -> list[str]:
    """The places of the paragraphs of the public source that a segment is."""
    texts = paragraphs_of(html)
    whole = places.get((path, " ".join(texts)))
    if whole is not None:
        return [whole]
    return [places[path, text] for text in texts if (path, text) in places]


def _segments(translation: Translation) -> Any:
    found = StringSegment.objects.filter(source=translation.source_id).order_by("order")
    return found.select_related("string", "context")


def _written(translation: Translation) -> dict[int, dict[int, StringTranslation]]:
    """What was ever written of the page in that language, by place and text of the source."""
    found: dict[int, dict[int, StringTranslation]] = defaultdict(dict)
    texts = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale_id
    )
    for text in texts.select_related("translation_of", "last_translated_by"):
        found[text.context_id][text.translation_of_id] = text
    return found


def _state(row: Row, *, optional: bool) -> str:
    text = row.translation
    if text is not None and text.has_error:
        return FAULTY
    if text is not None and text.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE:
        return MACHINE
    if text is not None:
        return DONE
    if optional:
        return OPTIONAL
    return CHANGED if row.previous is not None else MISSING
