"""A file that came back from a translator: checked as a whole, then taken in as a whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.strings import StringValue, validate_translation_links

from cms_site.core.translation.workbench.places import place_of
from cms_site.core.translation.workbench.writing import write

MOST_BYTES = 5 * 1024 * 1024
MOST_NAMED = 5


class BadFileError(Exception):
    """A file that cannot be taken in; the message says why, for the person who sent it."""


@dataclass(frozen=True)
class Unit:
    """A passage of a file: its place, the source as stored, the translation as stored, empty where there is none."""

    path: str
    source: str
    target: str


@dataclass(frozen=True)
class Taken:
    """What became of the passages of a file, by their number."""

    written: int
    same: int
    empty: int
    # Their source has other words by now: what the file says of them is shown as the last translation.
    old: int


@transaction.atomic
def take_in(translation: Translation, page: Any, units: Iterable[Unit], user: Any) -> Taken:
    """Write the passages of a file; raises BadFileError, and writes nothing, if one of them cannot be written."""
    found = translation.source.stringsegment_set.select_related("string", "context")
    segments = {(segment.context.path, segment.string.data): segment for segment in found}
    contexts = {segment.context.path: segment.context for segment in found}
    known = _known(translation)
    written = same = empty = old = 0
    problems = []
    for unit in units:
        segment = segments.get((unit.path, unit.source))
        if segment is None:
            string = known.get((unit.path, unit.source))
            if unit.path not in contexts or string is None:
                problems.append(_("“%s” is no passage of this page") % _short(unit.source))
                continue
            segment = StringSegment(source=translation.source, context=contexts[unit.path], string=string)
        if not unit.target:
            empty += 1
            continue
        if problem := problem_of(unit):
            problems.append(f"{place_of(page, segment.context.get_field_path(page)).label}: {problem}")
            continue
        before = known_text(translation, segment)
        if before == unit.target:
            same += 1
            continue
        write(translation, page, segment, unit.target, user)
        written, old = (written + 1, old) if segment.pk else (written, old + 1)
    if problems:
        named = "; ".join([*problems[:MOST_NAMED], *(["…"] if len(problems) > MOST_NAMED else [])])
        raise BadFileError(_("Nothing was taken from the file: %s.") % named)
    return Taken(written, same, empty, old)


def problem_of(unit: Unit) -> str:
    """What is wrong with the marks of a translation; empty if nothing is."""
    try:
        StringValue.from_translated_html(unit.target)
        validate_translation_links(unit.source, unit.target)
    except ValueError as error:
        return str(error.args[0])
    return ""


def known_text(translation: Translation, segment: StringSegment) -> str | None:
    """What stands at a segment now."""
    texts = StringTranslation.objects.filter(
        translation_of=segment.string_id, context=segment.context_id, locale=translation.target_locale_id
    )
    return texts.values_list("data", flat=True).first()


def _known(translation: Translation) -> dict[tuple[str, str], Any]:
    """The texts that the source had before at places that somebody translated."""
    texts = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale_id
    ).select_related("translation_of", "context")
    return {(text.context.path, text.translation_of.data): text.translation_of for text in texts}


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
