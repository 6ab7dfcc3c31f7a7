"""Work that takes longer than a reader waits."""

import subprocess
import sys
from threading import Event, current_thread
from typing import Any

from django.conf import settings
from django_tasks import task

from cms_site.core.background import ThreadBackend

begin, ended = Event(), Event()
seen: list[str] = []


@task
def wait_and_say(word: str) -> None:
    """Wait for the test, then keep the word and the thread."""
    begin.wait(10)
    seen.extend([word, current_thread().name])
    ended.set()


def test_a_task_runs_in_a_thread_of_its_own_and_nobody_waits_for_it() -> None:
    backend = ThreadBackend("default", {"OPTIONS": {}})

    backend.enqueue(wait_and_say, ["done"], {})  # returns although the task cannot end yet
    assert seen == []
    begin.set()
    assert ended.wait(10)

    assert seen[0] == "done"
    assert seen[1] != current_thread().name


ENDS_AT_ONCE = """
from threading import Event

import django
from django_tasks import task

from cms_site.core.background import ThreadBackend

django.setup()


@task
def dawdle():
    Event().wait(0.5)
    print("done", flush=True)


ThreadBackend("default", {"OPTIONS": {}}).enqueue(dawdle, [], {})
"""


def test_a_command_that_ends_leaves_no_task_half_done() -> None:
    ended = subprocess.run([sys.executable, "-c", ENDS_AT_ONCE], capture_output=True, text=True, check=True, timeout=60)

    assert ended.stdout.splitlines()[-1:] == ["done"]


def test_sites_have_a_backend_for_what_takes_long() -> None:
    from cms_site.settings import base

    configured: dict[str, Any] = base.TASKS
    assert configured["background"]["BACKEND"] == f"{ThreadBackend.__module__}.{ThreadBackend.__name__}"
    assert "background" in settings.TASKS
