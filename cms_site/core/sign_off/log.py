"""How the history of a page tells of opinions."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

from cms_site.core.sign_off.models import Verdict


def register_actions(actions: Any) -> None:
    """Register the entries with Wagtail."""

    @actions.register_action("ratusha.sign_off.ask")
    class Asked(LogFormatter):
        label = gettext_lazy("Ask an expert")

        def format_message(self, entry: Any) -> str:
            return _("Asked %(name)s for an opinion: %(question)s") % entry.data

    @actions.register_action("ratusha.sign_off.answer")
    class Answered(LogFormatter):
        label = gettext_lazy("Opinion of an expert")

        def format_message(self, entry: Any) -> str:
            said = {**entry.data, "verdict": Verdict(entry.data["verdict"]).label}
            return _("Opinion of %(name)s, without an account: “%(verdict)s” %(comment)s") % said

    @actions.register_action("ratusha.sign_off.revoke")
    class Revoked(LogFormatter):
        label = gettext_lazy("Revoke a link")

        def format_message(self, entry: Any) -> str:
            return _("The link of %(name)s opens nothing any more.") % entry.data
