"""The personal addresses of the staff calendar."""

from django.conf import settings
from django.core.signing import Signer
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms_site.core.signed_links import new_token

# A dot, because some calendars do not take a colon in an address.
SIGNER = Signer(salt="delegations.calendar", sep=".")


def new_key() -> str:
    """A key that nobody guesses, in 43 characters."""
    return new_token()


class CalendarAddress(models.Model):
    """The address at which the calendar of one member of staff asks for visits: whoever knows it reads as they do.

    It is not an address without the site's signature, so that the key alone, from a backup say, opens nothing. Deleting
    the row revokes the address, another key makes another one.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("user")
    )
    key = models.CharField(_("key"), max_length=43, unique=True, default=new_key, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")

    def __str__(self) -> str:
        return str(self.user)

    @property
    def token(self) -> str:
        """The key with its signature, as it stands in the address."""
        return SIGNER.sign(self.key)

    @classmethod
    def at(cls, token: str) -> "CalendarAddress | None":
        """The address that `token` belongs to; None when it was revoked. BadSignature for one that never was one."""
        return cls.objects.select_related("user").filter(key=SIGNER.unsign(token)).first()
