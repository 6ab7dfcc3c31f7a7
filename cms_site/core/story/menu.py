"""Where a story is found in the editing interface."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from cms_site.core.story.permissions import VIEW_EVERYTHING, may_read


def header_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """The story in the menu of a page, below Wagtail's history, which knows one language."""
    if may_read(page, user):
        address = reverse("core_story", args=[page.pk])
        yield Button(_("Full story"), address, icon_name="history", priority=66)


class StoryMenuItem(MenuItem):
    """The story of a period among the reports, for those who read everything."""

    def __init__(self) -> None:
        address = reverse("core_story_of_period")
        super().__init__(gettext_lazy("Full story"), address, name="story", icon_name="history", order=1100)

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(VIEW_EVERYTHING))
