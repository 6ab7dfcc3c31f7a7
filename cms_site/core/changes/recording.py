"""Writing down a publication in the transaction that makes it public."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry

from cms_site.core.changes.models import PublishedChange, Weight
from cms_site.core.changes.proposing import Proposal, proposal_for
from cms_site.core.translation import memory, sources, states, syncing
from cms_site.core.translation.jobs import following


@dataclass(frozen=True)
class Before:
    """What the row of a page says before it is written again."""

    url_path: str | None = None
    live: bool = False
    live_revision: int | None = None

    @classmethod
    def of(cls, page_id: int | None) -> "Before":
        """The stored row of the page, or that of none."""
        rows = Page.objects.filter(pk=page_id).values_list("url_path", "live", "live_revision_id")
        row = rows.first() if page_id else None
        return cls(*row) if row else cls()


def is_published_by(page: Any, before: Before) -> bool:
    """Whether writing `page` now makes another revision of it public."""
    return bool(page.live and page.live_revision_id and page.live_revision_id != before.live_revision)


def prepare(page: Any, before: Before) -> Proposal:
    """What the publication is thought to change, asked before the row is written; no correction without a note.

    Nobody is asked for that of a translation, so one without a note is published as any other.
    """
    if page.is_source and before.live:
        sources.remember_source(Page.objects.get(pk=page.pk))
    first = not PublishedChange.objects.filter(page_id=page.pk).exists() and not before.live
    proposal = proposal_for(page.pk, after=before.live_revision, until=page.live_revision_id)
    if first:
        return Proposal(Weight.CONTENT)
    if proposal.weight == Weight.CORRECTION and not proposal.note.strip():
        if not page.is_source:
            return Proposal(Weight.CONTENT)
        raise ValidationError({NON_FIELD_ERRORS: [_("A correction needs a note that tells readers what was wrong.")]})
    return proposal


def record(page: Any, proposal: Proposal) -> PublishedChange:
    """Write down the publication of `page`, and what it means for its translations or as one."""
    change = PublishedChange.objects.create(
        page_id=page.pk,
        revision_id=page.live_revision_id,
        weight=proposal.weight,
        note=proposal.note if proposal.weight == Weight.CORRECTION else "",
        published_at=page.last_published_at,
    )
    if page.is_source:
        sources.source_published(page, change)
        states.refresh_states(page)
        syncing.source_published(page)
        following.source_published(page)
    elif (source := sources.source_of(page)) is not None:
        memory.memorise(source, page, revision=page.live_revision)
        states.refresh_state(page, source)
        following.follow(source, locale_id=page.locale_id)
    return change


def note_publisher(instance: PageLogEntry, created: bool = True, **kwargs: Any) -> None:
    """Complete a publication with the person: Wagtail names them only in its log, an instant later."""
    if created and instance.user_id and instance.action.startswith("wagtail.publish"):
        PublishedChange.objects.filter(revision_id=instance.revision_id, by=None).update(by=instance.user_id)
