"""How removals read in the history of a page."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry

from cms_site.core.lifecycle.models import Kind
from cms_site.core.log_actions import ReasonedFormatter


class RemovalFormatter(ReasonedFormatter):
    """Kind and reason of a removal."""

    label = gettext_lazy("Take off the site")

    def format_message(self, log_entry: Any) -> str:
        """The line for the history."""
        data = log_entry.data
        kind = Kind(data["kind"])
        if kind == Kind.WITHDRAWN:
            return _("Withdrawn; stays readable with a notice")
        if kind == Kind.REPLACED:
            return _("Taken off the site, replaced by “%(page)s”") % {"page": data.get("replacement", "")}
        return _("Taken off the site as published in error")


def register(actions: LogActionRegistry) -> None:
    """Make the actions known to the history."""
    actions.register_action("core.remove")(RemovalFormatter)
    actions.register_action("core.restore", gettext_lazy("Restore from the bin"), gettext_lazy("Restored from the bin"))
    actions.register_action("core.purge", gettext_lazy("Delete for good"), gettext_lazy("Deleted for good"))
