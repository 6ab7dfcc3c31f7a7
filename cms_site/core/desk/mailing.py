"""Mails of the desk: that a text is overdue, at once; and what waits for a person, in a digest at chosen hours."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import AbstractGroupApprovalTask, TaskState, WorkflowState
from wagtail.users.models import UserProfile

from cms_site.core import mails, outbox
from cms_site.core.desk import mine, waiting
from cms_site.core.mails import full_address, name_of
from cms_site.core.models.delivery import Delivery
from cms_site.core.models.mail_choice import MailChoice
from cms_site.core.notices import Due
from cms_site.core.outbox import Channel, NotNeededError
from cms_site.core.translation.board import news
from cms_site.core.translation.board.news import News, news_for
from cms_site.core.workflow.notifications import context_of_step, may_act, people_of

logger = logging.getLogger(__name__)

OVERDUE, DIGEST = "overdue", "digest"


def overdue_at(now: datetime) -> Iterator[Due]:
    """The texts that waited at a step for longer than they may, told already or not."""
    states = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, workflow_state__status=WorkflowState.STATUS_IN_PROGRESS
    )
    for row in waiting.with_due_times(states.order_by("pk")):
        if row.due is not None and row.due <= now:
            yield Due(
                kind=OVERDUE,
                about=name_of(row.state),
                point=OVERDUE,
                people=people_of(row.state),
                subject=format_lazy(gettext_lazy("Overdue: {title}"), title=row.text.title),
                template="workflow_submitted",
                context={**context_of_step(row.state), "due": row.due},
            )


class Digest:
    """What waits for a person at this moment, of the kinds that they want gathered.

    What is new to be translated is that of a time, from the first moment to the second.
    """

    def __init__(self, user: Any, time: tuple[datetime, datetime]) -> None:
        self.user, self.time = user, time
        choice = MailChoice.objects.filter(user=user).first()
        self.gathered = choice.gathered if choice else []

    @cached_property
    def waiting(self) -> list[waiting.Waiting]:
        """The texts that they may approve now as members of a group of the step."""
        if not self._wants("submitted"):
            return []
        groups = set(self.user.groups.values_list("pk", flat=True))
        steps = [
            step
            for step in waiting.steps()
            if isinstance(step, AbstractGroupApprovalTask)
            and groups.intersection(step.groups.values_list("pk", flat=True))
        ]
        return waiting.waiting_for(self.user, steps)

    @cached_property
    def returned(self) -> list[mine.Returned]:
        """Their texts that were returned and that they did not submit again."""
        return mine.returned_to(self.user) if self._wants("rejected") else []

    @cached_property
    def translations(self) -> News:
        """What came up to be translated where they work, as far as nobody is on it."""
        return news_for(self.user, *self.time) if news.KIND in self.gathered else news.NOTHING

    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not (self.waiting or self.returned or self.translations.jobs)

    def _wants(self, preference: str) -> bool:
        profile = UserProfile.get_for_user(self.user)
        return preference in self.gathered and bool(getattr(profile, f"{preference}_notifications"))


def write_digests(now: datetime) -> int:
    """Write a digest to everybody for whom an hour of their choice has come since the last one, and something waits.

    After a night without a scheduler it is one digest, not one for each hour that was missed. Returns how many could
    not be written; the log says why, and the others are.
    """
    news.choose_for_translators()
    failed = 0
    for choice in MailChoice.objects.exclude(gathered=[]).select_related("user__wagtail_userprofile"):
        try:
            hour = last_hour(choice.hours, now, _zone_of(choice.user))
            if hour is not None and hour > choice.told_until:
                _write(choice, hour)
        except Exception:
            logger.exception("The digest for %s could not be written", choice.user)
            failed += 1
    return failed


@transaction.atomic
def _write(choice: MailChoice, hour: datetime) -> None:
    if not MailChoice.objects.filter(pk=choice.pk, told_until__lt=hour).update(told_until=hour):
        return
    user = choice.user
    waits = Delivery.objects.unsent().filter(channel=DIGEST, recipient=user, state=Delivery.State.WAITING)
    if not (user.is_active and user.email) or waits.exists():
        return
    time = choice.told_of_work_until, hour
    MailChoice.objects.filter(pk=choice.pk).update(told_of_work_until=hour)
    if not Digest(user, time).is_empty():
        payload = {"time": [moment.isoformat() for moment in time]}
        outbox.write(DIGEST, payload, title=_("What waits for you"), recipient=user, at_once=False)


def last_hour(hours: list[int], now: datetime, zone: ZoneInfo) -> datetime | None:
    """The last moment up to `now` at which the clock in `zone` showed one of `hours`, in UTC; None without hours.

    An hour that a clock skips in spring comes when it would have come, one that it shows twice comes once.
    """
    today = now.astimezone(zone).date()
    days = [today - timedelta(days=1), today]
    # in UTC, because moments of one zone are compared by their wall clocks
    shown = [datetime.combine(day, time(hour), tzinfo=zone) for day in days for hour in hours]
    moments = [moment.astimezone(UTC) for moment in shown]
    return max((moment for moment in moments if moment <= now), default=None)


def _zone_of(user: Any) -> ZoneInfo:
    return ZoneInfo(UserProfile.get_for_user(user).get_current_time_zone())


def deliver(delivery: Delivery) -> None:
    """Send a digest of what waits when it is sent, which may be later than it was written."""
    user = mails.recipient_of(delivery)
    now = timezone.now().isoformat()
    since, until = map(datetime.fromisoformat, delivery.payload.get("time", (now, now)))
    digest = Digest(user, (since, until))
    if digest.is_empty():
        raise NotNeededError(_("Nothing waits for the recipient any more."))
    home = full_address(reverse("wagtailadmin_home"))
    context = {"digest": digest, "host": full_address("/").rstrip("/"), "home": home}
    mails.post(user.email, mails.render(user, gettext_lazy("What waits for you"), "digest", context))


CHANNEL = Channel(DIGEST, gettext_lazy("Digest"), deliver)


def install() -> None:
    """Say who may be told, and how a digest is sent; called once when the app is ready."""
    mails.register_check(OVERDUE, may_act)
    outbox.register(CHANNEL)
