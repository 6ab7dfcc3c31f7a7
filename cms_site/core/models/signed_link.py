"""Links that open one thing to one reader without an account."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

DIGEST_LENGTH = 64


class SignedLinkQuerySet(models.QuerySet):
    """Links by what they open."""

    def usable(self, now: datetime) -> "SignedLinkQuerySet":
        """Those that open something at `now`."""
        return self.filter(expires__gt=now, revoked=None)


class SignedLink(models.Model):
    """A link sent to a named reader, which opens one page or record for one purpose until it expires or is revoked.

    Only a digest of the token is kept: who reads the database, or a backup of it, opens nothing. It is made and looked
    up by `cms_site.core.signed_links`.
    """

    digest = models.CharField(_("digest"), max_length=DIGEST_LENGTH, unique=True, editable=False)
    purpose = models.CharField(_("purpose"), max_length=30)
    about = models.CharField(_("about"), max_length=100)
    name = models.CharField(_("name"), max_length=255)
    email = models.EmailField(_("email address"))
    language = models.CharField(_("language"), max_length=10)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("made by")
    )
    created = models.DateTimeField(_("created"), default=timezone.now)
    expires = models.DateTimeField(_("valid until"))
    revoked = models.DateTimeField(_("revoked"), null=True)
    last_used = models.DateTimeField(_("last used"), null=True)

    objects = SignedLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("signed link")
        verbose_name_plural = _("signed links")
        default_permissions = ()
        # the links to one thing, listed beside it
        indexes = [models.Index(fields=["purpose", "about"], name="signed_link_about")]
        constraints = [models.CheckConstraint(condition=Q(expires__gt=models.F("created")), name="signed_link_lasts")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.about} {self.name}"

    def is_usable(self, now: datetime) -> bool:
        """Whether it opens something at `now`."""
        return self.revoked is None and self.expires > now

    def revoke(self, now: datetime) -> None:
        """Let it open nothing from now on."""
        if self.revoked is None:
            self._set(revoked=now)

    def mark_used(self, now: datetime) -> None:
        """Remember that its reader did something with it."""
        self._set(last_used=now)

    def _set(self, **fields: Any) -> None:
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=list(fields))
