"""What is written into an entry of the log beside the act, because nobody could say it later.

A user is deleted or renamed, a page moves, is deleted or translated anew: what the entry says of them has to stay.
"""

from typing import Any

from django.conf import settings
from wagtail.log_actions import get_active_log_context
from wagtail.models import BaseLogEntry, Page, PageLogEntry

from cms_site.core.changes.models import PublishedChange
from cms_site.core.lifecycle import family
from cms_site.core.story.kinds import PUBLISHED
from cms_site.core.translation.models import PassageTranslation
from cms_site.core.translation.sources import newest_change
from cms_site.core.workflow.publishing import SystemAction, acting

KEY, SYSTEM = "story", "system"
# Acts that say which text of the source a translation was made from.
TRANSLATED = (*PUBLISHED, "wagtail.copy_for_translation", "core.translate")


def complete(entry: BaseLogEntry) -> None:
    """Add to a new entry the name of the person, and what the system is doing where it acts; of a page its address and
    language, what a publication meant for readers, and which publication of its source a translation was made from.
    """
    known = dict(entry.data.get(KEY, {}))
    person = get_active_log_context().user
    if entry.action == "wagtail.create" and person is not None:
        # Wagtail names the owner, and the owner of a copy is that of the page it was copied from
        entry.user = person
    if (action := acting()) is not None:
        known[SYSTEM] = str(action)
    if action is SystemAction.RULE:
        # done on the word of the rule; whoever set it off asked for nothing of it
        entry.user = None
    if entry.user_id:
        known["by"] = name_of(entry.user)
    if isinstance(entry, PageLogEntry):
        known.update(_of_page(entry))
    entry.data = {**entry.data, KEY: known}


def name_of(user: Any) -> str:
    """The name of a person as colleagues know them."""
    return str(user.get_full_name().strip() or user.get_username())


def _of_page(entry: PageLogEntry) -> dict[str, Any]:
    page = entry.page
    known: dict[str, Any] = {"address": page.url_path, "language": page.locale.language_code}
    if entry.action in PUBLISHED and entry.revision_id:
        known.update(_change(entry))
    if entry.action in TRANSLATED and known["language"] != settings.LANGUAGE_CODE:
        known.update(_source(page))
    return known


def _change(entry: PageLogEntry) -> dict[str, Any]:
    """The kind of the change that is public now and its note; a first publication changes nothing."""
    changes = PublishedChange.objects.filter(page_id=entry.page_id).order_by("-pk")[:2]
    if len(changes) < 2 or changes[0].revision_id != entry.revision_id:
        return {}
    return {"weight": changes[0].weight, "note": changes[0].note}


def _source(page: Page) -> dict[str, Any]:
    """The newest publication of the source from which words of `page` were made."""
    rows = PassageTranslation.objects.filter(page_id=page.pk).exclude(source_change=None)
    used = rows.order_by("-source_change_id").values_list("source_change_id", flat=True).first()
    source = family.source_of(page)
    found = PublishedChange.objects.filter(pk=used or (newest_change(source.pk) if source else 0)).first()
    if found is None:
        return {}
    return {"source": {"page": found.page_id, "revision": found.revision_id, "at": found.published_at.isoformat()}}
