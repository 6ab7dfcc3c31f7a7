"""Writing a passage: what is stored, what is refused, and that nothing which stood there is lost."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms_site.core.translation import memory, states
from cms_site.core.translation.jobs import following
from cms_site.core.translation.models import ReplacedText
from cms_site.core.translation.sources import source_of
from cms_site.core.translation.workbench.marks import is_balanced, plain, stored
from cms_site.core.translation.workbench.places import place_of
from cms_site.core.translation.workbench.rows import SLUG, Row, rows_of, token
from cms_site.core.transliteration import slug as slug_of

TITLE = "title"


class OverwriteError(Exception):
    """Somebody else wrote at the place since the form was opened: `written` is their text, or the `line` of tags."""

    def __init__(self, written: StringTranslation | None, line: str = "") -> None:
        super().__init__()
        self.written, self.line = written, line


@transaction.atomic
def write(
    translation: Translation, page: Any, segment: StringSegment, data: str, user: Any, *, seen: str | None = None
) -> None:
    """Store a text, as `marks.stored` makes it, as the translation of a segment; an empty one takes it away.

    A text that cannot stand there is stored with what is wrong with it, and counts as missing. The words of the last
    translation stand for what the source says now, as if that had been said. Raises OverwriteError, and writes nothing,
    if what stands there is not the text that was `seen`.
    """
    before = _locked(translation, segment)
    if before is not None and before.data == data and not _is_machines(before):
        return
    if seen is not None and token(before) != seen:
        raise OverwriteError(before)
    if before is not None:
        keep(page, segment.context.path, before)
    if not data:
        if before is not None:
            before.delete()
        return
    text = before or StringTranslation(
        translation_of=segment.string, context=segment.context, locale=translation.target_locale
    )
    text.data, text.last_translated_by, text.tool_name = data, user, ""
    text.translation_type = StringTranslation.TRANSLATION_TYPE_MANUAL
    text.has_error, text.field_error = False, ""
    problem = _problem(page, segment, data)
    if problem:
        text.has_error, text.field_error = True, problem
    text.save()
    if problem:
        return
    if segment.context.path == TITLE:
        _propose_address(translation, page, data, user)
    if _has_words_of_before(text):
        _let_stand(translation, page, text, segment, user)


@transaction.atomic
def mark_read(translation: Translation, page: Any, row: Row, user: Any) -> None:
    """Let the draft of a machine stand as the words of `user`, who has read it."""
    text = _locked(translation, row.segment)
    if text is not None and _is_machines(text):
        write(translation, page, row.segment, text.data, user)


@transaction.atomic
def confirm(translation: Translation, page: Any, row: Row, user: Any) -> None:
    """Let the translation of what the source said before stand for what it says now."""
    if row.previous is not None:
        write(translation, page, row.segment, row.previous.data, user)


def _has_words_of_before(text: StringTranslation) -> bool:
    """Whether another text of the source was translated there by the same words."""
    same = StringTranslation.objects.filter(context=text.context_id, locale=text.locale_id, data=text.data)
    return bool(same.exclude(pk=text.pk).exists())


def _let_stand(translation: Translation, page: Any, text: StringTranslation, segment: StringSegment, user: Any) -> None:
    """Where the words are those of the last translation, the public page follows the source from now on."""
    source = source_of(page)
    draft = page.get_latest_revision_as_object()
    (row,) = rows_of(translation, draft, source, segment.pk)
    if row.previous is None or row.previous.data != text.data:
        return
    for each in [page, draft] if page.live else [draft]:
        for place in row.paragraphs:
            memory.still_valid(source, each, row.path, by=user, paragraph=place)
    states.refresh_state(page, source)
    following.follow_translation(page)


def _locked(translation: Translation, segment: StringSegment) -> StringTranslation | None:
    # The row of the translation stands for all its passages: two who write at once wait for each other.
    Translation.objects.select_for_update().get(pk=translation.pk)
    found = StringTranslation.objects.filter(
        translation_of=segment.string_id, context=segment.context_id, locale=translation.target_locale_id
    )
    text: StringTranslation | None = found.select_related("last_translated_by", "translation_of").first()
    return text


def _is_machines(text: StringTranslation) -> bool:
    return bool(text.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE)


def keep(page: Any, place: str, before: StringTranslation) -> None:
    """Remember a text of a translation that other words take the place of."""
    if before.data:
        ReplacedText.objects.create(
            page_id=page.pk,
            place=place,
            source=before.translation_of.data,
            text=before.data,
            by=before.last_translated_by,
        )


def _problem(page: Any, segment: StringSegment, data: str) -> str:
    """What keeps a text from standing at the place, apart from marks: these wagtail-localize checks itself."""
    if not is_balanced(data):
        return _("A mark such as <b> is opened and not closed, or closed and not opened.")
    length, most = len(plain(data)), place_of(page, segment.context.get_field_path(page)).max_length
    if most is not None and length > most:
        return ngettext(
            "The text has %(length)d characters; there is room for %(most)d.",
            "The text has %(length)d characters; there is room for %(most)d.",
            length,
        ) % {"length": length, "most": most}
    if segment.context.path == SLUG:
        return _problem_of_address(page, data)
    return ""


def _problem_of_address(page: Any, slug: str) -> str:
    try:
        validate_slug(slug)
    except ValidationError:
        return _("An address has small Latin letters, digits and hyphens only.")
    if slug != slug.lower():
        return _("An address has small Latin letters, digits and hyphens only.")
    if not Page._slug_is_available(slug, page.get_parent(), page):
        return _("Another page of this section has this address.")
    return ""


def _propose_address(translation: Translation, page: Any, title: str, user: Any) -> None:
    """The address follows the title until somebody wrote one or the page was public."""
    segment = StringSegment.objects.filter(source=translation.source_id, context__path=SLUG).first()
    if segment is None or page.first_published_at or not (proposal := slug_of(plain(title))):
        return
    known = _locked(translation, segment)
    if known is None or known.last_translated_by_id is None:
        slug = page._get_autogenerated_slug(proposal)
        if known is None or known.data != slug:
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                context=segment.context,
                locale=translation.target_locale,
                defaults={
                    "data": stored(slug, rich=False),
                    "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                    "last_translated_by": None,
                    "has_error": False,
                    "field_error": "",
                },
            )
