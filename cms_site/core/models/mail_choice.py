"""Which mails somebody wants gathered in a digest, and when."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MailChoice(models.Model):
    """What of the mails to one person waits for the digest; whether they want it at all is in Wagtail's profile."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="mail_choice",
        verbose_name=_("user"),
    )
    # Names of preferences ("submitted", "rejected", "translations"), and hours of the day by the clock of the person.
    gathered = models.JSONField(_("in the digest"), default=list)
    hours = models.JSONField(_("hours"), default=list)
    # The last moment for which a digest was written or found empty.
    told_until = models.DateTimeField(_("told until"), default=timezone.now)
    # What came up to be translated until then stands in a digest; another choice of hours leaves nothing out.
    told_of_work_until = models.DateTimeField(_("told of translations until"), default=timezone.now)

    class Meta:
        verbose_name = _("choice of mails")
        verbose_name_plural = _("choices of mails")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.user)
