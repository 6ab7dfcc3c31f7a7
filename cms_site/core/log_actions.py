"""What the history of a record says about what our own code did to it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter


class ReasonedFormatter(LogFormatter):
    """An act that somebody gave a reason for."""

    def format_comment(self, log_entry: Any) -> str:
        """The reason, in the words of whoever gave it."""
        return str(log_entry.data.get("reason", ""))


class MergeFormatter(LogFormatter):
    """Another record became this one."""

    label = gettext_lazy("Merge")

    def format_message(self, log_entry: Any) -> str:
        """Which record it was, and what names this one since."""
        moved = ", ".join(f"{name}: {number}" for name, number in log_entry.data["moved"].items())
        said = {"name": log_entry.data["name"], "moved": moved or "—"}
        return _("Merged with “%(name)s”. Moved: %(moved)s") % said
