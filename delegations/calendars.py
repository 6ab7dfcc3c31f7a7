"""Visits as events of a calendar: for everybody, and for a member of staff."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms_site.core.calendars import FIRST_SEQUENCE, CalendarEvent, EventStatus
from cms_site.core.catalog.models import Entry, EntryQuerySet
from cms_site.core.dates import Precision
from delegations import agenda, visibility
from delegations.models import DelegationPage, ProgrammeItem

# The newest ones of a list; a calendar drops the rest when it asks again.
MOST_EVENTS = 1000
# What staff subscribes to reaches so far back and ahead.
STAFF_PERIOD = timedelta(days=366)

Absolute = Callable[[str], str]


def listed(entries: EntryQuerySet, moment: datetime, absolute: Absolute) -> list[CalendarEvent]:
    """The visits of a public listing, one event each, without those of which the day is not known.

    No calendar has a word for "in September", and an event of thirty days would be a lie. `absolute` gives an address
    with its host.
    """
    dated = list(entries.filter(precision=Precision.DAY).defer("words").newest_first()[:MOST_EVENTS])
    visits = _visits(dated)
    shown = [entry for entry in dated if entry.pk in visits]
    return [_public_event(visits[entry.pk], moment, absolute(entry.url)) for entry in shown]


def public(entry: Entry, moment: datetime, absolute: Absolute) -> list[CalendarEvent]:
    """One public visit and, once it is released, the points of its programme; empty when the day is not known."""
    visit = _visits([entry]).get(entry.pk)
    if visit is None or visit.date is None or visit.date.precision != Precision.DAY:
        return []
    event = _public_event(visit, moment, absolute(entry.url))
    return [event, *_programme(visit, visibility.public_at(visit, moment).programme, event)]


def for_staff(user: Any, moment: datetime, absolute: Absolute) -> Iterator[CalendarEvent]:
    """What `user` may edit or publish, a year back and a year ahead: drafts, places, programmes and notes included."""
    today = timezone.localdate(moment)
    for visit in agenda.visits(user, today - STAFF_PERIOD, today + STAFF_PERIOD):
        if visit.date is not None and visit.date.precision == Precision.DAY:
            event = _staff_event(visit, absolute(reverse("wagtailadmin_pages:edit", args=[visit.pk])))
            yield from [event, *_programme(visit, visit.programme.all(), event)]


def _visits(entries: Iterable[Entry]) -> dict[int, DelegationPage]:
    """The pages behind public entries, with what is read of them, in a constant number of queries."""
    visits = DelegationPage.objects.filter(pk__in=[entry.pk for entry in entries]).select_related("locale")
    visits = visits.exclude(visibility.held(timezone.now()))
    return {visit.pk: visit for visit in visits.prefetch_related("members", "hosts", "programme")}


def _public_event(visit: DelegationPage, moment: datetime, url: str) -> CalendarEvent:
    return _event(
        visit,
        language=visit.locale.language_code,
        changed=visibility.changed_at(visit, moment),
        status=EventStatus.CONFIRMED,
        location=visibility.public_at(visit, moment).place,
        description=visit.lead or visit.purpose,
        url=url,
    )


def _staff_event(visit: DelegationPage, url: str) -> CalendarEvent:
    times = [visit.last_published_at, visit.latest_revision_created_at]
    return _event(
        visit,
        language=settings.LANGUAGE_CODE,
        changed=max((time for time in times if time), default=None),
        status=EventStatus.CONFIRMED if visit.live else EventStatus.TENTATIVE,
        location=visit.place,
        description="\n".join(_internal_lines(visit)),
        url=url,
    )


def _event(visit: DelegationPage, *, changed: datetime | None, status: EventStatus, **texts: str) -> CalendarEvent:
    title = _("Cancelled: %(title)s") % {"title": visit.title} if visit.cancelled else visit.title
    return CalendarEvent(
        uid=str(visit.translation_key),
        summary=title,
        start=visit.date.first_day(),  # type: ignore[union-attr]
        last_day=visit.date.last_day(),  # type: ignore[union-attr]
        changed=changed or FIRST_SEQUENCE,
        status=EventStatus.CANCELLED if visit.cancelled else status,
        categories=tuple(filter(None, [visit.get_direction_display(), visit.get_kind_display()])),
        **texts,
    )


def _programme(visit: DelegationPage, items: Iterable[ProgrammeItem], event: CalendarEvent) -> Iterator[CalendarEvent]:
    """The points of the programme of which the day is known; at their time or, without one, for the whole day."""
    only_day = visit.start_date if visit.date and visit.date.days == 1 else None
    for item in items:
        day = item.date or only_day
        if day is None:
            continue
        yield CalendarEvent(
            uid=str(item.translation_key),
            summary=item.item,
            language=event.language,
            start=timezone.make_aware(datetime.combine(day, item.time)) if item.time else day,
            changed=event.changed,
            status=event.status,
            url=event.url,
            location=item.place,
        )


def _internal_lines(visit: DelegationPage) -> Iterator[str]:
    """What the officer wants to have at hand on the way, one line a fact."""
    facts = [
        (_("Purpose"), visit.purpose),
        (_("Delegation"), _people(visit.members.all())),
        (_("Hosts"), _people(visit.hosts.all())),
        (_("Number of people"), visit.head_count),
        (_("Reason for cancelling"), visit.cancellation_reason),
        (_("Notes"), visit.notes),
    ]
    return (f"{heading}: {value}" for heading, value in facts if value not in (None, ""))


def _people(rows: Iterable[Any]) -> str:
    return "; ".join(", ".join(filter(None, [row.name, row.post])) for row in rows)
