"""Webhooks tell other programs what readers know, signed, and only programs on the public internet."""

import json
import socket
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from hmac import new as hmac
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms_site.core import outbox
from cms_site.core.models import Delivery
from cms_site.core.models.delivery import PAUSES
from cms_site.core.outbox import DeliveryError
from cms_site.core.rules import webhooks
from tests.factories.rules import make_rule
from tests.integration.core.test_four_eyes import Desk

pytestmark = pytest.mark.django_db


class Receiver(HTTPServer):
    """A program that notes what it gets and answers with the next of `answers`, or 204."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.got: list[tuple[str, Any, bytes]] = []
        self.answers: list[int] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook?from=city"


class Answer(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((self.path, self.headers, body))
        status = self.server.answers.pop(0) if self.server.answers else 204
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    server = Receiver()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_publication_is_told_with_public_facts_and_a_signature_of_the_secret(
    desk: Desk, receiver: Receiver, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    rule = make_rule("published", ("webhook", {"url": receiver.url}))
    client.force_login(desk.root)
    address = reverse("core_rule_secret", args=[rule.pk])
    assert rule.secret not in client.get(address).content.decode()
    secret = client.post(address).context["secret"]
    rule.refresh_from_db()
    assert rule.secret == secret
    assert secret not in client.get(address).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        page = desk.published()

    [(path, headers, body)] = receiver.got
    assert path == "/hook?from=city"
    told = json.loads(body)
    assert told == {
        "event": "published",
        "type": "home.newspage",
        "address": f"http://127.0.0.1:8000{page.url}",
        "title": "Відкрито клас",
        "language": "uk",
        "weight": "content",
        "time": told["time"],
    }
    signed = headers["X-Webhook-Timestamp"].encode() + b"." + body
    assert headers["X-Webhook-Signature"] == "sha256=" + hmac(secret.encode(), signed, sha256).hexdigest()
    assert abs(timezone.now().timestamp() - int(headers["X-Webhook-Timestamp"])) < 60
    assert headers["X-Webhook-Event"] == "published"


def test_of_what_readers_do_not_know_neither_title_nor_address_is_told(
    desk: Desk, receiver: Receiver, django_capture_on_commit_callbacks: Any
) -> None:
    make_rule("submitted", ("webhook", {"url": receiver.url}))
    with django_capture_on_commit_callbacks(execute=True):
        desk.submit(desk.draft(desk.author, "Таємна назва"), desk.author)

    told = json.loads(receiver.got[0][2])
    assert (told["title"], told["address"], told["weight"]) == (None, None, None)


def test_a_receiver_that_refuses_is_asked_again_with_the_same_number_and_given_up_at_last(
    desk: Desk, receiver: Receiver, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    receiver.answers = [500, 302, *[503] * (len(PAUSES) - 1)]
    rule = make_rule("published", ("webhook", {"url": receiver.url}))
    with django_capture_on_commit_callbacks(execute=True):
        desk.published()
    delivery = Delivery.objects.get(channel="webhook")
    assert delivery.last_error == "Отримувач відповів: 500."

    now = timezone.now() + timedelta(days=1)
    outbox.deliver_due(now)
    delivery.refresh_from_db()
    assert "302" in delivery.last_error
    assert [path for path, *_rest in receiver.got] == ["/hook?from=city"] * 2
    for pause in PAUSES[1:]:
        now += pause
        outbox.deliver_due(now)
    delivery.refresh_from_db()
    assert delivery.state == Delivery.State.GIVEN_UP
    assert len({headers["X-Webhook-Delivery"] for _path, headers, _body in receiver.got}) == 1
    client.force_login(desk.root)
    assert "Спроби припинено" in client.get(reverse("core_rule_runs", args=[rule.pk])).content.decode()

    client.post(reverse("core_rule_try_again", args=[rule.runs.get().pk]))
    delivery.refresh_from_db()
    assert delivery.state == Delivery.State.SENT


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "240.0.0.1",
        "::1",
        "::",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::",
    ],
)
def test_nothing_is_sent_into_a_private_network_whatever_its_name(
    address: str, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.WEBHOOKS_TO_LOCALHOST = False
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, 443)) for host in ("93.184.216.34", address)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)

    with pytest.raises(DeliveryError, match="у приватній мережі"):
        webhooks.post("https://hook.example.org/", b"{}", {})


def test_it_connects_to_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    connected = []

    def connect(address: Any, timeout: Any) -> Any:
        connected.append((address, timeout))
        raise ConnectionRefusedError

    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 8443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)
    monkeypatch.setattr(socket, "create_connection", connect)

    with pytest.raises(DeliveryError, match="недоступний"):
        webhooks.post("https://hook.example.org:8443/", b"{}", {})
    assert connected == [(("93.184.216.34", 8443), 10)]


def test_a_receiver_that_dawdles_is_left(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhooks, "TIMEOUT", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(DeliveryError, match="вчасно"):
        webhooks.post(f"http://127.0.0.1:{silent.getsockname()[1]}/", b"{}", {})


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/",
        "ftp://example.org/",
        "https://",
        "https://user:pw@example.org/",
        "https://example.org:99999/",
        "https://[::1/",
        "javascript:alert(1)",
        "http://localhost.example.org/",
        "https://10.1.2.3/",
        "https://[fd00::1]/",
    ],
)
def test_only_plain_addresses_over_https_are_taken(url: str, settings: Any) -> None:
    with pytest.raises(ValidationError):
        webhooks.check_url(url)
    webhooks.check_url("https://example.org:8443/hook?a=b")
    webhooks.check_url("http://localhost:8000/")
    settings.WEBHOOKS_TO_LOCALHOST = False
    with pytest.raises(ValidationError):
        webhooks.check_url("http://localhost:8000/")
