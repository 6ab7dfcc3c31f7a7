"""What is written into the log of pages that are deleted for good, when there are no pages any more to speak of."""

from typing import Any

from django.utils import timezone
from wagtail.models import Locale, PageLogEntry

from cms_site.core.lifecycle.models import BinItem, BinnedRows
from cms_site.core.story.circumstances import KEY, name_of


def write_down(item: BinItem, user: Any) -> None:
    """Say of each page in `item` that it is deleted for good, by `user` or by the system."""
    languages = dict(Locale.objects.values_list("pk", "language_code"))
    now = timezone.now()
    # Wagtail's own way to log asks for the page
    PageLogEntry.objects.bulk_create(
        PageLogEntry(
            page_id=page["id"],
            content_type_id=page["content_type_id"],
            label=page["draft_title"] or page["title"],
            action="core.purge",
            timestamp=now,
            user=user,
            deleted=True,
            data={
                "deleted": item.deleted_at.isoformat(),
                KEY: {
                    "address": page["url_path"],
                    "language": languages.get(page["locale_id"], ""),
                    **({"by": name_of(user)} if user else {}),
                },
            },
        )
        for rows in item.rows.filter(what=BinnedRows.What.ROW, table="wagtailcore.Page")
        for page in rows.content
    )
