"""Alerts, asked for in the words of a reader."""

from datetime import datetime

from django.db import models
from django.db.models.functions import Coalesce


class AlertQuerySet(models.QuerySet):
    """Alerts by language and by time."""

    def in_language(self, language: str | None) -> "AlertQuerySet":
        """Alerts written in `language`."""
        return self.filter(locale__language_code=language)

    def public(self) -> "AlertQuerySet":
        """All that were published and not taken back, the newest first."""
        return self.filter(live=True).order_by("-start", "-pk")

    def active(self, at: datetime) -> "AlertQuerySet":
        """Public ones that have begun at the moment `at` and have not ended, as expected or as recorded."""
        begun = self.public().filter(start__lte=at)
        return begun.alias(end_at=Coalesce("actual_end", "expected_end")).filter(end_at__gt=at)
