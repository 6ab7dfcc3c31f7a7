"""What pages and records whose texts may be under four eyes have in common."""

from typing import Any

from django.db import transaction
from wagtail.models import Revision

from cms_site.core.workflow import contributions


class FourEyesText:
    """Remembers, when a text is brought back, who wrote it."""

    @transaction.atomic
    def save_revision(self, *args: Any, previous_revision: Revision | None = None, **kwargs: Any) -> Revision:
        """Wagtail's, which is also told which revision was brought back."""
        saved: Revision = super().save_revision(  # type: ignore[misc]
            *args, previous_revision=previous_revision, **kwargs
        )
        if previous_revision is not None:
            contributions.carry(previous_revision, saved)
        return saved
