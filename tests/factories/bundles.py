"""Bundles of pages that become public together."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from cms_site.core.bundles import previews
from cms_site.core.bundles.membership import add
from cms_site.core.bundles.models import Bundle
from cms_site.core.bundles.readiness import Row, fingerprint, rows_of
from cms_site.core.mails import Outsider
from cms_site.core.models import Delivery


def make_bundle(*pages: Page, by: Any, **fields: Any) -> Bundle:
    """A bundle with these pages, made by `by`, who may edit them."""
    bundle = Bundle.objects.create(**{"name": "Відкриття класу", "created_by": by, **fields})
    for page in pages:
        add(bundle, page.specific, by)
    bundle.refresh_from_db()
    return bundle


def read(bundle: Bundle) -> str:
    """The number of what somebody reads who opens the bundle now."""
    return fingerprint(rows_of(bundle))


def standing(bundle: Bundle, user: Any = None) -> dict[str, Row]:
    """How the pages stand, by title."""
    return {row.title: row for row in rows_of(bundle, user, afresh=True)}


def shown_to_reader(bundle: Bundle, by: Any) -> str:
    """The token of the link in the mail to a reader, to whom `by` shows the bundle for a week."""
    reader = Outsider("Оксана Пресова", "oksana@example.org", "uk")
    previews.send(bundle, by, reader, timezone.localdate() + timedelta(days=7))
    written: str = Delivery.objects.latest("pk").payload["text"]
    return written.partition("/preview/")[2].partition("/")[0]
