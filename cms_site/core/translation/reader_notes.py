"""The note for readers of a translation, while its translator is not done with it."""

from typing import Any

from django.http import HttpRequest

from cms_site.core.changes.proposing import proposal_for

_KEY = "reader_notes"


def keep(request: HttpRequest, page: Any, note: str) -> None:
    """Keep a note that could not be submitted: the page that says why shows it again."""
    request.session[_KEY] = {**request.session.get(_KEY, {}), str(page.pk): note}


def forget(request: HttpRequest, page: Any) -> None:
    """A note was submitted, and is no longer kept."""
    kept = request.session.get(_KEY, {})
    if kept.pop(str(page.pk), None) is not None:
        request.session[_KEY] = kept


def note_for(request: HttpRequest, page: Any) -> str:
    """What was typed last: the note that was kept, or that of the draft, as after a review that sent it back."""
    kept: str | None = request.session.get(_KEY, {}).get(str(page.pk))
    return proposal_for(page.pk, after=page.live_revision_id).note if kept is None else kept
