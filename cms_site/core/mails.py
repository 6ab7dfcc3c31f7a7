"""Mails of the site: plain text and HTML from two templates, through the outbox.

Whoever is told something of a page or record by mail may have lost the right to know it by the time it is sent: what a
kind of mail needs is registered here as a check and asked again right before.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from smtplib import SMTPAuthenticationError, SMTPException, SMTPRecipientsRefused
from typing import Any
from urllib.parse import urljoin

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms_site.core import outbox
from cms_site.core.models.delivery import Delivery
from cms_site.core.outbox import Channel, DeliveryError, NotNeededError

logger = logging.getLogger(__name__)

MAIL = "mail"

Check = Callable[[Any, Any], bool]
_checks: dict[str, Check] = {}


@dataclass(frozen=True)
class Outsider:
    """Somebody without an account who gets a mail, in a language of the site."""

    name: str
    email: str
    language: str


@dataclass(frozen=True)
class Words:
    """A mail as it is read."""

    subject: str
    text: str
    html: str


def edit_address(page: Any) -> str:
    """The full address at which a page is edited."""
    return full_address(reverse("wagtailadmin_pages:edit", args=[page.pk]))


def full_address(path: str) -> str:
    """The address of `path` on this site, as it stands in a mail."""
    return urljoin(settings.WAGTAILADMIN_BASE_URL, path)


def register_check(kind: str, check: Check) -> None:
    """Let `check(user, thing)` decide whether a mail of that kind about `thing` may be sent to `user`.

    The user is fresh from the database, and None for an outsider. Called once when the app is ready.
    """
    _checks[kind] = check


def name_of(thing: Any) -> str:
    """What stands for a page or record where only text can: "partnerships.agreement:12"."""
    return f"{thing._meta.label_lower}:{thing.pk}"


def may_receive(kind: str, user: Any, about: str) -> bool:
    """Whether a mail of that kind about the page or record named `about` may be sent to `user` now."""
    label, _colon, pk = about.partition(":")
    model: Any = apps.get_model(label)
    thing = model._base_manager.filter(pk=pk).first()
    return thing is not None and kind in _checks and _checks[kind](user, thing)


def render(to: Any, subject: Any, template: str, context: dict[str, Any]) -> Words:
    """What `emails/<template>.txt` and `.html` say to a user or Outsider, in the language of the site or the outsider.

    Times are those of the city. A `subject` that is lazy is translated.
    """
    outside = isinstance(to, Outsider)
    name = to.name if outside else to.get_full_name() or to.get_username()
    language = to.language if outside else settings.LANGUAGE_CODE
    with translation.override(language), timezone.override(timezone.get_default_timezone()):
        subject = " ".join(str(subject).split())
        context = {**context, "name": name, "subject": subject, "site_name": settings.WAGTAIL_SITE_NAME}
        text = render_to_string(f"emails/{template}.txt", context)
        return Words(subject, text, render_to_string(f"emails/{template}.html", context))


def write(
    to: Any,
    subject: Any,
    template: str,
    context: dict[str, Any],
    *,
    kind: str = "",
    about: str = "",
    at_once: bool = True,
) -> Delivery:
    """Write down a mail to a user or Outsider in the transaction of the caller; it is sent when that is committed.

    With `kind` and `about`, only if `may_receive` still says so then.
    """
    words = render(to, subject, template, context)
    outside = isinstance(to, Outsider)
    return outbox.write(
        MAIL,
        payload_of(words, kind, about),
        title=words.subject,
        recipient=None if outside else to,
        address=to.email if outside else "",
        at_once=at_once,
    )


def payload_of(words: Words, kind: str = "", about: str = "") -> dict[str, Any]:
    """What the outbox keeps of a mail until it is sent."""
    return {"subject": words.subject, "text": words.text, "html": words.html, "kind": kind, "about": about}


def recipient_of(delivery: Delivery) -> Any:
    """The user a delivery is for, as the database has them now; raises NotNeededError if they cannot be written to."""
    user = get_user_model().objects.filter(pk=delivery.recipient_id or 0, is_active=True).exclude(email="").first()
    if user is None:
        raise NotNeededError(_("The recipient has left or has no address any more."))
    return user


def deliver(delivery: Delivery) -> None:
    """Send a mail that was written down, if its recipient may still know what it says."""
    payload = delivery.payload
    user = recipient_of(delivery) if delivery.recipient_id else None
    if payload["kind"] and not may_receive(payload["kind"], user, payload["about"]):
        raise NotNeededError(_("It does not concern the recipient any more."))
    address = user.email if user else delivery.address
    post(address, Words(payload["subject"], payload["text"], payload["html"]))


def post(address: str, words: Words) -> None:
    """Hand a mail to the mail server; raises DeliveryError if that does not take it."""
    mail = EmailMultiAlternatives(
        words.subject,
        words.text,
        to=[address],
        headers={"Auto-Submitted": "auto-generated"},
        connection=get_connection(settings.MAIL_SERVER),
    )
    if words.html:
        mail.attach_alternative(words.html, "text/html")
    try:
        mail.send()
    except OSError as error:
        logger.warning("The mail server did not take “%s”", words.subject, exc_info=True)
        raise DeliveryError(_in_plain_words(error)) from error


def _in_plain_words(error: OSError) -> str:
    if isinstance(error, SMTPRecipientsRefused):
        return _("The mail server does not accept the address of the recipient.")
    if isinstance(error, SMTPAuthenticationError):
        return _("The mail server does not accept the name or password of the site.")
    if isinstance(error, SMTPException):
        return _("The mail server did not accept the mail.")
    return _("The mail server cannot be reached.")


CHANNEL = Channel(MAIL, gettext_lazy("Mail"), deliver)
