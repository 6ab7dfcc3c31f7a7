"""Filters of the officers' list of agreements beyond what the fields offer by themselves."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.db.models.functions import ExtractYear
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from partnerships.legal_steps import LegalStep, overdue_on, taken_by
from partnerships.validity import Validity, validity_in_sql


class ValidityFilter(django_filters.MultipleChoiceFilter):
    """Whether agreements are in force today, which follows from their dates."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=Validity.choices, widget=CheckboxSelectMultiple, **kwargs)

    def filter(self, agreements: QuerySet, values: list[str]) -> QuerySet:
        """The agreements with one of the validities; all of them while none is chosen."""
        if not values:
            return agreements
        with_validity = agreements.alias(validity_today=validity_in_sql(timezone.localdate()))
        return with_validity.filter(validity_today__in=values)


class EndYearFilter(django_filters.ChoiceFilter):
    """The year in which the validity ends."""

    def __init__(self, **kwargs: Any) -> None:
        label = _("Ends in the year")
        super().__init__(**{**kwargs, "label": label}, field_name="valid_to__year", choices=_end_years)


def _end_years() -> list[tuple[int, str]]:
    from partnerships.models.agreements import Agreement

    ended = Agreement.objects.exclude(valid_to=None).order_by()
    years = ended.values_list(ExtractYear("valid_to"), flat=True).distinct()
    return [(year, str(year)) for year in sorted(years, reverse=True)]


class PartnerCountryFilter(django_filters.MultipleChoiceFilter):
    """The country of the partner."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(field_name="partner__country", choices=_partner_countries, **kwargs)


def _partner_countries() -> list[tuple[str, str]]:
    from partnerships.models.agreements import Agreement

    used = Agreement.objects.exclude(partner=None).exclude(partner__country="").order_by()
    codes = set(used.values_list("partner__country", flat=True))
    return sorted(((code, countries.name(code)) for code in codes), key=lambda pair: pair[1])


class LegalStepFilter(django_filters.MultipleChoiceFilter):
    """The last legal step taken."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=LegalStep.choices, widget=CheckboxSelectMultiple, **kwargs)

    def filter(self, agreements: QuerySet, values: list[str]) -> QuerySet:
        """The agreements that have come as far as one of the steps; all of them while none is chosen."""
        found = Q()
        for value in values:
            found |= taken_by(LegalStep(value), timezone.localdate())
        return agreements.filter(found)


class OverdueFilter(django_filters.ChoiceFilter):
    """Whether the next legal step is overdue."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=[("overdue", _("Overdue"))], **{**kwargs, "label": _("Next legal step")})

    def filter(self, agreements: QuerySet, value: str) -> QuerySet:
        """The agreements whose next step is overdue; all of them while nothing is chosen."""
        return agreements.filter(overdue_on(timezone.localdate())) if value else agreements
