"""What happens to visits with time."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from cms_site.core.catalog import projection
from delegations.models import DelegationPage
from delegations.visibility import LONGEST_PERIOD, release_time


def refresh_released(now: datetime, *, within: timedelta = timedelta(days=31)) -> int:
    """Bring into the catalogue what was released in the period before `now`; returns the number of visits.

    That are visits that were held back until then, which nothing public showed, and places and programmes, which search
    did not find. The pages themselves need nothing: they ask at every request. Running it again changes nothing.
    """
    released = [
        visit.pk
        for visit in _may_be_released(now - within, now).iterator(chunk_size=200)
        if any(time is not None and now - within < time <= now for time in (visit.held_until, release_time(visit)))
    ]
    projection.refresh(DelegationPage.objects.filter(pk__in=released))
    return len(released)


def _may_be_released(since: datetime, now: datetime) -> QuerySet:
    by_time = Q(held_until__gt=since, held_until__lte=now) | Q(released_at__gt=since, released_at__lte=now)
    by_date = Q(released_at=None, last_day__gte=since.date() - LONGEST_PERIOD, last_day__lte=now.date())
    visits = DelegationPage.objects.live().alias(last_day=Coalesce("end_date", "start_date"))
    return visits.filter(by_time | by_date)
