"""Taking the words of a page that was translated in Wagtail's editor into passages, before these are edited again.

Without that, wagtail-localize would put the source, or what was translated long ago, in place of the words of the page.
"""

from collections import defaultdict
from typing import Any

from django.db import transaction
from wagtail_localize.models import String, StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue

from cms_site.core.translation.memory import places_of_source
from cms_site.core.translation.passages import all_places, matched
from cms_site.core.translation.scripts import in_foreign_letters
from cms_site.core.translation.sources import paragraphs_of_source, source_of
from cms_site.core.translation.states import outdated_passages
from cms_site.core.translation.syncing import sync
from cms_site.core.translation.workbench.marks import plain
from cms_site.core.translation.workbench.rows import places_in
from cms_site.core.translation.workbench.writing import keep


@transaction.atomic
def take_over(page: Any) -> Translation:
    """Let a translation be edited passage by passage, beginning with the words of its newest draft."""
    source_page = source_of(page)
    source, _created = TranslationSource.get_or_create_from_instance(source_page.specific)
    sync(source)
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=page.locale)
    translation.enabled = True
    translation.save(update_fields=["enabled"])
    draft = page.get_latest_revision_as_object()
    texts = _texts(draft)
    own = {place: passage.place for place, passage in matched(places_of_source(source_page), all_places(draft)).items()}
    places = {(paragraph.passage, paragraph.text): paragraph.place for paragraph in paragraphs_of_source(source_page)}
    before = {passage.place: passage.before for passage in outdated_passages(draft, source_page)}
    waiting = {path: iter(texts.get(own.get(path, path), ())) for path in {*own, *texts}}
    for segment in source.stringsegment_set.order_by("order").select_related("string", "context"):
        text = next(waiting.get(segment.context.path, iter(())), None)
        if text is None or not text or in_foreign_letters(plain(text), page.locale.language_code):
            continue
        string = segment.string
        outdated = [place for place in places_in(segment.context.path, string.data, places) if place in before]
        if outdated:
            if before[outdated[0]] is None:
                continue
            was = " ".join(before[place] or "" for place in outdated)
            string = String.from_value(source.locale, StringValue.from_plaintext(was))
        _store(translation, page, segment, string, text)
    return translation


def _texts(draft: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for value in extract_segments(draft):
        if isinstance(value, StringSegmentValue):
            found[value.path].append(value.string.data)
    return found


def _store(translation: Translation, page: Any, segment: StringSegment, string: String, data: str) -> None:
    known = StringTranslation.objects.filter(
        translation_of=string, context=segment.context, locale=translation.target_locale
    ).first()
    if known is not None and known.data != data:
        keep(page, segment.context.path, known)
    if known is None or known.data != data:
        StringTranslation.objects.update_or_create(
            translation_of=string,
            context=segment.context,
            locale=translation.target_locale,
            defaults={
                "data": data,
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                "tool_name": "",
                "last_translated_by": None,
                "has_error": False,
                "field_error": "",
            },
        )
