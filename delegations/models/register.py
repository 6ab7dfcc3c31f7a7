"""The register of delegations."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from delegations.choices import Direction
from delegations.querysets import RegisterQuerySet


class RegisterEntry(models.Model):
    """A number given to a visit at its first publication, for good: it stays taken when the visit is deleted.

    The translations of a visit share its entry, which is why it hangs on the translation key and not on a page.
    """

    year = models.PositiveSmallIntegerField(_("year"))
    direction = models.CharField(_("direction"), max_length=10, choices=Direction.choices)
    number = models.PositiveIntegerField(_("number"))
    translation_key = models.UUIDField(_("translation key"), unique=True)

    objects = RegisterQuerySet.as_manager()

    class Meta:
        verbose_name = _("register entry")
        verbose_name_plural = _("register entries")
        ordering = ["-year", "direction", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "direction", "number"],
                name="register_number_once",
                violation_error_message=_("This register number is taken."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"
