"""How far an import has come, in the cache: its own transaction shows nothing to others before it ends."""

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.utils import timezone

KEPT_SECONDS = 60 * 60


@dataclass(frozen=True)
class Progress:
    """Rows done of all rows, and when that was said."""

    done: int
    total: int
    at: datetime


def write(run: int, attempt: int, done: int, total: int) -> None:
    """Say how far an attempt of an import has come; saying it is the sign that it lives."""
    cache.set(_key(run, attempt), Progress(done, total, timezone.now()), KEPT_SECONDS)


def read(run: int, attempt: int) -> Progress | None:
    """What was said last; None when nothing was."""
    found: Progress | None = cache.get(_key(run, attempt))
    return found


def _key(run: int, attempt: int) -> str:
    return f"import-{run}-{attempt}"
