"""Questions to the register of agreements."""

from datetime import date

from django.conf import settings
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
