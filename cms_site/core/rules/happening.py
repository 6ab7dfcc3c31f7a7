"""What happened to a page, as far as rules may ask: now, or on a day that the log still knows of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth import get_user_model
from wagtail.models import Page, PageLogEntry

from cms_site.core.changes.models import PublishedChange
from cms_site.core.lifecycle.models import Kind, Removal
from cms_site.core.lifecycle.removal import public_address
from cms_site.core.mails import full_address


@dataclass(frozen=True)
class Happening:
    """One event of one page.

    actor   who did it; None for the system and for days that come
    weight  what a publication changed for readers, with the note of a correction; empty for other events
    day     the date that has come, of an event that is about one
    title, address  as readers know the page; without an address they do not know it, and the title is that of a draft
    """

    event: str
    page: Any
    at: datetime
    actor: Any = None
    weight: str = ""
    note: str = ""
    day: date | None = None
    title: str = ""
    address: str = ""

    @property
    def page_type(self) -> str:
        """The type of the page: `app.model`."""
        content_type = self.page.cached_content_type
        return f"{content_type.app_label}.{content_type.model}"

    @property
    def language(self) -> str:
        """The code of the language of the page."""
        return str(self.page.locale.language_code)

    @property
    def groups(self) -> set[int]:
        """The groups of the actor."""
        return {group.pk for group in self.actor.groups.all()} if self.actor else set()


def of_entries(event: str, entries: Iterable[PageLogEntry], *, gone: bool = False) -> list[Happening]:
    """What entries of the log stand for, in a few queries however many they are; pages that are deleted are left out.

    gone  the event took the page from its readers, who know it by the title and the address it had
    """
    entries = list(entries)
    pages = known_pages(entry.page_id for entry in entries)
    left_from = _left_from(pages) if gone else {}
    people = get_user_model().objects.prefetch_related("groups").in_bulk({entry.user_id for entry in entries} - {None})
    revisions = {entry.revision_id for entry in entries} - {None}
    changes = {change.revision_id: change for change in PublishedChange.objects.filter(revision__in=revisions)}
    found = []
    for entry in entries:
        page, change = pages.get(entry.page_id), changes.get(entry.revision_id)
        if page is None:
            continue
        title, address = known_as(page)
        if gone and not address:
            # it has left the catalogue, and a draft may have another title than readers knew
            title, address = page.title, left_from[page.pk] if page.pk in left_from else address_before(page)
        found.append(
            Happening(
                event,
                page,
                entry.timestamp,
                actor=people.get(entry.user_id),
                weight=change.weight if change else "",
                note=change.note if change else "",
                title=title,
                address=address,
            )
        )
    return found


def _left_from(ids: Iterable[int]) -> dict[int, str]:
    """The full addresses from which pages were taken, as far as that is written down already; empty if none knew it."""
    # a withdrawn page stays readable, and may have moved since
    known = Removal.objects.filter(page__in=list(ids)).exclude(kind=Kind.WITHDRAWN).values_list("page", "address")
    return {pk: full_address(path) if path else "" for pk, path in known}


def known_pages(ids: Iterable[int]) -> dict[int, Page]:
    """Pages by id, with what rules ask of each."""
    found = Page.objects.filter(pk__in=set(ids)).select_related("locale", "catalog_entry")
    return {page.pk: page for page in found.defer("catalog_entry__words", "catalog_entry__title_words")}


def known_as(page: Any) -> tuple[str, str]:
    """The title of a page, and the full address at which readers find it; empty if they do not."""
    entry = getattr(page, "catalog_entry", None)
    return (entry.title, full_address(entry.url)) if entry else (page.draft_title or page.title, "")


def address_before(page: Page) -> str:
    """The full address at which readers found a page that was just taken from them; empty if they never did."""
    path = public_address(page)
    return full_address(path) if path else ""
