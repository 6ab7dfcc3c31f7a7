"""Which text of the source a translator had before them."""

from typing import Any

from wagtail.models import Page, Revision
from wagtail_localize.models import Translation

from cms_site.core.changes.models import PublishedChange
from cms_site.core.translation.memory import memorise
from cms_site.core.translation.sources import source_of


def memorise_revision(page: Any, revision: Revision, by: Any) -> None:
    """Remember what the words of a saved translation were made from; nothing for pages that are none."""
    source = source_of(page)
    if source is not None:
        seen = page.source_seen if page.source_seen is not None else _handed_over(source, page)
        memorise(source, page, revision=revision, by=by, seen=seen)


def _handed_over(source: Page, page: Any) -> int | None:
    """The publication of the source that wagtail-localize shows its translator; None where it is not in use."""
    handed = Translation.objects.filter(
        source__object_id=source.translation_key, target_locale=page.locale_id, enabled=True
    )
    moment = handed.values_list("source__last_updated_at", flat=True).first()
    if moment is None:
        return None
    changes = PublishedChange.objects.filter(page_id=source.pk, published_at__lte=moment)
    return changes.order_by("-pk").values_list("pk", flat=True).first() or 0
