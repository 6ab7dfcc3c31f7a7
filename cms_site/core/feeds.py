"""Feeds of a section, read from the catalogue."""

from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

from cms_site.core.catalog.models import Entry, EntryQuerySet

LENGTH = 30


class SectionFeed(Feed):
    """The newest entries of a section, in the section's language."""

    def __init__(self, section: Any, entries: EntryQuerySet) -> None:
        self.section = section
        self.entries = entries
        self.language = section.locale.language_code

    def rss(self, request: HttpRequest) -> HttpResponse:
        """The feed as RSS 2.0."""
        self.feed_type = Rss201rev2Feed
        return self(request)

    def atom(self, request: HttpRequest) -> HttpResponse:
        """The feed as Atom (RFC 4287)."""
        self.feed_type = Atom1Feed
        return self(request)

    def title(self) -> str:
        return str(self.section.title)

    def description(self) -> str:
        return str(self.section.lead or self.section.title)

    subtitle = description

    def link(self) -> str:
        return str(self.section.url)

    def items(self) -> EntryQuerySet:
        return self.entries.valid().order_by("-published", "-page_id")[:LENGTH]

    def item_title(self, item: Entry) -> str:
        return item.title

    def item_description(self, item: Entry) -> str:
        return item.lead

    def item_link(self, item: Entry) -> str:
        return item.url

    def item_guid(self, item: Entry) -> str:
        """The page and its language, not its address: a feed reader must not show a renamed page twice."""
        return f"urn:uuid:{item.translation_key}:{item.locale_id}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: Entry) -> Any:
        return item.published

    def item_updateddate(self, item: Entry) -> Any:
        return item.changed
