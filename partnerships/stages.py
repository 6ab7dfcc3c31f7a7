"""The history of a partnership: its stages in the order in which they were reached."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cms_site.core.dates import PartialDate
from partnerships.choices import Stage

# A stage and when it was reached; None where that is not recorded.
Step = tuple[str, PartialDate | None]


def problems(steps: Sequence[Step], today: date) -> dict[int, dict[str, str]]:
    """What cannot be true of a history, by the number of its line: field and sentence. Empty when all is well.

    Vague dates get the benefit of the doubt: September 2016 is not before 5 September 2016.
    """
    found: dict[int, dict[str, str]] = {}
    last: Step | None = None
    for number, (stage, when) in enumerate(steps):
        errors = {}
        if stage == Stage.CONTACT and number and steps[number - 1][0] != Stage.DORMANT:
            errors["stage"] = _("A first contact comes first, or after a time in which the partnership was dormant.")
        if when is not None and when.first_day() > today:
            errors["start_date"] = _("This day has not come yet. A stage is recorded once it is reached.")
        elif when is not None and last is not None and when.last_day() < last[1].first_day():  # type: ignore[union-attr]
            errors["start_date"] = _too_early(last)
        if errors:
            found[number] = errors
        elif when is not None:
            last = (stage, when)
    return found


def _too_early(last: Step) -> Any:
    said = {"stage": Stage(last[0]).label, "date": last[1]}
    return _("This is before “%(stage)s” (%(date)s), which stands above. Put the lines in the order of events.") % said


def disagreement(stage: str, steps: Sequence[Step]) -> str:
    """Why `stage` cannot be the present one; empty when it is the last of the history, or when there is no history."""
    if not steps or stage == steps[-1][0]:
        return ""
    reached = Stage(steps[-1][0]).label
    return _("The history ends with “%(stage)s”. Add a line to the history, or leave this empty.") % {"stage": reached}
