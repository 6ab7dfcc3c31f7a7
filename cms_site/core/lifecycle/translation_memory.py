"""What translators wrote for pages that are in the bin: wagtail-localize keeps it beside the pages, by their keys."""

from types import SimpleNamespace
from uuid import UUID

from django.db.models import Q, QuerySet
from wagtail.models import Page
from wagtail_localize.models import Translation, cleanup_translation_on_delete

from cms_site.core.lifecycle.models import BinItem, BinnedRows

TABLE = "wagtail_localize.Translation"


def store(item: BinItem, pages: QuerySet) -> None:
    """Remember which translations were being kept up to date; wagtail-localize stops them with their pages."""
    found = Q(pk__in=[])
    for key, locale in pages.values_list("translation_key", "locale"):
        found |= Q(source__object_id=key) & (Q(source__locale=locale) | Q(target_locale=locale))
    enabled = Translation.objects.filter(found, enabled=True)
    ids = list(enabled.values_list("pk", flat=True))
    BinnedRows.objects.create(item=item, what="reference", table=TABLE, content=ids)


def restore(item: BinItem) -> None:
    """Let the translations go on."""
    for stored in item.rows.filter(what="reference", table=TABLE):
        Translation.objects.filter(pk__in=stored.content).update(enabled=True)


def forget(item: BinItem) -> None:
    """Delete for good what translators wrote for pages that no language has any more."""
    identities = {
        (UUID(row["translation_key"]), row["locale_id"])
        for stored in item.rows.filter(what="row", table="wagtailcore.Page")
        for row in stored.content
    }
    keys = {key for key, _locale in identities}
    alive = set(Page.objects.filter(translation_key__in=keys).values_list("translation_key", flat=True))
    for key, locale in identities:
        if key not in alive:
            cleanup_translation_on_delete(SimpleNamespace(translation_key=key, locale_id=locale))
