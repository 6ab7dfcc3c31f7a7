"""The demo, loaded once for all tests of the folder; each test works in a savepoint of its own."""

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from wagtail.models import Site

from cms_site.demo.management.commands.load_demo import Command


def load_demo() -> str:
    """What the command prints; it is called as an object, because only the demo settings know it by name."""
    out = StringIO()
    with override_settings(DEMO=True):
        call_command(Command(), stdout=out)
    return out.getvalue()


@pytest.fixture(scope="package")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("setup_site", stdout=StringIO())
        yield load_demo()
        transaction.set_rollback(True)
    Site.clear_site_root_paths_cache()
