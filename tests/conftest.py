import gc
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation.reloader import translation_file_changed

from scripts import messages


class Spared:
    """A task that nobody needs."""

    def enqueue(self, *arguments: object) -> None:
        """Do nothing."""


def pytest_configure(config: pytest.Config) -> None:
    # What is there when tests begin stays there: to look through it again and again takes a fifteenth of their time.
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    # Tests read the interface in Ukrainian, however they were started; xdist's workers find it done.
    if not hasattr(config, "workerinput"):
        messages.compile_all()
        translation_file_changed(None, Path("django.mo"))  # what Django has read of them so far is forgotten


def pytest_sessionfinish(session: pytest.Session) -> None:
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture(autouse=True)
def indexes_of_wagtail(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare tests what Wagtail keeps for the search of editors and for "used by", a quarter of every save.

    Tests that ask for it and tests in a browser do without this.
    """
    if not (request.node.get_closest_marker("wagtail_indexes") or "browser" in request.path.parts):
        monkeypatch.setattr("modelsearch.signal_handlers.insert_or_update_object_task", Spared())
        monkeypatch.setattr("wagtail.signal_handlers.update_reference_index_task", Spared())


@pytest.fixture(autouse=True)
def default_language() -> Iterator[None]:
    """Start every test in the site's own language: a request leaves its language behind in the thread."""
    with translation.override(settings.LANGUAGE_CODE):
        yield
