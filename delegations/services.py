"""What happens to visits with time."""

from datetime import datetime, timedelta

from cms_site.core.catalog import projection
from cms_site.core.catalog.models import Entry
from delegations.models import DelegationPage
from delegations.visibility import release_time


def refresh_released(now: datetime, *, within: timedelta = timedelta(days=31)) -> int:
    """Let search find place and programme of the visits released in the period before `now`; returns their number.

    The pages themselves need nothing: they ask at every request. Running it again changes nothing.
    """
    public = DelegationPage.objects.filter(pk__in=Entry.objects.of_type("delegations.DelegationPage").values("pk"))
    released = [
        visit.pk
        for visit in public.iterator(chunk_size=200)
        if (released_from := release_time(visit)) is not None and now - within < released_from <= now
    ]
    projection.refresh(DelegationPage.objects.filter(pk__in=released))
    return len(released)
