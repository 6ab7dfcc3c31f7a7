"""How the history of a page tells who was on it, and that words were set aside."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

from cms_site.core.desk.claims import GIVE_BACK, HAND_OVER, TAKE
from cms_site.core.desk.conflicts import SET_ASIDE


def register_actions(actions: Any) -> None:
    """Register the entries with Wagtail."""
    actions.register_action(TAKE, gettext_lazy("Claim"), gettext_lazy("Took the text on"))
    actions.register_action(GIVE_BACK, gettext_lazy("Give back"), gettext_lazy("Gave the text back"))
    actions.register_action(
        SET_ASIDE, gettext_lazy("Set aside"), gettext_lazy("Saved beside a version that somebody else saved meanwhile")
    )

    @actions.register_action(HAND_OVER)
    class HandedOver(LogFormatter):
        label = gettext_lazy("Hand over")

        def format_message(self, entry: Any) -> str:
            return _("Handed the text over to %(name)s") % entry.data
