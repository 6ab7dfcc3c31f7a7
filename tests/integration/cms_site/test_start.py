"""What the person who starts the site sees when its settings are wrong."""

import os
import subprocess
import sys

import pytest

from cms_site.settings.environment import BASE_DIR, EXIT_CODE, TABLE

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "cms_site.settings.production",
    "SECRET_KEY": "k3!v" * 20,
    "ALLOWED_HOSTS": "rada.example.org",
    "BASE_URL": "https://rada.example.org",
}
MANAGE = ["manage.py", "check"]
WSGI = ["-c", "import cms_site.wsgi"]
GUNICORN = ["-m", "gunicorn", "--workers", "1", "--bind", "127.0.0.1:0", "cms_site.wsgi"]


def start(command: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    ours = {variable.name for variable in TABLE} | {"DJANGO_SETTINGS_MODULE"}
    clean = {name: value for name, value in os.environ.items() if name not in ours}
    return subprocess.run(
        [sys.executable, *command], cwd=BASE_DIR, env=clean | environment, capture_output=True, text=True, timeout=60
    )


@pytest.mark.parametrize("command", [MANAGE, ["manage.py", "rebuild_catalog"], WSGI])
@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"DATABASE_URL": "postgres:/nowhere"}, "DATABASE_URL"),
        ({"MAX_UPLOAD_MB": "many"}, "MAX_UPLOAD_MB"),
    ],
)
def test_a_wrong_setting_is_one_line_and_a_failure(command, wrong, named):
    result = start(command, **PRODUCTION | wrong)
    assert result.returncode == EXIT_CODE
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("ratusha: ")
    assert named in line


def test_the_web_server_stops_instead_of_trying_for_ever():
    result = start(GUNICORN, **PRODUCTION | {"SECRET_KEY": ""})
    assert result.returncode == EXIT_CODE
    assert "ratusha: Not set in the environment: SECRET_KEY" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("address", ["sqlite:////nowhere/at/all.sqlite3", "postgres://nobody@127.0.0.1:1/city"])
def test_a_database_that_cannot_be_reached_is_one_line_and_a_failure(address):
    result = start(["manage.py", "migrate"], **PRODUCTION | {"DATABASE_URL": address})
    assert result.returncode == EXIT_CODE
    (line,) = result.stderr.splitlines()
    assert line.startswith("ratusha: DATABASE_URL is wrong or the database is down: ")


def test_with_all_that_production_needs_the_site_starts(tmp_path):
    (tmp_path / "static").mkdir()
    result = start(WSGI, **PRODUCTION | {"VAR_DIR": str(tmp_path)})
    assert (result.returncode, result.stderr) == (0, "")


def test_developers_need_to_set_nothing():
    result = start(MANAGE)
    assert (result.returncode, result.stderr) == (0, "")
