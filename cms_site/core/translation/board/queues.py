"""What waits for a translator: on the board, and on the home page of the editing interface."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.components import Component

from cms_site.core.translation.board.texts import with_addresses
from cms_site.core.translation.jobs.models import OPEN, State, TranslationJob
from cms_site.core.translation.jobs.rights import Workplaces, works_somewhere

SHOWN = 5


@dataclass(frozen=True)
class Queue:
    """The first jobs of a list, where all of it is, and what is said if there are none."""

    name: str
    jobs: list[TranslationJob]
    address: str
    nothing: str


def queues_of(user: Any, rights: Workplaces) -> list[Queue]:
    """What `user` has claimed, and what is free in their languages, the most urgent first."""
    waiting = rights.jobs().filter(state__in=OPEN).select_related("source", "locale", "assignee").order_by("due", "pk")
    mine = list(waiting.filter(assignee=user.pk)[:SHOWN])
    free = list(waiting.filter(assignee=None).exclude(state=State.IN_REVIEW)[:SHOWN])
    with_addresses([*mine, *free])
    jobs = reverse("translation_board:jobs")
    return [
        Queue(_("Claimed by me"), mine, f"{jobs}?assignee=me&open=true", _("You have claimed nothing.")),
        Queue(
            _("Free in my languages"), free, f"{jobs}?assignee=nobody&open=true", _("Nothing waits for a translator.")
        ),
    ]


class TranslationsPanel(Component):
    """The same on the home page, for those who translate and do not publish."""

    name = "translations"
    heading = gettext_lazy("Translations")
    template_name = "core/translation/panel.html"
    order = 15

    def __init__(self, queues: list[Queue]) -> None:
        self.queues = queues

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The queues, and what their forms need."""
        return {
            "heading": self.heading,
            "queues": self.queues,
            "source_language": settings.LANGUAGE_CODE,
            "csrf_token": parent_context["csrf_token"],
            "request": parent_context["request"],
        }


def add_panel(panels: list[Any], user: Any) -> None:
    """Put the panel on the home page of somebody who translates; whoever decides over jobs has the board."""
    if user.is_superuser or not works_somewhere(user):
        return
    rights = Workplaces(user)
    if rights.only_translates:
        panels.append(TranslationsPanel(queues_of(user, rights)))
