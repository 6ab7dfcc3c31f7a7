"""When an agreement is in force: the rule once, for one agreement in Python and for many in SQL.

It says no more than is recorded. In force on a day is what was signed by then, has begun, and has not ended: either its
last day is recorded or it is valid without end. A signing known to the month or year counts when that month or year is
over; until then, and where nothing is recorded, the validity is unknown.
"""

from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Case, CharField, Q, Value, When
from django.utils.translation import gettext_lazy as _

from cms_site.core.dates import PartialDate, Precision


class Validity(models.TextChoices):
    """Whether an agreement is in force."""

    IN_FORCE = "in_force", _("In force")
    NOT_YET = "not_yet", _("Not yet in force")
    EXPIRED = "expired", _("Expired")
    UNKNOWN = "unknown", _("Not recorded")


def validity_on(agreement: Any, day: date) -> Validity:
    """Whether the agreement is in force on `day`."""
    signed = agreement.date
    if signed is None:
        return Validity.UNKNOWN
    if agreement.valid_to and agreement.valid_to < day:
        return Validity.EXPIRED
    if signed.first_day() > day or (agreement.valid_from and agreement.valid_from > day):
        return Validity.NOT_YET
    ends = agreement.valid_to or agreement.without_end
    return Validity.IN_FORCE if ends and signed.last_day() <= day else Validity.UNKNOWN


def signed_by(day: date, prefix: str = "") -> Q:
    """What was certainly signed by the end of `day`; `prefix` leads from the rows to the agreement."""
    signed = Q()
    following = day + timedelta(days=1) if day < date.max else day
    for precision in Precision.values:
        # the last day of a period is not after `day`, if the period is an earlier one than that of the day after
        current = PartialDate(following, precision=precision).first_day()
        last = Q(**{f"{prefix}end_date__lt": current}) | Q(
            **{f"{prefix}end_date": None, f"{prefix}start_date__lt": current}
        )
        signed |= Q(**{f"{prefix}date_precision": precision}) & last
    return signed


def signed_after(day: date, prefix: str = "") -> Q:
    """What is to be signed after `day` for certain."""
    signed = Q()
    for precision in Precision.values:
        current = PartialDate(day, precision=precision).last_day()
        signed |= Q(**{f"{prefix}date_precision": precision, f"{prefix}start_date__gt": current})
    return signed


def in_force_on(day: date, prefix: str = "") -> Q:
    """What is in force on `day`."""
    begun = Q(**{f"{prefix}valid_from": None}) | Q(**{f"{prefix}valid_from__lte": day})
    lasts = Q(**{f"{prefix}valid_to__gte": day}) | Q(**{f"{prefix}valid_to": None, f"{prefix}without_end": True})
    return begun & lasts & signed_by(day, prefix)


def validity_in_sql(day: date, prefix: str = "") -> Case:
    """`validity_on` as an expression."""
    not_yet = signed_after(day, prefix) | Q(**{f"{prefix}valid_from__gt": day})
    return Case(
        When(Q(**{f"{prefix}start_date": None}), then=Value(Validity.UNKNOWN.value)),
        When(Q(**{f"{prefix}valid_to__lt": day}), then=Value(Validity.EXPIRED.value)),
        When(in_force_on(day, prefix), then=Value(Validity.IN_FORCE.value)),
        When(not_yet, then=Value(Validity.NOT_YET.value)),
        default=Value(Validity.UNKNOWN.value),
        output_field=CharField(),
    )
