"""Two officers hand over at the same moment: threads on PostgreSQL, two connections to the file of SQLite."""

import json
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from partnerships.models import CargoLine, ConvoyPage, HandOver, Organisation
from partnerships.models.balances import Balance
from partnerships.services import ledger
from tests.factories.core import make_site
from tests.factories.partnerships import make_cargo_line, make_convoy, make_convoy_index, make_organisation

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

# Handing over in a process of its own, for SQLite: tests have their database in memory, which threads cannot share.
PROCESS = """
import django, json, sys
django.setup()
from django.core.exceptions import ValidationError
from partnerships.models import CargoLine, HandOver, Organisation
from partnerships.services import ledger
line, recipient = CargoLine.objects.get(), Organisation.objects.get()
print("ready", flush=True)
sys.stdin.readline()
try:
    ledger.hand_over([HandOver(cargo_line=line, recipient=recipient, quantity=6)], None)
except ValidationError as error:
    print(json.dumps(error.message_dict))
else:
    print("{}")
"""


@pytest.fixture
def line() -> CargoLine:
    """Ten boxes."""
    convoy = make_convoy(make_convoy_index(make_site()), cargo_lines=[make_cargo_line(quantity=10, unit="box")])
    make_organisation("Лікарня")
    convoy.save_revision().publish()
    return convoy.cargo_lines.get()


def entry(line: CargoLine, quantity: int) -> HandOver:
    return HandOver(cargo_line=line, recipient=Organisation.objects.get(), convoy=line.page, quantity=quantity)


def left(line: CargoLine) -> Any:
    return Balance.of(ConvoyPage.objects.get(pk=line.page_id)).lines[0].left


def together(*actions: Callable[[], Any]) -> list[str]:
    """Run the actions in threads that begin at the same moment; what became of each, by the name of its error."""
    barrier, outcomes = threading.Barrier(len(actions)), [""] * len(actions)

    def run(place: int, action: Callable[[], Any]) -> None:
        try:
            barrier.wait()
            action()
        except (ValidationError, IntegrityError) as error:
            outcomes[place] = type(error).__name__
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="one transaction writes at a time on SQLite")
def test_of_two_hand_overs_at_once_that_do_not_fit_one_is_refused(line: CargoLine) -> None:
    entries = [entry(line, 6), entry(line, 6)]

    outcomes = together(*(lambda one=one: ledger.hand_over([one], None) for one in entries))

    assert outcomes == ["", "ValidationError"]
    assert left(line) == 4


@pytest.mark.skipif(connection.vendor != "postgresql", reason="one transaction writes at a time on SQLite")
def test_the_database_itself_keeps_two_rows_at_once_apart(line: CargoLine) -> None:
    """Past the service: each waits in its transaction until the other has inserted its row or waits for it."""
    started = threading.Barrier(2)

    def insert(one: HandOver) -> None:
        with transaction.atomic():
            started.wait()
            HandOver.objects.bulk_create([one])

    outcomes = together(*(lambda one=one: insert(one) for one in [entry(line, 6), entry(line, 6)]))

    assert outcomes == ["", "IntegrityError"]
    assert left(line) == 4


@pytest.mark.skipif(connection.vendor != "postgresql", reason="one transaction writes at a time on SQLite")
def test_a_draft_published_while_something_is_handed_over_takes_nothing_back(line: CargoLine) -> None:
    draft = line.page.get_latest_revision_as_object()
    smaller = draft.cargo_lines.get()
    smaller.quantity = 5
    draft.cargo_lines = [smaller]
    revision = draft.save_revision()
    one = entry(line, 6)

    together(revision.publish, lambda: ledger.hand_over([one], None))

    # whichever came first, the other gave way
    assert (CargoLine.objects.get(pk=line.pk).quantity, left(line)) in [(5, 5), (10, 4)]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL is tried with threads")
def test_two_processes_on_one_file_hand_over_what_there_is(line: CargoLine, tmp_path: Path) -> None:
    file = tmp_path / "city.sqlite3"
    with closing(sqlite3.connect(file)) as copy:
        connection.connection.backup(copy)
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{file}", "LOG_LEVEL": "ERROR"}
    environment["DJANGO_SETTINGS_MODULE"] = "cms_site.settings.test"
    command = [sys.executable, "-c", PROCESS]
    processes = [
        subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _officer in range(2)
    ]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()
    outcomes = [json.loads(process.communicate()[0]) for process in processes]

    assert sorted(map(len, outcomes)) == [0, 1]
    assert next(filter(None, outcomes)).keys() == {"quantity"}
    with closing(sqlite3.connect(file)) as copy:
        assert copy.execute("SELECT quantity FROM partnerships_handover").fetchall() == [(6,)]
