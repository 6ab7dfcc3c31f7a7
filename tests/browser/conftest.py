"""A page of a real browser, which remembers the address of every request it made."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

# Playwright's synchronous interface runs an event loop in this thread; Django would refuse it the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

USUAL_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SIZE = {"width": 1280, "height": 800}
MAC_PATH = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--no-first-run",
]


def find_chromium() -> str | None:
    """Return the path of a browser: CHROMIUM= if set, else the first usual one that is installed."""
    candidates = [os.environ.get("CHROMIUM"), *map(shutil.which, USUAL_NAMES), MAC_PATH]
    return next((path for path in candidates if path and Path(path).exists()), None)


@pytest.fixture(scope="session")
def browser(django_db_setup: None) -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        message = "no Chromium found: install it or set CHROMIUM= to its path"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    # The copy of the first rows, from which tests with `serialized_rollback` start, hangs on Django's connection, and
    # under an event loop Django makes another one.
    first_rows = connection._test_serialized_contents
    with sync_playwright() as playwright:
        connection._test_serialized_contents = first_rows
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def requested() -> list[str]:
    """Return the addresses that the page of this test has asked for."""
    return []


@pytest.fixture
def console_errors() -> list[str]:
    """Return what the page of this test has reported as errors: broken scripts, missing files, refused sources."""
    return []


@pytest.fixture
def open_page(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Return what opens an empty page, in a browser without memory of other pages, however Playwright is told to.

    Unless told otherwise it is as wide as a desktop window, and addresses are those of the live server. Whatever
    becomes of the test, its pages are closed after it: a connection that outlives the server dies with an error.
    """
    contexts: list[BrowserContext] = []
    unanswered: set[Request] = set()

    def open_one(**options: Any) -> Page:
        context = browser.new_context(**{"viewport": SIZE, "base_url": live_server.url, "locale": "en-GB"} | options)
        contexts.append(context)
        context.on("request", lambda request: unanswered.add(request))
        context.on("requestfinished", lambda request: unanswered.discard(request))
        context.on("requestfailed", lambda request: unanswered.discard(request))
        return context.new_page()

    yield open_one
    for context in contexts:
        # A request that the server is still answering would meet the emptying of the tables after the test.
        for page, _try in product(context.pages[:1], range(100)):
            if not unanswered:
                break
            page.wait_for_timeout(50)
        context.close()
    for thread in threading.enumerate():
        # The server answers each connection in a thread of its own, which may close the database only as long as the
        # server runs.
        if "process_request_thread" in thread.name:
            thread.join(timeout=30)


@pytest.fixture
def page(open_page: Callable[..., Page], requested: list[str], console_errors: list[str]) -> Page:
    """Return an empty page, of which `requested` and `console_errors` tell."""
    page = open_page()
    page.on("request", lambda request: requested.append(request.url))
    page.on("console", lambda message: console_errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: console_errors.append(str(error)))
    return page


@pytest.fixture
def signed_in(page: Page, live_server: Any, client: Client) -> Page:
    """Return the page of a browser in which an administrator has signed in."""
    client.force_login(get_user_model().objects.create_superuser("clerk", "clerk@example.org"))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    return page
