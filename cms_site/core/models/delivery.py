"""What the site has to send to somebody outside: written down with what caused it, sent afterwards."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

# Who claimed a delivery and told nothing of it in that time has died with its process.
CLAIMED_FOR = timedelta(minutes=15)
# After the first failure, after the second and so on; after the last one it is given up.
PAUSES = (
    *(timedelta(minutes=minutes) for minutes in (1, 5, 15)),
    *(timedelta(hours=hours) for hours in (1, 3, 6, 12, 24, 24, 24)),
)


class DeliveryQuerySet(models.QuerySet):
    """Deliveries by what is to be done with them."""

    def due(self, now: datetime) -> "DeliveryQuerySet":
        """Those whose time has come and that nobody is sending."""
        come = Q(next_try=None) | Q(next_try__lte=now)
        free = Q(claimed=None) | Q(claimed__lt=now - CLAIMED_FOR)
        return self.filter(come, free, state=Delivery.State.WAITING)

    def unsent(self) -> "DeliveryQuerySet":
        """Those that wait, for the first time or again, and those that were given up."""
        return self.filter(state__in=[Delivery.State.WAITING, Delivery.State.GIVEN_UP])

    def failing_for(self, time: timedelta) -> "DeliveryQuerySet":
        """Those that could not be sent, although they are older than `time`."""
        return self.unsent().filter(tries__gt=0, created__lt=timezone.now() - time)


class Delivery(models.Model):
    """One message on its way through a channel (mail, webhook). It is claimed before each try, by one process alone."""

    class State(models.TextChoices):
        """Where a delivery stands."""

        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        NOT_NEEDED = "not_needed", _("Not needed any more")
        GIVEN_UP = "given_up", _("Given up")

    channel = models.CharField(_("channel"), max_length=30)
    title = models.CharField(_("title"), max_length=255)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("recipient"),
    )
    address = models.CharField(_("address"), max_length=500, blank=True)
    # Only the channel understands it; emptied when it is sent, because it may hold what is meant for one person.
    payload = models.JSONField(_("content"), default=dict)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.WAITING)
    tries = models.PositiveIntegerField(_("tries"), default=0)
    # None is at once.
    next_try = models.DateTimeField(_("next try"), null=True)
    claimed = models.DateTimeField(_("claimed"), null=True)
    created = models.DateTimeField(_("created"), default=timezone.now)
    sent = models.DateTimeField(_("sent"), null=True)
    last_error = models.TextField(_("last error"), blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        default_permissions = ()
        permissions = [
            ("keep_outbox", gettext_noop("Can see what waits to be sent or could not be sent, and send it again"))
        ]
        indexes = [
            # what is due: asked at every run
            models.Index(fields=["next_try"], condition=Q(state="waiting"), name="delivery_due"),
            # the list of administrators, and what is old enough to be forgotten
            models.Index(fields=["-created"], name="delivery_newest"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def to(self) -> str:
        """Whom it is for, by name or address."""
        person: Any = self.recipient
        return (person.get_full_name() or person.get_username()) if person else self.address

    def mark_sent(self, now: datetime) -> None:
        """Remember that it was sent, and no longer what it said."""
        self._close(self.State.SENT, sent=now, last_error="")

    def mark_not_needed(self, reason: str) -> None:
        """Remember that it was not to be sent any more, and why."""
        self._close(self.State.NOT_NEEDED, last_error=reason)

    def mark_failed(self, now: datetime, error: str) -> None:
        """Remember a try that failed: the next one comes later each time, and not for ever."""
        self.tries += 1
        self.claimed = None
        self.last_error = error
        if self.tries > len(PAUSES):
            self.state = self.State.GIVEN_UP
        else:
            self.next_try = now + PAUSES[self.tries - 1]
        self.save()

    def _close(self, state: "Delivery.State", **fields: Any) -> None:
        self.state, self.claimed, self.payload = state, None, {}
        for name, value in fields.items():
            setattr(self, name, value)
        self.save()
