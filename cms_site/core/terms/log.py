"""How the history of a term or a page tells what was decided about terms."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

from cms_site.core.log_actions import ReasonedFormatter


def register_actions(actions: Any) -> None:
    """Register the entries with Wagtail."""

    @actions.register_action("ratusha.term.approve")
    class EquivalentApproved(LogFormatter):
        label = gettext_lazy("Approve equivalent")

        def format_message(self, log_entry: Any) -> str:
            """Which form in which language."""
            return _("Approved the equivalent “%(name)s” (%(language)s)") % log_entry.data

    @actions.register_action("ratusha.term.correct")
    class TermCorrected(LogFormatter):
        label = gettext_lazy("Correct a name")

        def format_message(self, log_entry: Any) -> str:
            """Which term a former form of was replaced."""
            return _("Put the approved form of “%(term)s” in place of a former one") % log_entry.data

    @actions.register_action("ratusha.term.excuse")
    class TermExcused(ReasonedFormatter):
        label = gettext_lazy("Let stand without the term")

        def format_message(self, log_entry: Any) -> str:
            """Which terms the passages that stand lack."""
            return _("Let stand although terms are not followed: %s") % ", ".join(log_entry.data["terms"])
