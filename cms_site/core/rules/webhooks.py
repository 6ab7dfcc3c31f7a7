"""Signed messages to other programs, with public facts only.

The signature is that of HMAC (RFC 2104) with SHA-256 over the time, a point and the body. A receiver that compares it,
refuses old times and remembers the numbers of deliveries can be told nothing by anybody else, nor anything twice.
"""

import hashlib
import hmac
import json
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import Timer
from typing import Any
from urllib.parse import SplitResult, urlsplit
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from cms_site.core import outbox
from cms_site.core.models.delivery import Delivery
from cms_site.core.outbox import Channel, DeliveryError, NotNeededError
from cms_site.core.rules.happening import Happening
from cms_site.core.rules.names import Names
from cms_site.core.rules.registry import Action, Outcome, Settings

WEBHOOK = "webhook"
# Seconds from the first packet to the status of the answer.
TIMEOUT = 10
LOCALHOST = {"localhost", "127.0.0.1", "::1"}
# Translates addresses of the old kind into new ones (RFC 6052); the last four bytes are the old one.
NAT64 = IPv6Network("64:ff9b::/96")


def check_url(url: str) -> None:
    """Raise ValidationError for an address that nothing may be sent to, as far as its letters tell."""
    try:
        parts = urlsplit(url)
        valid = bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        valid = False
    if not valid or parts.username is not None or parts.fragment:
        raise ValidationError(_("Write an address such as https://example.org/hook, without a name or password in it."))
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_own_machine(parts)):
        raise ValidationError(_("The address has to begin with https://."))
    if _is_private_number(parts):
        raise ValidationError(_("The receiver is inside a private network, where nothing is sent to."))


def _is_private_number(parts: SplitResult) -> bool:
    """Whether the host is written as a number of a private network; what a name stands for is seen when it is sent."""
    try:
        return not _is_own_machine(parts) and not is_public(parts.hostname or "")
    except ValueError:
        return False


def _is_own_machine(parts: SplitResult) -> bool:
    """Whether a developer tries it out on their own machine, where the settings allow that."""
    return bool(settings.WEBHOOKS_TO_LOCALHOST and parts.hostname in LOCALHOST)


def body_of(happening: Happening) -> dict[str, Any]:
    """What a receiver is told: what readers know. Of a page they do not know, neither title nor address."""
    return {
        "event": happening.event,
        "type": happening.page_type,
        "address": happening.address or None,
        "title": happening.title if happening.address else None,
        "language": happening.language,
        "weight": happening.weight or None,
        "time": happening.at.isoformat(),
    }


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """What stands in the header `X-Webhook-Signature`."""
    return "sha256=" + hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def deliver(delivery: Delivery) -> None:
    """Send a webhook that was written down, signed with the secret that its rule has now."""
    from cms_site.core.rules.models import ContentRule

    payload = delivery.payload
    rule = ContentRule.objects.filter(pk=payload["rule"]).first()
    if rule is None:
        raise NotNeededError(_("The rule does not exist any more."))
    body = payload["body"].encode()
    timestamp = str(int(timezone.now().timestamp()))
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Ratusha",
        "X-Webhook-Event": payload["event"],
        "X-Webhook-Delivery": payload["number"],
        "X-Webhook-Timestamp": timestamp,
        "X-Webhook-Signature": signature(rule.secret, timestamp, body),
    }
    status = post(delivery.address, body, headers)
    if 300 <= status < 400:
        raise DeliveryError(_("The receiver answered %d: it points elsewhere, which is not followed.") % status)
    if not 200 <= status < 300:
        raise DeliveryError(_("The receiver answered %d.") % status)


def post(url: str, body: bytes, headers: dict[str, str]) -> int:
    """The status that `url` answers. Raises DeliveryError where there is none, or where it may not be asked."""
    try:
        check_url(url)
    except ValidationError as error:
        raise DeliveryError(error.messages[0]) from error
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    connection = CheckedConnection(parts.hostname or "", port, checked_address(parts, port), parts.scheme == "https")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        with _in_time(connection):
            connection.request("POST", path, body, headers)
            return connection.getresponse().status
    except ssl.SSLError as error:
        raise DeliveryError(_("The certificate of the receiver is not valid.")) from error
    except TimeoutError as error:
        raise DeliveryError(_("The receiver did not answer in time.")) from error
    except (OSError, HTTPException, ValueError) as error:
        raise DeliveryError(_("The receiver cannot be reached, or does not answer properly.")) from error
    finally:
        connection.close()


def checked_address(parts: SplitResult, port: int) -> str:
    """The address of a host to connect to; raises DeliveryError if it has one inside a private network."""
    try:
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise DeliveryError(_("The name of the receiver is not known.")) from error
    addresses = [str(row[4][0]) for row in found]
    if not _is_own_machine(parts) and not all(is_public(address) for address in addresses):
        raise DeliveryError(_("The receiver is inside a private network, where nothing is sent to."))
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, also the one that is wrapped in it."""
    found = ip_address(address.partition("%")[0])
    return _is_global(found) and all(_is_global(inner) for inner in _wrapped(found))


def _wrapped(address: IPv4Address | IPv6Address) -> list[IPv4Address]:
    if isinstance(address, IPv4Address):
        return []
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in NAT64:
        found.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return [inner for inner in found if inner is not None]


def _is_global(address: IPv4Address | IPv6Address) -> bool:
    return address.is_global and not address.is_multicast and not address.is_reserved


class CheckedConnection(HTTPConnection):
    """A connection to an address that was checked, whatever the name stands for by now."""

    def __init__(self, host: str, port: int, address: str, secure: bool) -> None:
        super().__init__(host, port, timeout=TIMEOUT)
        self.address = address
        self.secure = secure
        self.default_port = 443 if secure else 80

    def connect(self) -> None:
        """Connect; the certificate has to be one of the host that was asked for."""
        self.sock = socket.create_connection((self.address, self.port), self.timeout)
        if self.secure:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)


@contextmanager
def _in_time(connection: CheckedConnection) -> Iterator[None]:
    """End a connection that takes longer than `TIMEOUT` in all, however often it gives a sign of life."""
    late = []

    def end() -> None:
        late.append(True)
        if connection.sock is not None:
            connection.sock.shutdown(socket.SHUT_RDWR)

    timer = Timer(TIMEOUT, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (OSError, HTTPException) as error:
        if late:
            raise TimeoutError from error
        raise
    finally:
        timer.cancel()


def _perform(given: Settings, run: Any) -> Outcome:
    happening = run.happening
    delivery = outbox.write(
        WEBHOOK,
        {
            "rule": run.rule_id,
            "event": happening.event,
            "number": str(uuid4()),
            "body": json.dumps(body_of(happening), ensure_ascii=False),
        },
        title=f"{run.rule}: {run.title}",
        address=given["url"],
        at_once=False,
    )
    return Outcome(_phrase(given), [delivery.pk])


def _phrase(given: Settings, *args: Any) -> str:
    return _("webhook to %s") % urlsplit(given["url"]).hostname


def _foresee(given: Settings, happening: Happening, names: Names) -> str:
    return f"{_phrase(given)}: {json.dumps(body_of(happening), ensure_ascii=False)}"


CHANNEL = Channel(WEBHOOK, gettext_lazy("Webhook"), deliver)
ACTION = Action(
    WEBHOOK,
    blocks.StructBlock(
        [
            (
                "url",
                blocks.CharBlock(
                    max_length=500,
                    label=gettext_lazy("Address"),
                    validators=[check_url],
                    help_text=gettext_lazy(
                        "Gets a POST with JSON: event, page type, address, title, language, kind of change, time. "
                        "Signed with the secret of the rule, which its page “Webhook secret” makes."
                    ),
                ),
            )
        ],
        label=gettext_lazy("Call a webhook"),
        icon="link-external",
    ),
    _perform,
    _phrase,
    _foresee,
)
