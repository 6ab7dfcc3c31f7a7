"""Every environment variable that configures the site, in one table.

`read` gives the parsed value of one of them; the settings modules take their values from nowhere else, and the
table in the README is generated from `TABLE`. What is wrong or missing ends the start with one line.
"""

import os
import sys
import zoneinfo
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection
from environ import Env

BASE_DIR = Path(__file__).resolve().parents[2]
# gunicorn takes this code of a worker as "failed to boot" and stops instead of starting workers for ever.
EXIT_CODE = 3


class SettingError(ImproperlyConfigured):
    """An environment variable is missing or cannot be used; the message names it and fits one line."""


def text(value: str) -> str:
    """Return the value as it is."""
    return value


def whole_number(value: str) -> int:
    """Return a number of zero or more."""
    if not value.isascii() or not value.isdigit():
        raise ValueError(f"{value!r} is not a whole number")
    return int(value)


def comma_list(value: str) -> list[str]:
    """Return the non-empty parts between commas."""
    return [part.strip() for part in value.split(",") if part.strip()]


def language_list(value: str) -> list[tuple[str, str]]:
    """Return (code, name in that language) for each code; Django must know them, and Ukrainian be one of them."""
    codes = comma_list(value)
    if "uk" not in codes:
        raise ValueError("uk is not among them")
    if unknown := [code for code in codes if "name_local" not in LANG_INFO.get(code, {})]:
        raise ValueError(f"{', '.join(unknown)} is not a language code that Django knows")
    return [(code, LANG_INFO[code]["name_local"].capitalize()) for code in codes]


def log_level(value: str) -> str:
    """Return the upper-case name of a level of the logging module."""
    levels = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
    if value.upper() not in levels:
        raise ValueError(f"{value!r} is none of {', '.join(levels)}")
    return value.upper()


def time_zone(value: str) -> str:
    """Return the name of a zone of the tz database."""
    try:
        zoneinfo.ZoneInfo(value)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"{value!r} is not a time zone such as Europe/Kyiv") from error
    return value


def folder(value: str) -> Path:
    """Return the absolute path of a folder, relative to the project's; it is made if it is not there."""
    path = BASE_DIR / value
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ValueError(f"{path} cannot be made ({error.strerror})") from error
    return path


def web_address(value: str) -> str:
    """Return an http(s) address without a slash at its end."""
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f"{value!r} is not an address such as https://rada.example.org")
    return value.rstrip("/")


def database(value: str) -> dict[str, Any]:
    """Return an entry of DATABASES for a sqlite:/// or postgres:// address, nothing for an empty one."""
    if not value:
        return {}
    known = value.startswith(("sqlite:///", "postgres://", "postgresql://"))
    config = _parsed(Env.db_url_config, value) if known else {}
    if not config.get("NAME"):
        raise ValueError("it must look like sqlite:////path/to/file or postgres://user:password@host:5432/name")
    if value.startswith("postgres") and not find_spec("psycopg"):
        raise ValueError("PostgreSQL needs the packages of requirements/production.txt")
    return config


def cache(value: str) -> dict[str, Any]:
    """Return an entry of CACHES for a locmemcache://, filecache:/// or redis:// address."""
    config = _parsed(Env.cache_url_config, value)
    if not config:
        raise ValueError("it must look like locmemcache://, filecache:///path or redis://host:6379/0")
    if value.startswith("redis") and not find_spec("redis"):
        raise ValueError("Redis needs the packages of requirements/production.txt")
    return config


def mail(value: str) -> dict[str, Any]:
    """Return the EMAIL_* settings for a consolemail://, filemail:/// or smtp+tls:// address."""
    config = _parsed(Env.email_url_config, value)
    if not config:
        raise ValueError("it must look like consolemail://, filemail:///path or smtp+tls://user:password@host:587")
    if path := config.get("EMAIL_FILE_PATH"):
        # the parser takes the third slash for a separator, unlike that of caches
        config["EMAIL_FILE_PATH"] = "/" + path.lstrip("/")
    return config


def _parsed(parse: Callable[[str], dict[str, Any]], address: str) -> dict[str, Any]:
    """Return what the parser makes of the address, nothing if it fails: its own message may hold the password."""
    try:
        return parse(address)
    except (ValueError, ImproperlyConfigured):
        return {}


@dataclass(frozen=True)
class Variable:
    """One environment variable: what reads it, its value when unset, and what the README says of it."""

    name: str
    kind: Callable[[str], Any]
    default: str
    help: str
    required_in_production: bool = False


TABLE = (
    Variable("SECRET_KEY", text, "", "Signs sessions and links; 50 random characters or more.", True),
    Variable("ALLOWED_HOSTS", comma_list, "", "Host names the site answers to, comma separated.", True),
    Variable("BASE_URL", web_address, "http://127.0.0.1:8000", "Address of the site, used in mails and feeds.", True),
    Variable("SITE_NAME", text, "Ратуша", "Name of the site in the editors' interface and in mails."),
    Variable("VAR_DIR", folder, "var", "Folder of the SQLite file, `media` and `static`."),
    Variable("DATABASE_URL", database, "", "`sqlite:////path` (`VAR_DIR/db.sqlite3` if unset) or `postgres://user:password@host:5432/name`."),
    Variable("CACHE_URL", cache, "locmemcache://", "`locmemcache://`, `filecache:///path` or `redis://host:6379/0`."),
    Variable("EMAIL_URL", mail, "consolemail://", "`consolemail://`, `filemail:///path` or `smtp+tls://user:pw@host:587`."),
    Variable("DEFAULT_FROM_EMAIL", text, "webmaster@localhost", "Sender of the mails of the site."),
    Variable("LANGUAGES", language_list, "uk,en,pl", "Languages of the site; Ukrainian must be among them."),
    Variable("TIME_ZONE", time_zone, "Europe/Kyiv", "Time zone of the city."),
    Variable("LOG_LEVEL", log_level, "INFO", "Least level that is logged to standard output."),
    Variable("MAX_UPLOAD_MB", whole_number, "20", "Largest image or document that can be uploaded, in megabytes."),
    Variable("HSTS_SECONDS", whole_number, "31536000", "How long browsers insist on HTTPS in production, in seconds."),
)  # fmt: skip
BY_NAME = {variable.name: variable for variable in TABLE}


def read(name: str) -> Any:
    """Return the parsed value of the variable or of its default; an empty variable counts as unset.

    Raises SettingError, naming the variable, for a value that its kind refuses.
    """
    variable = BY_NAME[name]
    value = os.environ.get(name, "").strip() or variable.default
    try:
        return variable.kind(value)
    except (ValueError, ImproperlyConfigured) as error:
        raise SettingError(f"{name} is wrong: {error}.") from error


def require_for_production() -> None:
    """Raise SettingError with the name of every variable that production needs and that is unset."""
    needed = [variable.name for variable in TABLE if variable.required_in_production]
    if missing := [name for name in needed if not os.environ.get(name, "").strip()]:
        raise SettingError(f"Not set in the environment: {', '.join(missing)} (see the settings table of the README).")


@contextmanager
def one_line_errors() -> Iterator[None]:
    """End the process with one line on standard error when a setting is wrong or the database cannot be reached."""
    try:
        yield
    except SettingError as error:
        line = str(error)
    except OperationalError as error:
        if _database_answers():
            raise
        line = f"DATABASE_URL is wrong or the database is down: {str(error).splitlines()[0]}"
    else:
        return
    print(f"ratusha: {line}", file=sys.stderr)
    sys.exit(EXIT_CODE)


def _database_answers() -> bool:
    try:
        connection.ensure_connection()
    except OperationalError:
        return False
    return True
