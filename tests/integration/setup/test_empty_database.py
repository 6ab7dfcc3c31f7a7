"""What the set-up command makes of a database that has nothing but its tables."""

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from tests.integration.setup.tables import everything

FROM_ZERO = """
import os
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("setup_site", stdout=open(os.devnull, "w"))
call_command("rebuild_catalog", check=True)
"""


def setup_site(*options: str) -> str:
    out = StringIO()
    call_command("setup_site", *options, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_the_plan_lists_what_the_run_then_does() -> None:
    before = everything()

    planned = setup_site("--plan")

    assert everything() == before
    assert planned == setup_site()
    assert "Add the group “Юристи”." in planned


def test_migrations_and_set_up_make_a_site_with_a_right_catalogue(tmp_path: Path) -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "cms_site.settings.dev",
        "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
        "LOG_LEVEL": "WARNING",
    }

    result = subprocess.run(
        [sys.executable, "-c", FROM_ZERO],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )

    assert (result.returncode, result.stdout) == (0, "The catalogue is right.\n"), result.stderr
