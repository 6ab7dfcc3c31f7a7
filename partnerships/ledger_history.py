"""How entries of a ledger read in the history of a convoy's page."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter

from cms_site.core.log_actions import ReasonedFormatter
from partnerships.services import ledger


def _entries(log_entry: Any) -> str:
    return "; ".join(
        ", ".join(filter(None, [entry["line"], entry["quantity"], entry["recipient"]]))
        for entry in log_entry.data.get("entries", [])
    )


class HandedOver(LogFormatter):
    """What was handed over to whom."""

    label = gettext_lazy("Hand over")

    def format_message(self, log_entry: Any) -> str:
        """The entries in one line."""
        return _("Handed over: %(entries)s") % {"entries": _entries(log_entry)}


class Undone(ReasonedFormatter):
    """What was undone, and why."""

    label = gettext_lazy("Undo a hand-over")

    def format_message(self, log_entry: Any) -> str:
        """The entry in one line."""
        return _("Hand-over undone: %(entries)s") % {"entries": _entries(log_entry)}


class Closed(ReasonedFormatter):
    """That the ledger was closed, with what was said about the rest."""

    label = gettext_lazy("Close the ledger")

    def format_message(self, log_entry: Any) -> str:
        """Whether something was left."""
        return _("Ledger closed") if log_entry.data.get("reason") else _("Ledger closed; nothing was left")


class Reopened(ReasonedFormatter):
    """That the ledger was opened again, and why."""

    label = gettext_lazy("Reopen the ledger")
    message = gettext_lazy("Ledger opened again")


FORMATTERS = {
    ledger.HAND_OVER: HandedOver,
    ledger.UNDO: Undone,
    ledger.CLOSE: Closed,
    ledger.REOPEN: Reopened,
}


def register(actions: LogActionRegistry) -> None:
    """Make the actions known to Wagtail's history."""
    for name, formatter in FORMATTERS.items():
        actions.register_action(name)(formatter)
