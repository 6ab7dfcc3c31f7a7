"""Calendar files: dated entries as iCalendar (RFC 5545), for one event or for a list that calendars subscribe to."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from icalendar import Calendar, Event, vText

CONTENT_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Ratusha//Calendar//EN"
# How often a calendar that subscribed should ask again.
REFRESH = timedelta(hours=1)
# Sequence numbers count the seconds from here, so that they stay below 2^31, which some calendars need, until 2068.
FIRST_SEQUENCE = datetime(2000, 1, 1, tzinfo=UTC)

# A line may not hold them (RFC 5545, 3.1); the line feed is written as two letters, the tab may stay.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class EventStatus(StrEnum):
    """Where an event stands, in the words of RFC 5545 (3.8.1.11)."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True)
class CalendarEvent:
    """One event as calendars know it.

    uid       the same for ever and in every language
    start     a day, or a moment with its time zone; written in UTC
    last_day  the last day of an event of whole days; None for a single day and for a moment
    changed   when anything of it changed last; the sequence number follows from it
    language  of the texts, as Django spells it
    """

    uid: str
    summary: str
    language: str
    start: date | datetime
    changed: datetime
    last_day: date | None = None
    status: EventStatus = EventStatus.CONFIRMED
    url: str = ""
    location: str = ""
    description: str = ""
    categories: tuple[str, ...] = ()

    @property
    def sequence(self) -> int:
        """A number that grows with every change (RFC 5545, 3.8.7.4): calendars drop what is older than they have."""
        return max(0, int((self.changed - FIRST_SEQUENCE).total_seconds()))


def calendar_file(name: str, events: Iterable[CalendarEvent], *, language: str, description: str = "") -> bytes:
    """The events as the content of an .ics file; the same bytes as long as the events are the same."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    for title in ("name", "x-wr-calname"):  # RFC 7986, and what calendars read before it
        calendar.add(title, _text(name, language))
    if description:
        for title in ("description", "x-wr-caldesc"):
            calendar.add(title, _text(description, language))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for event in events:
        calendar.add_component(_component(event))
    return calendar.to_ical()


def _component(event: CalendarEvent) -> Event:
    component = Event()
    component.add("uid", event.uid)
    component.add("sequence", event.sequence)
    # in a file that is published, not sent, both say the same (RFC 5545, 3.8.7.2)
    component.add("dtstamp", event.changed.astimezone(UTC))
    component.add("last-modified", event.changed.astimezone(UTC))
    _add_time(component, event)
    component.add("status", event.status.value)
    component.add("summary", _text(event.summary, event.language))
    for name in ("location", "description"):
        if text := getattr(event, name):
            component.add(name, _text(text, event.language))
    if event.categories:
        component.add("categories", list(event.categories), parameters={"LANGUAGE": event.language})
    if event.url:
        component.add("url", event.url)
    return component


def _add_time(component: Event, event: CalendarEvent) -> None:
    if isinstance(event.start, datetime):
        component.add("dtstart", event.start.astimezone(UTC))
        return
    component.add("dtstart", event.start)
    # the end of an event of whole days is the day after it (RFC 5545, 3.6.1); the last day that there is has none
    if (last_day := event.last_day or event.start) < date.max:
        component.add("dtend", last_day + timedelta(days=1))
    # guests in town do not make the reader busy
    component.add("transp", "TRANSPARENT")


def _text(text: str, language: str) -> vText:
    return vText(_CONTROL.sub("", text), params={"LANGUAGE": language})
