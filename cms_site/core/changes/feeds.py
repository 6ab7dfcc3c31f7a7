"""The feed of corrections."""

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms_site.core.changes.models import PublishedChange, PublishedChangeQuerySet

LENGTH = 50


class CorrectionsFeed(Feed):
    """The newest corrections of all sections in the reader's language, as RSS 2.0."""

    feed_type: Any = Rss201rev2Feed
    item_guid_is_permalink = False

    def title(self) -> str:
        return _("Corrections")

    def description(self) -> str:
        return _("What was wrong on this site and has been put right.")

    subtitle = description

    def link(self) -> str:
        return reverse("corrections")

    def items(self) -> PublishedChangeQuerySet:
        return PublishedChange.objects.corrections(get_language()).with_pictures()[:LENGTH]

    def item_title(self, item: PublishedChange) -> str:
        return str(item.page.catalog_entry.title)

    def item_description(self, item: PublishedChange) -> str:
        return item.note

    def item_link(self, item: PublishedChange) -> str:
        return f"{item.page.catalog_entry.url}#corrections"

    def item_guid(self, item: PublishedChange) -> str:
        """One correction for ever, whatever the address of its page becomes."""
        return f"correction:{item.pk}"

    def item_pubdate(self, item: PublishedChange) -> datetime:
        return item.published_at


class CorrectionsAtomFeed(CorrectionsFeed):
    """The same as Atom (RFC 4287)."""

    feed_type = Atom1Feed
