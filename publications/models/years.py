"""Years as facts of publications."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# Wide enough for any printed book of the region and narrow enough to catch a slip of the finger.
FIRST_YEAR, LAST_YEAR = 1574, 2100


def first_of(year: int) -> date:
    """The first day of `year`, which stands for the whole of it in the catalogue."""
    return date(year, 1, 1)


def year_constraint(name: str) -> models.CheckConstraint:
    """The database's part of the rule that a recorded year is a likely one."""
    return models.CheckConstraint(
        condition=Q(year=None) | Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
        name=name,
        violation_error_message=_("This year is unlikely: please compare it with the publication."),
    )
