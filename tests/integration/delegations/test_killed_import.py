"""The process of an import is killed in the middle."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Page, PageLogEntry

from cms_site.core.models import ImportRun
from delegations.models import DelegationPage
from tests.benchmarks.test_import import database_address
from tests.factories.core import make_site
from tests.factories.delegations import make_delegation_index

# The other process must see what is stored here, and this one what it leaves behind.
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_a_killed_import_leaves_nothing_behind() -> None:
    address = database_address()
    make_delegation_index(make_site())
    get_user_model().objects.create_superuser("officer", password="x")
    before = (Page.objects.count(), PageLogEntry.objects.count())

    command = [sys.executable, "-m", "tests.benchmarks.import_of_many_rows"]
    environment = {**os.environ, "DATABASE_URL": address, "LOG_LEVEL": "ERROR"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "importing\n"
        time.sleep(2)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL

    run = ImportRun.objects.get()
    assert (run.state, run.attempt, run.report) == ("confirmed", 1, [])
    assert (Page.objects.count(), PageLogEntry.objects.count()) == before
    assert not DelegationPage.objects.exists()
