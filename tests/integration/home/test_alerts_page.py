"""The banner stands on every page while an alert holds; the archive keeps it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from home.models import HomePage
from tests.factories.core import translate
from tests.factories.home import make_alert, make_news_index

pytestmark = pytest.mark.django_db


def banner(client: Client, url: str) -> bool:
    return "Немає води" in client.get(url).content.decode()


def test_the_banner_stands_on_every_page_and_disappears_by_itself(client: Client, home: HomePage) -> None:
    make_news_index(home)
    alert = make_alert()

    assert all(banner(client, url) for url in ["/", "/news/", "/search/", "/nowhere/"])
    with time_machine.travel(alert.expected_end + timedelta(seconds=1)):
        assert not any(banner(client, url) for url in ["/", "/news/", "/search/", "/nowhere/"])


def test_the_banner_is_in_the_reader_s_language_or_not_there(client: Client, home: HomePage) -> None:
    translate(home, "en", title="Sumy")
    make_alert()

    assert banner(client, "/")
    assert not banner(client, "/en/")


def test_the_archive_keeps_ended_alerts_and_shows_no_drafts(client: Client, home: HomePage) -> None:
    now = timezone.now()
    make_alert(title="Минуле", start=now - timedelta(days=9), expected_end=now - timedelta(days=8))
    make_alert(title="Нинішнє")
    make_alert(title="Майбутнє", start=now + timedelta(days=1), expected_end=now + timedelta(days=2), planned=True)
    make_alert(title="Чернетка", live=False)
    make_alert("en", title="English")

    response = client.get("/alerts/")

    assert [alert.title for alert in response.context["alerts"]] == ["Майбутнє", "Нинішнє", "Минуле"]


def test_the_archive_asks_the_database_the_same_at_any_size(home: HomePage, queries: Callable) -> None:
    now = timezone.now()
    times = {"start": now - timedelta(days=9), "expected_end": now - timedelta(days=8)}
    make_alert(**times)
    one = queries("/alerts/")
    for _ in range(9):
        make_alert(**times)

    assert queries("/alerts/") == one


def test_an_empty_archive_opens_and_pages_are_counted_from_one(client: Client, home: HomePage) -> None:
    assert client.get("/alerts/?page=99").status_code == 200
    for _ in range(25):
        make_alert()
    assert len(client.get("/alerts/?page=2").context["alerts"]) == 5
