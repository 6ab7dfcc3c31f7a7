"""An import of 5,000 rows: at most a minute and 300 MB."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from tests.factories.core import make_site
from tests.factories.delegations import make_delegation_index

# The other process must see what is stored here.
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def database_address() -> str:
    """The address of the database of this test for another process; without one the test is skipped."""
    config = connection.settings_dict
    if "memory" in str(config["NAME"]):
        pytest.skip("another process cannot open a database in memory")
    if connection.vendor == "sqlite":
        return f"sqlite:///{config['NAME']}"
    return "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**config)


def test_five_thousand_rows_take_a_minute_and_300_megabytes_at_most(tmp_path: Path) -> None:
    make_delegation_index(make_site())
    get_user_model().objects.create_superuser("officer", password="x")

    if "memory" in str(connection.settings_dict["NAME"]):
        address = f"sqlite:///{tmp_path / 'copy.sqlite3'}"
        with closing(sqlite3.connect(tmp_path / "copy.sqlite3")) as copy:
            connection.connection.backup(copy)
    else:
        address = database_address()

    measured = measure({**os.environ, "DATABASE_URL": address})
    print(measured)

    assert (measured["state"], measured["rows"], measured["problem"]) == ("done", 5000, "")
    assert measured["seconds"] <= 60, measured
    assert measured["megabytes"] <= 300, measured


def measure(environment: dict[str, str]) -> dict[str, Any]:
    """What the other process measured."""
    command = [sys.executable, "-m", "tests.benchmarks.import_of_many_rows"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
