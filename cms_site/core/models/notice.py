"""What somebody was told, so that nobody is told twice."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """One thing that one person is told once: made in the transaction that writes the mail into the outbox."""

    kind = models.CharField(_("kind"), max_length=50)
    about = models.CharField(_("about"), max_length=100)
    point = models.CharField(_("point"), max_length=50)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("user")
    )
    at = models.DateTimeField(_("at"), default=timezone.now)

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
