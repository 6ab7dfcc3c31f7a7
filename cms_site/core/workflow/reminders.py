"""Mails about urgent publications: at once to those who may confirm them, and again after a day."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cms_site.core.mails import full_address, name_of
from cms_site.core.notices import Due, tell
from cms_site.core.workflow import urgent
from cms_site.core.workflow.models import UrgentPublication

KIND = "urgent_publication"
DAY = timedelta(hours=24)


def due_at(now: datetime) -> Iterator[Due]:
    """What is to be told at `now` of the urgent publications that nobody confirmed, told already or not."""
    for item in UrgentPublication.objects.filter(outcome=urgent.Outcome.OPEN).order_by("since"):
        if item.instance is None:
            continue
        yield _published(item)
        if now - item.since >= DAY:
            yield _due(item, "overdue", _("Unconfirmed for a day: {title}"))


def _published(item: UrgentPublication) -> Due:
    return _due(item, "published", _("Published urgently, please confirm: {title}"))


def _due(item: UrgentPublication, point: str, subject: Any) -> Due:
    return Due(
        kind=KIND,
        about=name_of(item),
        point=point,
        people=urgent.who_may_confirm(item),
        subject=format_lazy(subject, title=item.title),
        template="urgent_publication",
        context={
            "item": item,
            "overdue": point == "overdue",
            "address": full_address(reverse("core_confirm", args=[item.pk])),
        },
    )


def may_be_told(user: Any, item: UrgentPublication) -> bool:
    """Whether a mail about `item` is still for `user`."""
    return urgent.may_confirm(item, user)


def tell_of(item: UrgentPublication) -> None:
    """Write at once to those who may confirm `item`, in the transaction that publishes it."""
    tell(_published(item))
