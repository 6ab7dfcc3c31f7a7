"""What somebody was told, so that nobody is told twice."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

# Who claimed a notice and neither sent nor released it in that time has died with its process.
CLAIMED_FOR = timedelta(minutes=15)


class NoticeQuerySet(models.QuerySet):
    """Notices by their key: what is told (`kind`), of what (`about`), at which point (`point`), to whom (`user`)."""

    @transaction.atomic
    def claim(self, now: datetime, **key: Any) -> "Notice | None":
        """The notice of that key for the caller to send; None if it was sent, or if somebody else is sending it now."""
        notice: Any
        notice, created = self.get_or_create(**key, defaults={"claimed": now})
        if created:
            return notice
        free = self.filter(pk=notice.pk, sent=None, claimed__lt=now - CLAIMED_FOR)
        return notice if free.update(claimed=now) else None


class Notice(models.Model):
    """One thing that one person is told once. It is claimed first, and marked as sent when it was."""

    kind = models.CharField(_("kind"), max_length=50)
    about = models.CharField(_("about"), max_length=100)
    point = models.CharField(_("point"), max_length=50)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("user")
    )
    claimed = models.DateTimeField(_("claimed"))
    sent = models.DateTimeField(_("sent"), null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        default_permissions = ()
        constraints = [
            # also serves the look-up of a notice by its key
            models.UniqueConstraint(fields=["kind", "about", "point", "user"], name="notice_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.about} {self.point}"

    def mark_sent(self, now: datetime) -> None:
        """Remember for ever that it was sent."""
        self.sent = now
        self.save(update_fields=["sent"])

    def release(self) -> None:
        """Give the claim back, as if nothing had been tried: the next run tries again."""
        self.delete()
