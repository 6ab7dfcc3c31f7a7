"""What is translated string by string: who wrote it, and how it becomes a draft without anything being lost."""

from collections import defaultdict
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision
from wagtail_localize.fields import copy_synchronised_fields
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.segments.ingest import ingest_segments
from wagtail_localize.strings import StringValue

from cms_site.core.translation.neutral import copy_facts
from cms_site.core.translation.sources import source_of
from cms_site.core.translation.tags import copy_tags
from cms_site.core.workflow import contributions
from cms_site.core.workflow.digests import digest_of, digest_of_revision


def remember_writer(row: StringTranslation | SegmentOverride) -> None:
    """Whoever wrote a string, by hand, from a file or by a machine, has words in the next draft that is made of it.

    The string itself names only the last one who changed it. Words that were carried to a mended text of the source are
    no new ones.
    """
    if row.last_translated_by_id is None or (isinstance(row, StringTranslation) and _was_carried(row)):
        return
    target = row.context.object.get_instance_or_none(row.locale)
    if target is not None:
        contributions.record_unsaved(target, row.last_translated_by_id)


def _was_carried(row: StringTranslation) -> bool:
    same = StringTranslation.objects.filter(
        context=row.context_id, locale=row.locale_id, data=row.data, last_translated_by=row.last_translated_by_id
    )
    return bool(same.exclude(pk=row.pk).exists())


def show_title(row: StringTranslation) -> None:
    """Let lists of the editing interface call the page as it was translated, as far as there is room for it.

    wagtail-localize writes the title there whole and with its marks, which a database may refuse.
    """
    if row.context is not None and row.context.path == "title":
        room = Page._meta.get_field("draft_title").max_length
        pages = Page.objects.filter(translation_key=row.context.object_id, locale_id=row.locale_id)
        pages.update(draft_title=StringValue(row.data).render_text()[:room])


def target_of(translation: Translation) -> Any:
    """The page or record that is translated into, as its own type; raises Http404 if it is gone."""
    model = translation.source.specific_content_type.model_class()
    keys = {"translation_key": translation.source.object_id, "locale": translation.target_locale_id}
    target = model.objects.filter(**keys).first()
    if target is None:
        raise Http404
    return target


def draft_of(translation: Translation) -> Any:
    """The page or record in memory as it reads with what was translated.

    What was not, and its tags, are those of its newest draft. Facts without a language are those of the source now.
    """
    source, locale = translation.source, translation.target_locale
    original, draft = source.as_instance(), source.get_translated_instance(locale)
    newest = draft.get_latest_revision_as_object()
    segments = _segments(translation, newest)
    copy_synchronised_fields(original, draft)
    ingest_segments(original, draft, source.locale, locale, segments)
    copy_tags(newest, draft)
    if isinstance(draft, Page) and (page := source_of(draft)) is not None:
        copy_facts(page.specific, draft)
    return draft


def _segments(translation: Translation, newest: Any) -> list[Any]:
    """wagtail-localize's own, with the words of the newest draft instead of those of the source where none are new."""
    locale = translation.target_locale
    rows = translation.source.stringsegment_set.order_by("order").annotate_translation(locale)
    orders: dict[str, list[int]] = defaultdict(list)
    left = set()
    for path, order, text in rows.values_list("context__path", "order", "translation"):
        orders[path].append(order)
        if not text:
            left.add((path, order))
    known: dict[str, list[StringSegmentValue]] = defaultdict(list)
    for segment in extract_segments(newest) if left else ():
        if isinstance(segment, StringSegmentValue):
            known[segment.path].append(segment)
    found = []
    for segment in translation.source._get_segments_for_translation(locale, fallback=True):
        path, order = segment.path, segment.order
        is_left = isinstance(segment, StringSegmentValue) and (path, order) in left
        if is_left and len(known[path]) == len(orders[path]):
            segment = known[path][orders[path].index(order)].with_order(order)
        found.append(segment)
    return found


@transaction.atomic
def carry(translation: Translation, user: Any) -> None:
    """Put what was translated into the draft, on the way out of that editor; who wrote it has words in the draft.

    `user`, who leaves, has none by that.
    """
    target = target_of(translation)
    written = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale_id
    )
    if not hasattr(target, "save_revision") or not written.exists():
        return
    draft = draft_of(translation)
    if not _reads_as(draft, newest := target.get_latest_revision()):
        newest = draft.save_revision(clean=False)
        log(instance=draft, action="core.translate", user=user, revision=newest, content_changed=True)
    contributions.claim_unsaved(newest)


def is_behind(translation: Translation) -> bool:
    """Whether the newest draft says something else than what was translated string by string."""
    return not _reads_as(draft_of(translation), target_of(translation).get_latest_revision())


def _reads_as(draft: Any, revision: Revision | None) -> bool:
    return revision is not None and digest_of(draft) == digest_of_revision(revision)


def check_lock(target: Any, user: Any) -> None:
    """Raise PermissionDenied if `user` may not save `target` now: somebody locked it, or it waits for approval."""
    lock = target.get_lock() if hasattr(target, "get_lock") else None
    if lock is not None and lock.for_user(user):
        raise PermissionDenied(_("It is locked, or waits for approval: nothing can be written now."))
