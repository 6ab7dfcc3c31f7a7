"""Mails about urgent publications: at once to those who may confirm them, and again after a day."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from cms_site.core import notices
from cms_site.core.notices import Due
from cms_site.core.workflow import urgent
from cms_site.core.workflow.models import UrgentPublication

DAY = timedelta(hours=24)


def due_at(now: datetime) -> Iterator[Due]:
    """What is to be told at `now` of the urgent publications that nobody confirmed, told already or not."""
    for item in UrgentPublication.objects.filter(outcome=urgent.Outcome.OPEN).order_by("since"):
        if item.instance is None:
            continue
        yield _due(item, "published", _("Published urgently, please confirm: {title}"))
        if now - item.since >= DAY:
            yield _due(item, "overdue", _("Unconfirmed for a day: {title}"))


def _due(item: UrgentPublication, point: str, subject: Any) -> Due:
    return Due(
        kind="urgent_publication",
        about=f"core.urgentpublication:{item.pk}",
        point=point,
        people=urgent.who_may_confirm(item),
        may_receive=lambda user: urgent.may_confirm(item, user),
        subject=format_lazy(subject, title=item.title),
        template="urgent_publication",
        context={
            "item": item,
            "overdue": point == "overdue",
            "address": urljoin(settings.WAGTAILADMIN_BASE_URL, reverse("core_confirm", args=[item.pk])),
        },
    )


@task(backend="background")
def tell_now() -> None:
    """Send what is due. Nobody who publishes waits for the mail server, and what fails the next run makes up for."""
    notices.send_due(timezone.now())
