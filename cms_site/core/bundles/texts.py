"""The approval of one text for its bundle, where no workflow asks for it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from cms_site.core.bundles import holding
from cms_site.core.bundles.membership import locked
from cms_site.core.bundles.models import BundleItem
from cms_site.core.bundles.readiness import Row, rows_of
from cms_site.core.bundles.release import OtherTextsError
from cms_site.core.workflow import publishing


def row_of(item: BundleItem, user: Any) -> Row:
    """How the page of `item` stands, as `user` is told."""
    return next(row for row in rows_of(item.bundle, user) if row.item.pk == item.pk)


@transaction.atomic
def approve_text(item: BundleItem, user: Any, read: str) -> None:
    """Approve the text numbered `read`, which becomes public with its bundle.

    Raises PermissionDenied for those who may not, OtherTextsError for another text.
    """
    bundle = locked(item.bundle)
    if item.page is not None:
        publishing.lock(item.page)
    row = row_of(item, user)
    if not row.mine or row.revision is None or not bundle.is_open:
        raise PermissionDenied
    if row.digest != read:
        raise OtherTextsError
    publishing.approve(row.revision, user)
    holding.note_approval(bundle, row.page, user)
    log(instance=bundle, action="core.bundle.approve_text", user=user, data={"page": row.title})
