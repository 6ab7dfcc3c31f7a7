"""A file that came back from a translator: checked as a whole, then taken in as a whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.strings import StringValue, validate_translation_links

from cms_site.core.translation.sources import source_of
from cms_site.core.translation.tags import typed_tags
from cms_site.core.translation.workbench.marks import plain
from cms_site.core.translation.workbench.places import place_of
from cms_site.core.translation.workbench.tag_row import RefusedTagsError, TagRow, tag_row, write_tags
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


@dataclass
class Taken:
    """What became of the passages of a file, by their number; the tags are one of them."""

    written: int = 0
    same: int = 0
    empty: int = 0
    # Their source has other words by now: what the file says of them is shown as the last translation.
    old: int = 0


class _ProblemError(Exception):
    """Why a passage of a file cannot be written."""


@transaction.atomic
def take_in(translation: Translation, page: Any, units: Iterable[Unit], user: Any) -> Taken:
    """Write the passages of a file; raises BadFileError, and writes nothing, if one of them cannot be written."""
    found = translation.source.stringsegment_set.select_related("string", "context")
    segments = {(segment.context.path, segment.string.data): segment for segment in found}
    contexts = {segment.context.path: segment.context for segment in found}
    known = _known(translation)
    tags = tag_row(translation, page.get_latest_revision_as_object(), source_of(page))
    taken, problems = Taken(), []
    for unit in units:
        try:
            if tags is not None and unit.path == tags.key:
                _take_tags(taken, translation, page, tags, unit, user)
                continue
            segment = segments.get((unit.path, unit.source))
            if segment is None:
                string = known.get((unit.path, unit.source))
                if unit.path not in contexts or string is None:
                    raise _ProblemError(_("“%s” is no passage of this page") % _short(unit.source))
                segment = StringSegment(source=translation.source, context=contexts[unit.path], string=string)
            _take_passage(taken, translation, page, segment, unit, user)
        except _ProblemError as error:
            problems.append(str(error))
    if problems:
        named = "; ".join([*problems[:MOST_NAMED], *(["…"] if len(problems) > MOST_NAMED else [])])
        raise BadFileError(_("Nothing was taken from the file: %s.") % named)
    return taken


def _take_passage(
    taken: Taken, translation: Translation, page: Any, segment: StringSegment, unit: Unit, user: Any
) -> None:
    if not unit.target:
        taken.empty += 1
    elif problem := problem_of(unit):
        raise _ProblemError(f"{place_of(page, segment.context.get_field_path(page)).label}: {problem}")
    elif known_text(translation, segment) == unit.target:
        taken.same += 1
    else:
        write(translation, page, segment, unit.target, user)
        taken.old += segment.pk is None
        taken.written += segment.pk is not None


def _take_tags(taken: Taken, translation: Translation, page: Any, tags: TagRow, unit: Unit, user: Any) -> None:
    """Tags are not bound to those of the source, and need not be there at all."""
    line = plain(unit.target)
    if set(typed_tags(line)) == set(typed_tags(tags.text)):
        taken.same += bool(line)
    elif line:
        try:
            write_tags(translation, page, line, user, seen=tags.seen)
        except RefusedTagsError as error:
            raise _ProblemError(str(error).removesuffix(".")) from error
        taken.written += 1


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
