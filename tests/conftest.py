import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.utils import translation

from scripts import messages


def pytest_configure(config: pytest.Config) -> None:
    # Tests read the interface in Ukrainian, however they were started; xdist's workers find it done.
    if not hasattr(config, "workerinput"):
        messages.compile_all()


def pytest_sessionfinish(session: pytest.Session) -> None:
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture(autouse=True)
def default_language() -> Iterator[None]:
    """Start every test in the site's own language: a request leaves its language behind in the thread."""
    with translation.override(settings.LANGUAGE_CODE):
        yield
