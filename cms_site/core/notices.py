"""Telling people by mail what is due: each of them once, whenever the scheduler runs.

Apps register what finds their due notices. A run asks for all of them, leaves out what somebody was told already, asks
again whether the person may know it, and sends the rest.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model

from cms_site.core import mails
from cms_site.core.models.notice import Notice

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Due:
    """Something that people are to be told now.

    kind, about, point  with the person, what makes it the same notice: what is told ("agreement_expiry"), of what
                        ("partnerships.agreement:12"), and at which point of time or state ("30 2027-01-01")
    people              who is to be told; users without an address and inactive ones are left out
    may_receive         asked of a fresh user right before the mail is sent
    subject, template, context  the mail, as `mails.send` takes them
    """

    kind: str
    about: str
    point: str
    people: Iterable[Any]
    may_receive: Callable[[Any], bool]
    subject: Any
    template: str
    context: dict[str, Any] = field(default_factory=dict)


Finder = Callable[[datetime], Iterable[Due]]
_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Add what finds an app's due notices at a moment; called once when the app is ready."""
    if finder not in _finders:
        _finders.append(finder)


@dataclass
class Result:
    """How many mails a run sent, and how many the mail server did not take; those are tried again at the next run."""

    sent: int = 0
    failed: int = 0


def send_due(now: datetime) -> Result:
    """Send all notices that are due at `now` and were not sent yet."""
    result = Result()
    for finder in _finders:
        for due in finder(now):
            for person in due.people:
                _tell(person, due, now, result)
    return result


def _tell(person: Any, due: Due, now: datetime, result: Result) -> None:
    # Fresh from the database, because rights are kept on the object.
    user = get_user_model().objects.filter(pk=person.pk, is_active=True).exclude(email="").first()
    if user is None or not due.may_receive(user):
        return
    notice = Notice.objects.claim(now, kind=due.kind, about=due.about, point=due.point, user=user)
    if notice is None:
        return
    try:
        mails.send(user, due.subject, due.template, due.context)
    except Exception:
        # whatever it was, the others are to get their mail
        notice.release()
        result.failed += 1
        logger.exception("The notice “%s” could not be sent", notice)
    else:
        notice.mark_sent(now)
        result.sent += 1
