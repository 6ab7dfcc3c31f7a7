"""Texts wait by the clock of the city, on working days from 8 to 17."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from cms_site.core.desk.working_hours import due

KYIV = ZoneInfo("Europe/Kyiv")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=KYIV)


@pytest.mark.parametrize(
    ("start", "hours", "until"),
    [
        ("2016-05-16 10:00", 3, "2016-05-16 13:00"),
        ("2016-05-16 16:30", 1, "2016-05-17 08:30"),
        ("2016-05-16 14:00", 3, "2016-05-16 17:00"),  # not the next morning
        ("2016-05-16 03:00", 1, "2016-05-16 09:00"),
        ("2016-05-16 21:00", 1, "2016-05-17 09:00"),
        ("2016-05-20 16:00", 2, "2016-05-23 09:00"),  # Friday to Monday
        ("2016-05-21 12:00", 9, "2016-05-23 17:00"),  # from a Saturday
        ("2016-05-16 08:00", 27, "2016-05-18 17:00"),
        ("2016-05-16 17:00", 0.5, "2016-05-17 08:30"),
    ],
)
def test_only_working_hours_count(start: str, hours: float, until: str) -> None:
    assert due(at(start), hours, KYIV) == at(until)


@pytest.mark.parametrize(
    ("start", "until"),
    [
        # the clock goes forward on Sunday 27 March 2016, and back on Sunday 30 October
        ("2016-03-25 14:00", "2016-03-28 06:00"),
        ("2016-10-28 13:00", "2016-10-31 07:00"),
    ],
)
def test_a_change_of_the_clock_takes_no_hour_and_gives_none(start: str, until: str) -> None:
    """16:00 on Friday and two hours are 9:00 on Monday, whatever is between them; here in UTC."""
    begins, ends = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (start, until))

    assert begins.astimezone(KYIV).hour == 16
    assert due(begins, 2, KYIV) == ends
    assert due(begins, 2, KYIV).hour == 9
