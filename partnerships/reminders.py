"""Reminders of agreements: that one is about to end, and that a legal step is overdue.

Before the last day of an agreement its owner and the head of foreign relations are reminded three times, 90, 30 and 7
days before. When a run comes late, the nearest of the points that are past counts, so that nobody gets three mails at
once; after the last day there is none. An agreement that is renewed already needs no reminder. Each step that is
overdue is reminded of once. When a date changes, the reminders start anew, because the date is part of their key.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import GroupPagePermission

from cms_site.core.dates import PartialDate
from cms_site.core.mails import edit_address, name_of
from cms_site.core.notices import Due
from partnerships.legal_steps import next_step
from partnerships.models import Agreement

DAYS_BEFORE_THE_END = (90, 30, 7)
KINDS = END, STEP = "agreement_end", "agreement_step"


def due_at(now: datetime) -> Iterator[Due]:
    """All reminders of agreements that are due at `now`, sent or not."""
    today = timezone.localdate(now)
    for agreement in _ending(today):
        yield _end_reminder(agreement, today)
    for agreement in Agreement.objects.sources().overdue_on(today).select_related("owner", "partner"):
        following = next_step(agreement, today)
        if following is not None:
            yield _step_reminder(agreement, *following)


def _ending(today: date) -> QuerySet:
    until = today + timedelta(days=max(DAYS_BEFORE_THE_END))
    renewal = Agreement.objects.signed_by(today).filter(renews=OuterRef("pk"))
    ending = Agreement.objects.sources().in_force_on(today).filter(valid_to__lte=until)
    return ending.exclude(Exists(renewal)).select_related("owner").order_by("valid_to", "pk")


def _end_reminder(agreement: Any, today: date) -> Due:
    left = (agreement.valid_to - today).days
    point = min(days for days in DAYS_BEFORE_THE_END if left <= days)
    return _reminder(
        agreement,
        END,
        f"{point} {agreement.valid_to.isoformat()}",
        _("An agreement is about to end: {title}"),
        {"days": left, "last_day": PartialDate(agreement.valid_to)},
    )


def _step_reminder(agreement: Agreement, step: Any, due: date) -> Due:
    return _reminder(
        agreement,
        STEP,
        f"{step} {due.isoformat()}",
        _("A step of an agreement is overdue: {title}"),
        {"step": step.label, "due": PartialDate(due)},
    )


def _reminder(agreement: Agreement, kind: str, point: str, subject: Any, context: dict[str, Any]) -> Due:
    return Due(
        kind,
        name_of(agreement),
        point,
        people(agreement),
        format_lazy(subject, title=agreement.title),
        kind,
        {**context, "agreement": agreement, "edit_address": edit_address(agreement)},
    )


def may_be_told(user: Any, agreement: Agreement) -> bool:
    """Whether a reminder of `agreement` is still for `user`."""
    rights = agreement.permissions_for_user(user)
    return bool(rights.can_edit() if user.pk == agreement.owner_id else rights.can_publish())


def people(agreement: Agreement) -> list[Any]:
    """Who is reminded: the owner, and those who may publish in the section.

    Administrators may publish everywhere; they are reminded only where nobody has the right nearer to the agreement.
    """
    rights = GroupPagePermission.objects.filter(
        page__in=agreement.get_ancestors(inclusive=True), permission__codename="publish_page"
    )
    nearest = rights.order_by("-page__depth").values_list("page", flat=True).first()
    groups = rights.filter(page=nearest).values("group")
    heads = get_user_model().objects.filter(groups__in=groups, is_active=True).distinct().order_by("pk")
    found = {person.pk: person for person in [agreement.owner, *heads] if person is not None}
    return list(found.values())
