"""Telling people by mail what is due: each of them once, whenever the scheduler runs.

Apps register what finds their due notices. A run asks for all of them, leaves out what somebody was told already, and
writes the rest into the outbox. What happens at a moment, not as days pass, is told by `tell` in its own transaction.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from wagtail.users.models import UserProfile

from cms_site.core import mails, outbox
from cms_site.core.models.mail_choice import MailChoice
from cms_site.core.models.notice import Notice

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Due:
    """Something that people are to be told now.

    kind, about, point  with the person, what makes it the same notice: what is told ("agreement_end"), of what
                        ("partnerships.agreement:12"), and at which point of time or state ("30 2027-01-01"). For `kind`
                        a check is registered with `mails.register_check`
    people              who is to be told; users without an address and inactive ones are left out
    subject, template, context  the mail, as `mails.write` takes them
    preference          the choice in the account of the person that says how they want to be told: "submitted",
                        "rejected" or "approved"; empty for what is urgent
    """

    kind: str
    about: str
    point: str
    people: Iterable[Any]
    subject: Any
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    preference: str = ""


Finder = Callable[[datetime], Iterable[Due]]
_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Add what finds an app's due notices at a moment; called once when the app is ready."""
    if finder not in _finders:
        _finders.append(finder)


def send_due(now: datetime) -> outbox.Result:
    """Write down all notices that are due at `now` and were not told yet, then send what is in the outbox.

    What cannot be found or written is logged and counted as failed, and keeps nothing else back.
    """
    failed = sum(_write_down(finder, now) for finder in _finders)
    result = outbox.deliver_due(now)
    result.failed += failed
    return result


def _write_down(finder: Finder, now: datetime) -> int:
    failed = 0
    try:
        for due in finder(now):
            try:
                tell(due, at_once=False)
            except Exception:
                logger.exception("The notice “%s” of %s could not be written", due.kind, due.about)
                failed += 1
    except Exception:
        logger.exception("The notices of %s could not be found", finder.__module__)
        failed += 1
    return failed


def tell(due: Due, *, at_once: bool = True) -> None:
    """Write `due` to those of its people who may know it and were not told yet."""
    told = Notice.objects.filter(kind=due.kind, about=due.about, point=due.point).values_list("user", flat=True)
    told_already = set(told)
    for person in due.people:
        if person.pk in told_already:
            continue
        # Fresh from the database, because rights are kept on the object.
        user = get_user_model().objects.filter(pk=person.pk, is_active=True).exclude(email="").first()
        if user is None or not (_wants(user, due) and mails.may_receive(due.kind, user, due.about)):
            continue
        with transaction.atomic():
            key: Any = {"kind": due.kind, "about": due.about, "point": due.point, "user": user}
            if Notice.objects.get_or_create(**key)[1]:
                mails.write(
                    user,
                    due.subject,
                    due.template,
                    due.context,
                    kind=due.kind,
                    about=due.about,
                    at_once=at_once,
                )


def _wants(user: Any, due: Due) -> bool:
    """Whether `user` wants to be told at once."""
    if not due.preference:
        return True
    profile = UserProfile.objects.filter(user=user).first()
    if profile is not None and not getattr(profile, f"{due.preference}_notifications"):
        return False
    choice = MailChoice.objects.filter(user=user).first()
    return choice is None or due.preference not in choice.gathered
