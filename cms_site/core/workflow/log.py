"""How the history of a page or record tells what was published urgently and confirmed."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter


def register_actions(actions: Any) -> None:
    """Register the entries with Wagtail."""

    @actions.register_action("ratusha.urgent.publish")
    class UrgentPublication(LogFormatter):
        label = gettext_lazy("Publish urgently")

        def format_message(self, entry: Any) -> str:
            return _("Published urgently, alone: %s") % entry.data.get("reason", "")

    actions.register_action(
        "ratusha.urgent.confirm", gettext_lazy("Confirm"), gettext_lazy("Confirmed what was published urgently")
    )
