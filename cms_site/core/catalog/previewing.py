"""The catalogue as it will be for whoever previews pages that are not public yet."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

# By translation key and language, what makes the entry of a page.
Makers = Mapping[UUID, Mapping[str, Callable[[], Any]]]

_shown: ContextVar[Makers | None] = ContextVar("previewed_entries", default=None)


@contextmanager
def as_if_public(makers: Makers) -> Iterator[None]:
    """Inside, what refers to a page of `makers` finds the entry that is made for it, and which is stored nowhere."""
    token = _shown.set(makers)
    try:
        yield
    finally:
        _shown.reset(token)


def previewed(translation_key: UUID) -> dict[str, Any]:
    """The previewed entries of a page by language; none outside of a preview."""
    return {code: make() for code, make in (_shown.get() or {}).get(translation_key, {}).items()}
