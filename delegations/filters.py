"""Filters of the officers' list of visits beyond what the fields offer by themselves."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _

from delegations.choices import Status
from delegations.facets import with_status


class StatusFilter(django_filters.MultipleChoiceFilter):
    """Where visits stand today, which follows from their dates."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=Status.choices, widget=CheckboxSelectMultiple, **kwargs)

    def filter(self, visits: QuerySet, values: list[str]) -> QuerySet:
        """The visits that have one of the statuses; all of them while none is chosen."""
        if not values:
            return visits
        return with_status(visits, "start_date", "date_precision", Q(cancelled=True)).filter(status_today__in=values)


class HeadCountFilter(django_filters.ChoiceFilter):
    """Whether it is recorded how many people came."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=[("recorded", _("Recorded")), ("missing", _("Not recorded"))], **kwargs)

    def filter(self, visits: QuerySet, value: str) -> QuerySet:
        """The visits with or without a number of people; all of them while nothing is chosen."""
        return visits.filter(head_count__isnull=value == "missing") if value else visits
