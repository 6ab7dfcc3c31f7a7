"""Queries of the visit log."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.db.models import Max


class RegisterQuerySet(models.QuerySet):
    """The register of delegations, one run of numbers a year and direction."""

    def enter(self, translation_key: UUID, *, year: int, direction: str) -> Any:
        """Enter a visit under the next number, or give the entry that it has already.

        Numbers have no gaps: the number belongs to the caller's transaction and is free again if that fails. Two
        entries at the same moment meet at the unique constraint, and the later one takes the number after.
        """
        while (entry := self.filter(translation_key=translation_key).first()) is None:
            taken = self.filter(year=year, direction=direction).aggregate(last=Max("number"))["last"] or 0
            try:
                with transaction.atomic():
                    self.create(translation_key=translation_key, year=year, direction=direction, number=taken + 1)
            except IntegrityError:
                continue
        return entry
