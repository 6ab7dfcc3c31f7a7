"""How removals read in the history of a page."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter

from cms_site.core.lifecycle.models import Kind


class RemovalFormatter(LogFormatter):
    """Kind and reason of a removal, in one line."""

    label = gettext_lazy("Take off the site")

    def format_message(self, log_entry: Any) -> str:
        """The line for the history."""
        data = log_entry.data
        kind = Kind(data["kind"])
        words: dict[str, Any] = {"reason": data["reason"], "page": data.get("replacement", "")}
        if kind == Kind.WITHDRAWN:
            return _("Withdrawn; stays readable with a notice. Reason: %(reason)s") % words
        if kind == Kind.REPLACED:
            return _("Taken off the site, replaced by “%(page)s”. Reason: %(reason)s") % words
        return _("Taken off the site as published in error. Reason: %(reason)s") % words


def register(actions: LogActionRegistry) -> None:
    """Make the actions known to the history."""
    actions.register_action("core.remove")(RemovalFormatter)
    actions.register_action("core.restore", gettext_lazy("Restore from the bin"), gettext_lazy("Restored from the bin"))
