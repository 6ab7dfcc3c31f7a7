"""What wagtail-localize shows to translators follows the public source, and a mended typing error asks nothing of them.

It keeps a frozen copy of the source and renews it only when somebody presses "sync". Here every publication does.
"""

from typing import Any

from django.db import transaction
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms_site.core.translation.passages import paragraphs_of
from cms_site.core.translation.states import outdated_passages

# The texts of a source by place, in their order: number and text.
Strings = dict[int, list[tuple[int, str]]]


def source_published(source: Page) -> None:
    """Renew the copy once the publication is certain; a failure is logged and disturbs nobody."""
    key, locale = source.translation_key, source.locale_id
    if TranslationSource.objects.filter(object_id=key, locale=locale).exists():
        transaction.on_commit(lambda: _renew(key, locale), robust=True)


def _renew(key: Any, locale: int) -> None:
    found = TranslationSource.objects.filter(object_id=key, locale=locale).first()
    if found is not None:
        sync(found)


@transaction.atomic
def sync(source: TranslationSource) -> None:
    """Renew the copy, and let translations stand of whose source nothing weighty changed."""
    before = _strings(source)
    source.update_from_db()
    after = _strings(source)
    gone, new = _without(before, after), _without(after, before)
    pairs = [
        (place, old, string)
        for place, strings in new.items()
        if len(gone.get(place, ())) == len(strings)
        for old, string in zip(gone[place], strings, strict=True)
    ]
    if pairs:
        for translation in source.translations.select_related("target_locale"):
            _carry(translation, pairs)


def is_behind(source: TranslationSource, page: Page) -> bool:
    """Whether a public source says something else than the copy that translators see."""
    return bool(page.live and page.last_published_at and page.last_published_at > source.last_updated_at)


def _strings(source: TranslationSource) -> Strings:
    found: Strings = {}
    segments = source.stringsegment_set.order_by("order")
    for context, string, data in segments.values_list("context_id", "string_id", "string__data"):
        found.setdefault(context, []).append((string, data))
    return found


def _without(strings: Strings, others: Strings) -> Strings:
    return {
        place: [string for string in found if string not in others.get(place, ())] for place, found in strings.items()
    }


def _carry(translation: Translation, pairs: list[tuple[int, tuple[int, str], tuple[int, str]]]) -> None:
    """Give new texts of the source that are not outdated the translations of those that they took the place of."""
    page = Page.objects.filter(
        translation_key=translation.source.object_id, locale=translation.target_locale_id, alias_of=None
    ).first()
    if page is None:
        return
    draft = page.specific.get_latest_revision_as_object()
    outdated = {passage.after for passage in outdated_passages(draft)}
    texts = StringTranslation.objects.filter(locale=translation.target_locale_id)
    for context, (old, _data), (new, data) in pairs:
        if outdated.intersection((*paragraphs_of(data), " ".join(paragraphs_of(data)))):
            continue
        known = texts.filter(context=context, translation_of=old, has_error=False).first()
        if known is not None and not texts.filter(context=context, translation_of=new).exists():
            StringTranslation.objects.create(
                translation_of_id=new,
                context_id=context,
                locale=translation.target_locale,
                data=known.data,
                translation_type=known.translation_type,
                tool_name=known.tool_name,
                last_translated_by=known.last_translated_by,
            )
