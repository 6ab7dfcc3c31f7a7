"""The visits of a period as a member of staff may see them now: drafts and internal facts included."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from wagtail.models import Revision
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms_site.core.admin.months import Month, month_of, next_month
from cms_site.core.dates import Precision
from delegations.models import DelegationIndexPage, DelegationPage
from delegations.visibility import LONGEST_PERIOD

RIGHTS = {"change", "publish"}


def may_see(user: Any) -> bool:
    """Whether `user` works with visits at all: may add, change or publish in one of their sections."""
    sections = PagePermissionPolicy(DelegationIndexPage)
    return bool(sections.instances_user_has_any_permission_for(user, {"add", *RIGHTS}).exists())


def visits(user: Any, first: date, last: date) -> list[DelegationPage]:
    """The visits that may take place from `first` to `last` and that `user` may edit or publish, by their dates.

    Each is the Ukrainian page in its latest draft; never-saved instances, only to be read. The number of queries does
    not depend on the number of visits.
    """
    policy = PagePermissionPolicy(DelegationPage)
    pages = policy.instances_user_has_any_permission_for(user, RIGHTS).filter(
        locale__language_code=settings.LANGUAGE_CODE, alias_of=None
    )
    found = [visit for visit in _latest(_stored_near(pages, first, last)) if _overlaps(visit, first, last)]
    return sorted(found, key=lambda visit: (*visit.date.sort_key, visit.pk))  # type: ignore[union-attr]


def month(user: Any, first: date, *, today: date) -> Month:
    """The month that begins on `first`; `undated` are visits of which only the month, season or year is known."""
    found = visits(user, first, next_month(first) - timedelta(days=1))
    by_day = [visit for visit in found if visit.date and visit.date.precision == Precision.DAY]
    undated = [visit for visit in found if visit not in by_day]
    return month_of(
        first,
        lambda day: [visit for visit in by_day if _overlaps(visit, day, day)],
        today=today,
        undated=undated,
    )


def _stored_near(pages: QuerySet, first: date, last: date) -> QuerySet:
    """The pages of which the row, or the draft where it is newer, has dates in the period or as near as a year."""
    since = first - LONGEST_PERIOD
    public = Q(has_unpublished_changes=False, start_date__lte=last, last_day__gte=since)
    draft = "latest_revision__content__"
    drafted = Q(has_unpublished_changes=True, **{f"{draft}start_date__lte": last.isoformat()}) & (
        Q(**{f"{draft}start_date__gte": since.isoformat()}) | Q(**{f"{draft}end_date__gte": since.isoformat()})
    )
    return pages.alias(last_day=Coalesce("end_date", "start_date")).filter(public | drafted)


def _latest(pages: QuerySet) -> list[DelegationPage]:
    rows = list(pages.prefetch_related("members", "hosts", "programme"))
    drafts = Revision.objects.in_bulk([row.latest_revision_id for row in rows if row.has_unpublished_changes])
    return [_as_drafted(row, drafts.get(row.latest_revision_id)) for row in rows]


def _as_drafted(row: DelegationPage, revision: Revision | None) -> DelegationPage:
    if revision is None:
        return row
    draft: DelegationPage = DelegationPage.from_serializable_data(revision.content, check_fks=False)
    # What a revision remembers of its page was true when it was saved.
    for name in ("live", "has_unpublished_changes", "last_published_at", "latest_revision_created_at"):
        setattr(draft, name, getattr(row, name))
    return draft


def _overlaps(visit: DelegationPage, first: date, last: date) -> bool:
    when = visit.date
    return when is not None and when.first_day() <= last and when.last_day() >= first
