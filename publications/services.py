"""What is done to publications beyond saving a form."""

from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from publications.models import BulletinIssuePage


@transaction.atomic
def unseal(*, issue: BulletinIssuePage, user: Any, reason: str) -> None:
    """Open a sealed issue for changes and say so, with the reason, in its history.

    The issue is sealed again when it is next published.
    """
    issue.sealed_at = None
    issue.save(update_fields=["sealed_at"])
    log(instance=issue, action="publications.unseal", user=user, data={"reason": reason})
