"""How the history of a page or record tells what was published urgently and confirmed."""

from typing import Any

from django.utils.translation import gettext_lazy

from cms_site.core.log_actions import ReasonedFormatter


def register_actions(actions: Any) -> None:
    """Register the entries with Wagtail."""

    @actions.register_action("ratusha.urgent.publish")
    class UrgentPublication(ReasonedFormatter):
        label = gettext_lazy("Publish urgently")
        message = gettext_lazy("Published urgently, alone")

    actions.register_action(
        "ratusha.urgent.confirm", gettext_lazy("Confirm"), gettext_lazy("Confirmed what was published urgently")
    )
