"""What a reader is shown of a text: what changed in it since it was approved and since it was sent back."""

from typing import Any

from django.http import HttpRequest

from cms_site.core.workflow.approved import last_approved, last_returned
from cms_site.core.workflow.comparison import changes


def look_back(newest: Any, request: HttpRequest) -> dict[str, Any]:
    """The context of `core/workflow/changes.html` for the newest text of a page or record."""
    approved, returned = last_approved(newest), last_returned(newest)
    return {
        "approved": approved,
        "changes": changes(approved.text, newest, request) if approved else [],
        "returned": returned,
        "mended": changes(returned.text, newest, request) if returned else [],
    }
