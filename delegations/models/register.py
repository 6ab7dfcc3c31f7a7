"""The register of delegations."""

from typing import Any

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


def entry_of(visit: Any) -> RegisterEntry | None:
    """The entry of a visit; one that is public for the first time gets it now. None before that and for copies."""
    entry: RegisterEntry | None = RegisterEntry.objects.filter(translation_key=visit.translation_key).first()
    public = visit.live and visit.is_source and not visit.alias_of_id
    if entry is None and public and visit.date and visit.direction:
        return RegisterEntry.objects.enter(visit.translation_key, year=visit.date.year, direction=visit.direction)
    return entry


def entry_of_another_direction(visit: Any) -> RegisterEntry | None:
    """The entry that holds the visit in the register of the other direction than its own."""
    if not visit.pk or not visit.direction:
        return None
    entered = RegisterEntry.objects.filter(translation_key=visit.translation_key)
    return entered.exclude(direction=visit.direction).first()
