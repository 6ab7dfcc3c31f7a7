"""Questions to the register of agreements."""

from datetime import date

from django.db.models import Q
from wagtail.models import PageManager
from wagtail.query import PageQuerySet


class AgreementQuerySet(PageQuerySet):
    """Agreements, asked for by their validity."""

    def in_force_on(self, day: date) -> "AgreementQuerySet":
        """Agreements known to be in force on `day`: begun, and with an end that is recorded and not past.

        One without a recorded beginning counts from the day it was signed.
        """
        begun = Q(valid_from__lte=day) | Q(valid_from=None, start_date__lte=day)
        return self.filter(begun, valid_to__gte=day)

    def to_remind_on(self, day: date) -> "AgreementQuerySet":
        """Agreements of whose end somebody is to be reminded on `day`: the reminder is due, the end not past."""
        return self.filter(remind_on__lte=day, valid_to__gte=day)


AgreementManager = PageManager.from_queryset(AgreementQuerySet)
