"""The entries that the story itself adds to the log, and how they read."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter


class ExportFormatter(LogFormatter):
    """Somebody took a story away."""

    label = gettext_lazy("Download the story")

    def format_message(self, log_entry: Any) -> str:
        """As what, and of which days if it was a period."""
        data = log_entry.data
        words = {"format": data["format"].upper()}
        if "first" in data:
            words.update((name, date_format(date.fromisoformat(data[name]))) for name in ("first", "last"))
            return _("Story of %(first)s – %(last)s downloaded as %(format)s") % words
        return _("Story downloaded as %(format)s") % words


def register_actions(actions: LogActionRegistry | Any) -> None:
    """Register the entries with Wagtail."""
    actions.register_action("core.translate", gettext_lazy("Translate"), gettext_lazy("Translation saved as a draft"))
    actions.register_action("core.story.export")(ExportFormatter)
