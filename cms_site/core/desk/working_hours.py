"""Until when a text may wait: working hours are Monday to Friday from 8 to 17, by the clock of the city."""

from datetime import datetime, time, timedelta, tzinfo

OPENS, CLOSES = time(8), time(17)
WORKING_DAYS = range(5)


def due(start: datetime, hours: float, zone: tzinfo) -> datetime:
    """The moment at which `hours` working hours have passed since `start`, in `zone`; both moments are aware.

    Public holidays count as working days. Clocks change on Sunday nights, so that every working day has nine hours.
    """
    # by the clock on the wall; there it is the zone's own business how far it is from UTC
    wall = start.astimezone(zone).replace(tzinfo=None)
    left = timedelta(hours=hours)
    while True:
        opens, closes = datetime.combine(wall, OPENS), datetime.combine(wall, CLOSES)
        begins = max(wall, opens)
        if wall.weekday() in WORKING_DAYS and begins < closes:
            if begins + left <= closes:
                return (begins + left).replace(tzinfo=zone)
            left -= closes - begins
        wall = opens + timedelta(days=1)
