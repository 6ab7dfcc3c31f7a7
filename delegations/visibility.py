"""What of a visit the public may know at a moment: the only place that decides it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

if TYPE_CHECKING:
    from delegations.models import DelegationPage, Host, Member, ProgrammeItem

# A visit known to the year may have ended this long after its stored date.
LONGEST_PERIOD = timedelta(days=366)


@dataclass(frozen=True)
class PublicVisit:
    """The parts of a visit that depend on the moment or on a person's consent; the rest is public with the page."""

    released: bool
    place: str
    programme: list["ProgrammeItem"]
    members: list["Member"]
    hosts: list["Host"]

    @property
    def times_known(self) -> bool:
        """Whether day or time of at least one point of the programme is recorded."""
        return any(item.date or item.time for item in self.programme)

    @property
    def places_known(self) -> bool:
        """Whether the place of at least one point of the programme is recorded."""
        return any(item.place for item in self.programme)


def held(moment: datetime) -> Q:
    """The visits that are held back whole at `moment`: nobody outside learns that they exist."""
    return Q(held_until__gt=moment)


def is_held(visit: "DelegationPage", moment: datetime) -> bool:
    """`held` for one visit."""
    return visit.held_until is not None and visit.held_until > moment


def release_time(visit: "DelegationPage") -> datetime | None:
    """When route, times and places become public: the recorded time, else the end of the last day of the visit.

    None while neither is known; nothing is released then.
    """
    if visit.released_at:
        return visit.released_at
    # a mistyped year may be the last one that there is
    if visit.date is None or visit.date.last_day() == date.max:
        return None
    return timezone.make_aware(datetime.combine(visit.date.last_day() + timedelta(days=1), time.min))


def changed_at(visit: "DelegationPage", moment: datetime) -> datetime | None:
    """When what the public knows of a visit changed last: at its publication or at a release since; None if never."""
    times = [visit.last_published_at, visit.held_until, release_time(visit)]
    return max((time for time in times if time is not None and time <= moment), default=None)


def public_at(visit: "DelegationPage", moment: datetime) -> PublicVisit:
    """What the public may know of a visit at `moment`.

    Place and programme wait for the release. A person marked as internal is never named, and a row that a translator
    has not filled yet is left out rather than shown in another language.
    """
    released_from = release_time(visit)
    released = released_from is not None and released_from <= moment
    return PublicVisit(
        released=released,
        place=visit.place if released else "",
        programme=[item for item in visit.programme.all() if item.item] if released else [],
        members=[member for member in visit.members.all() if member.public and member.name],
        hosts=[host for host in visit.hosts.all() if host.name],
    )
