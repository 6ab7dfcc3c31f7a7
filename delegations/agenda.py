"""The visits of a period as a member of staff may see them now: drafts and internal facts included."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.formats import get_format
from wagtail.models import Revision
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms_site.core.dates import PartialDate, Precision
from delegations.models import DelegationIndexPage, DelegationPage
from delegations.visibility import LONGEST_PERIOD

RIGHTS = {"change", "publish"}

# Of a month that can be shown; the log begins later and nobody plans further ahead.
YEARS = range(1900, 2200)


@dataclass(frozen=True)
class Day:
    """A day of the month, with the visits that take place on it."""

    date: date
    visits: list[DelegationPage]
    in_month: bool
    is_today: bool


@dataclass(frozen=True)
class Month:
    """A month as a wall calendar shows it; `undated` are visits of which only the month, season or year is known."""

    first: date
    weeks: list[list[Day]]
    undated: list[DelegationPage]

    @property
    def name(self) -> str:
        """Month and year in the reader's language."""
        return str(PartialDate(self.first, precision=Precision.MONTH))

    @property
    def previous(self) -> date:
        """The first day of the month before."""
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def next(self) -> date:
        """The first day of the month after."""
        return _next_month(self.first)

    @property
    def is_empty(self) -> bool:
        """Whether there is no visit in the month."""
        return not self.undated and not any(day.visits for week in self.weeks for day in week if day.in_month)


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


def month_from(text: str) -> date | None:
    """The first day of the month written as "2016-09"; None for anything else."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return first if first.year in YEARS else None


def month(user: Any, first: date, *, today: date) -> Month:
    """The month that begins on `first`, in weeks that begin as the reader's language has it."""
    last = _next_month(first) - timedelta(days=1)
    found = visits(user, first, last)
    by_day = [visit for visit in found if visit.date and visit.date.precision == Precision.DAY]
    weeks = Calendar((get_format("FIRST_DAY_OF_WEEK") - 1) % 7).monthdatescalendar(first.year, first.month)
    return Month(
        first=first,
        weeks=[[_day(day, by_day, first, today) for day in week] for week in weeks],
        undated=[visit for visit in found if visit not in by_day],
    )


def _day(day: date, found: list[DelegationPage], first: date, today: date) -> Day:
    in_month = day.month == first.month
    on_day = [visit for visit in found if in_month and _overlaps(visit, day, day)]
    return Day(day, on_day, in_month, day == today)


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


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
