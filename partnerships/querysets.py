"""Questions to the register of agreements and to the ledgers of convoys."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Sum
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from partnerships import legal_steps, validity


class AgreementQuerySet(PageQuerySet):
    """Agreements, asked for by their validity and their legal steps."""

    def sources(self) -> "AgreementQuerySet":
        """Each agreement once: in the language that the others are translated from."""
        return self.filter(locale__language_code=settings.LANGUAGE_CODE)

    def in_force_on(self, day: date) -> "AgreementQuerySet":
        """Agreements known to be in force on `day`: signed, begun, and not ended."""
        return self.filter(validity.in_force_on(day))

    def signed_by(self, day: date) -> "AgreementQuerySet":
        """Agreements that were certainly signed by the end of `day`."""
        return self.filter(validity.signed_by(day))

    def with_validity(self, day: date) -> "AgreementQuerySet":
        """With `validity_then`, a value of `Validity`: what `validity_on(day)` says."""
        return self.annotate(validity_then=validity.validity_in_sql(day))

    def overdue_on(self, day: date) -> "AgreementQuerySet":
        """Agreements whose next legal step should have been taken before `day`."""
        return self.filter(legal_steps.overdue_on(day))


AgreementManager = PageManager.from_queryset(AgreementQuerySet)


class LedgerQuerySet(models.QuerySet):
    """The ledgers of convoys."""

    def of(self, convoy: Any, *, locked: bool = False) -> Any:
        """The ledger of a convoy in the source language, made where there is none yet.

        `locked` keeps every other writer of the ledger waiting until the transaction ends.
        """
        while (found := (self.select_for_update() if locked else self).filter(convoy=convoy).first()) is None:
            try:
                with transaction.atomic():
                    self.create(convoy_id=convoy.pk)
            except IntegrityError:
                # somebody else made it, or the code is taken
                continue
        return found


class HandOverQuerySet(models.QuerySet):
    """Entries of ledgers."""

    def standing(self) -> "HandOverQuerySet":
        """Those that were not undone."""
        return self.filter(undone_at=None)

    def of_convoy(self, translation_key: UUID) -> "HandOverQuerySet":
        """Those of a convoy, whatever language its page is read in."""
        return self.filter(convoy__translation_key=translation_key)

    def total(self) -> Decimal:
        """The sum of the recorded quantities; it means something for one cargo line."""
        return exact(self.aggregate(total=Sum("quantity"))["total"])

    def by_line(self) -> dict[int, Decimal]:
        """What was handed over of each cargo line, by its id, as far as it is recorded."""
        rows = self.order_by().values_list("cargo_line").annotate(total=Sum("quantity"))
        return {line: exact(total) for line, total in rows}


def exact(total: Decimal | None) -> Decimal:
    """A sum of quantities to the third place after the comma: SQLite adds them as binary fractions."""
    return (total or Decimal(0)).quantize(Decimal("0.001"))
