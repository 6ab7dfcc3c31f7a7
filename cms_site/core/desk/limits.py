"""Until when texts may wait at a step, by their type."""

from datetime import datetime

from django.utils.timezone import get_default_timezone

from cms_site.core.desk.models import TimeLimit
from cms_site.core.desk.working_hours import due


class TimeLimits:
    """The limits of all types, read once."""

    def __init__(self) -> None:
        self._hours: dict[int | None, int] = dict(TimeLimit.objects.values_list("content_type", "hours"))

    def due(self, content_type_id: int, since: datetime) -> datetime | None:
        """Until when a text of that type may wait that came in at `since`; None where no limit is set."""
        hours = self._hours.get(content_type_id, self._hours.get(None))
        return None if hours is None else due(since, hours, get_default_timezone())
