"""The SQLite file of a small town survives a power cut and two writers at once."""

import json
import os
import subprocess
import sys

from cms_site.settings.environment import BASE_DIR

QUESTIONS = """
import django, json
django.setup()
from django.db import connection
with connection.cursor() as cursor:
    names = ("journal_mode", "synchronous", "busy_timeout")
    answers = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in names]
print(json.dumps([*answers, connection.transaction_mode]))
"""


def test_a_file_is_opened_with_a_log_full_synchronisation_and_patience(tmp_path):
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "cms_site.settings.dev",
        "DATABASE_URL": f"sqlite:///{tmp_path}/city.sqlite3",
    }
    output = subprocess.check_output([sys.executable, "-c", QUESTIONS], cwd=BASE_DIR, env=environment, text=True)
    full = 2
    assert json.loads(output) == ["wal", full, 20_000, "IMMEDIATE"]
