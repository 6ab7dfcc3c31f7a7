"""Showing the pages of a bundle, before they are public, to named readers without an account."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache, partial
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Page

from cms_site.core import mails, signed_links
from cms_site.core.bundles.models import Bundle
from cms_site.core.catalog.models import Entry
from cms_site.core.catalog.previewing import Makers
from cms_site.core.catalog.projection import row_of
from cms_site.core.dates import PartialDate
from cms_site.core.mails import Outsider, full_address, name_of
from cms_site.core.models.signed_link import SignedLink

PURPOSE = "bundle_preview"
# So many of the last times at which a link was opened are listed; the history has all.
OPENINGS = 10
SENT, OPENED, REVOKED = "core.bundle.show", "core.bundle.open", "core.bundle.hide"


def may_show(bundle: Bundle, user: Any) -> bool:
    """Whether `user` may show `bundle` to somebody outside: whoever may edit every page of it."""
    pages = pages_of(bundle)
    return bool(pages) and all(page.permissions_for_user(user).can_edit() for page in pages)


def pages_of(bundle: Bundle) -> list[Any]:
    """The pages of `bundle` in their order, with their newest revisions."""
    items = bundle.items.exclude(page=None).select_related("page__locale", "page__latest_revision")
    return [item.page for item in items]


@transaction.atomic
def send(bundle: Bundle, user: Any, reader: Outsider, until: date) -> SignedLink:
    """Write to `reader`; the link in the mail opens the pages of `bundle` until the end of the day `until`."""
    link, token = signed_links.make(PURPOSE, bundle, reader, expires=signed_links.end_of(until), by=user)
    with translation.override(reader.language):
        address = full_address(reverse("bundle_preview", args=[token]))
    context = {"sender": user, "last_day": PartialDate(until), "address": address}
    subject = _("Pages to read before they are public")
    mails.write(reader, subject, "bundle_preview", context, kind=PURPOSE, about=name_of(link))
    log(instance=bundle, action=SENT, user=user, data={"reader": reader.name})
    return link


@transaction.atomic
def revoke(link: SignedLink, bundle: Bundle, user: Any) -> None:
    """Let the link open nothing any more."""
    link.revoke(timezone.now())
    log(instance=bundle, action=REVOKED, user=user, data={"reader": link.name})


def may_be_sent(user: Any, link: SignedLink) -> bool:
    """Whether the mail with `link` may still be sent."""
    return link.is_usable(timezone.now())


def links_of(bundle: Bundle) -> list[SignedLink]:
    """The links to `bundle`, the newest first, each with the times at which it was opened as `openings`."""
    links: list[Any] = list(signed_links.links_to(PURPOSE, bundle))
    entries = ModelLogEntry.objects.for_instance(bundle).filter(action=OPENED).order_by("timestamp")
    times: dict[int, list[datetime]] = {}
    for at, data in entries.values_list("timestamp", "data"):
        times.setdefault(data.get("link", 0), []).append(at)
    for link in links:
        link.openings, link.usable = times.get(link.pk, [])[-OPENINGS:], link.is_usable(timezone.now())
    return links


def opened_by(token: str) -> tuple[SignedLink, Bundle] | None:
    """The link that `token` belongs to and its bundle; None if it opens nothing any more."""
    link = signed_links.find(PURPOSE, token, timezone.now())
    bundle = Bundle.objects.filter(pk=link.about.partition(":")[2]).first() if link else None
    return (link, bundle) if link and bundle else None


@transaction.atomic
def note_opening(link: SignedLink, bundle: Bundle) -> None:
    """Remember that the reader has opened the link."""
    link.mark_used(timezone.now())
    log(instance=bundle, action=OPENED, data={"reader": link.name, "link": link.pk})


def draft_of(page: Page) -> Any:
    """The page with its newest text, as it will be public."""
    return page.latest_revision.as_object() if page.latest_revision else page.specific


def makers_of(pages: Iterable[Page], token: str) -> Makers:
    """What makes the entries that the catalogue would have of these pages, each with the address of its preview."""
    found: dict[Any, dict[str, Any]] = {}
    for page in pages:
        make = cache(partial(_entry, page, token))
        found.setdefault(page.translation_key, {})[page.locale.language_code] = make
    return found


def _entry(page: Page, token: str) -> Entry:
    return Entry(page_id=page.pk, **row_of(draft_of(page), preview_address(token, page)))


def preview_address(token: str, page: Page) -> str:
    """Where the page is previewed: among the addresses of its own language."""
    with translation.override(page.locale.language_code):
        return reverse("bundle_preview_page", args=[token, page.pk])
