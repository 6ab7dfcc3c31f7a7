"""A source and its translations that become public together: what was translated from the draft follows the draft.

While they wait, the words of a translation count as made from the public source, which is the older one. At the release
they would be outdated at once, with the notice of a correction above them.
"""

from datetime import datetime
from typing import Any

from wagtail.models import Revision

from cms_site.core.changes.models import PublishedChange
from cms_site.core.translation.memory import digest, still_valid, target_texts
from cms_site.core.translation.models import PassageChange, PassageTranslation
from cms_site.core.translation.paragraphs import passage_place
from cms_site.core.translation.passages import passages_of

# Revisions of a source that are looked at; what was written before all of them was long there.
MOST = 50


def follow_source(source: Any, draft: Any, change: PublishedChange) -> None:
    """Count the words of `draft`, which is about to become public, as made from what `change` just made public.

    Those that were written before the source had its new words do not count.
    """
    changes = PassageChange.objects.filter(change=change).values_list("place", flat=True)
    places = {passage_place(place) for place in changes}
    texts = {place: text for place, text in target_texts(source, draft).items() if place in places}
    written = PassageTranslation.objects.filter(page_id=draft.pk, place__in=texts)
    known = {(row.place, row.text_hash): row for row in written.select_related("by")}
    since = _since(source, set(texts))
    for place, text in texts.items():
        row = known.get((place, digest(text)))
        if row is not None and row.at >= since[place]:
            still_valid(source, draft, place, by=row.by)


def _since(source: Any, places: set[str]) -> dict[str, datetime]:
    """Since when the drafts of `source` have had the words at `places` that are public now."""
    found: dict[str, datetime] = {}
    wanted: dict[str, str] = {}
    for revision in Revision.objects.for_instance(source).order_by("-created_at", "-pk")[:MOST]:
        texts = {passage.place: passage.text for passage in passages_of(revision.as_object())}
        wanted = wanted or {place: texts.get(place, "") for place in places}
        places = {place for place in places if texts.get(place, "") == wanted[place]}
        found.update(dict.fromkeys(places, revision.created_at))
        if not places:
            break
    return found
