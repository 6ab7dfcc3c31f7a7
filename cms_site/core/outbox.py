"""The outbox: what is sent to somebody outside is written down in the transaction that causes it, and sent after it.

Whoever saves a page waits for no mail server, and a transaction that is undone sends nothing. What a channel does not
get rid of is tried again with growing pauses, by every run of `send_reminders` and whenever something else is written.
A process that is killed in between leaves a delivery that the next run sends; one that is killed between sending and
remembering it sends that one twice, better than never.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django_tasks import task

from cms_site.core.models.delivery import CLAIMED_FOR, Delivery

logger = logging.getLogger(__name__)

# What was sent is kept for administrators who are asked whether it was.
KEPT = timedelta(days=30)


class DeliveryError(Exception):
    """It could not be sent; says why in words for an administrator."""


class NotNeededError(Exception):
    """It is not to be sent any more; says why."""


@dataclass(frozen=True)
class Channel:
    """A way out of the site.

    name     as it stands in `Delivery.channel`
    label    for the list of administrators
    deliver  sends one delivery; raises DeliveryError with what an administrator may read, or NotNeededError
    """

    name: str
    label: str | Promise
    deliver: Callable[[Delivery], None]


_channels: dict[str, Channel] = {}


def register(channel: Channel) -> None:
    """Add a channel; called once when its app is ready."""
    _channels[channel.name] = channel


def label_of(name: str) -> str:
    """What a channel is called."""
    return str(_channels[name].label) if name in _channels else name


@dataclass
class Result:
    """How many deliveries a run sent, and how many it could not."""

    sent: int = 0
    failed: int = 0


def write(
    channel: str,
    payload: dict[str, Any],
    *,
    title: str,
    recipient: Any = None,
    address: str = "",
    at_once: bool = True,
) -> Delivery:
    """Write down what is to be sent, in the transaction of the caller; it is sent when that is committed.

    title              what the list of administrators calls it
    recipient, address a user, or where else it goes
    at_once            False for a caller that calls `deliver_due` itself
    """
    delivery: Delivery = Delivery.objects.create(
        channel=channel, payload=payload, title=title[:255], recipient=recipient, address=address
    )
    if at_once:
        transaction.on_commit(lambda: deliver_now.enqueue())
    return delivery


@task(backend="background")
def deliver_now() -> None:
    """Send what is due, while nobody waits for it."""
    deliver_due(timezone.now())


def deliver_due(now: datetime) -> Result:
    """Send everything that is due at `now`, with what is written down meanwhile. A failure keeps nothing else back."""
    result, began = Result(), timezone.now()
    while waiting := list(Delivery.objects.due(now).order_by("pk").values_list("pk", flat=True)):
        for pk in waiting:
            # a run may take longer than a claim holds
            claimed = now + (timezone.now() - began)
            if Delivery.objects.due(now).filter(pk=pk).update(claimed=claimed):
                _deliver(pk, now, result)
    return result


def try_again(delivery: Delivery, now: datetime) -> Delivery:
    """Send `delivery` now, also if it was given up or waits for its next try; returns it as it is afterwards."""
    unsent = Delivery.objects.unsent().filter(pk=delivery.pk)
    unsent.exclude(claimed__gte=now - CLAIMED_FOR).update(state=Delivery.State.WAITING, next_try=None)
    if Delivery.objects.due(now).filter(pk=delivery.pk).update(claimed=now):
        _deliver(delivery.pk, now, Result())
    delivery.refresh_from_db()
    return delivery


def forget(now: datetime) -> None:
    """Delete what was sent, given up or not needed any more long ago."""
    Delivery.objects.filter(created__lt=now - KEPT).exclude(state=Delivery.State.WAITING).delete()


def _deliver(pk: int, now: datetime, result: Result) -> None:
    delivery = Delivery.objects.filter(pk=pk).first()
    if delivery is None:
        return
    with translation.override(settings.LANGUAGE_CODE):
        try:
            _send(delivery)
        except NotNeededError as reason:
            delivery.mark_not_needed(str(reason))
        except DeliveryError as error:
            delivery.mark_failed(now, str(error))
            result.failed += 1
        except Exception:
            # whatever it was, the others are to be sent
            logger.exception("“%s” could not be sent", delivery)
            delivery.mark_failed(now, _("Something went wrong in the site; its log says more."))
            result.failed += 1
        else:
            delivery.mark_sent(now)
            result.sent += 1


def _send(delivery: Delivery) -> None:
    if delivery.channel not in _channels:
        raise DeliveryError(_("The site does not know the channel “%s”.") % delivery.channel)
    _channels[delivery.channel].deliver(delivery)
