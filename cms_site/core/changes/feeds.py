"""The feed of corrections."""

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms_site.core.changes.models import PublishedChange, with_entries

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

    def items(self) -> list[Any]:
        return with_entries(PublishedChange.objects.corrections(get_language())[:LENGTH])

    def item_title(self, item: Any) -> str:
        return str(item.entry.title)

    def item_description(self, item: Any) -> str:
        if item.is_notice:
            return _("The Ukrainian text was corrected. This translation does not follow the correction yet.")
        return str(item.note)

    def item_link(self, item: Any) -> str:
        address = item.entry.url
        return str(address) if item.is_notice else f"{address}#corrections"

    def item_guid(self, item: Any) -> str:
        """One correction for ever, whatever the address of its page becomes."""
        return f"correction:{item.pk}:{item.told_on}" if item.is_notice else f"correction:{item.pk}"

    def item_pubdate(self, item: Any) -> datetime:
        return item.published_at


class CorrectionsAtomFeed(CorrectionsFeed):
    """The same as Atom (RFC 4287)."""

    feed_type = Atom1Feed
