"""The panels of the home page, each for those for whom it can hold something, with a word where it holds nothing."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel

from cms_site.core.desk import mine, schedule, waiting
from cms_site.core.desk.beginning import BeginPanel
from cms_site.core.desk.reviews import reviews

# Longer lists say how many more there are, and lead to all of them.
ROWS = 20
# How far the home page looks ahead.
AHEAD = timedelta(days=30)
PREFIX = "desk_"
# Ours say the same, and lead to an approval of the text that was read.
REPLACED = (WorkflowObjectsToModeratePanel, UserObjectsInWorkflowModerationPanel)


class DeskPanel(Component):
    """Rows of texts, and how many more there are than shown.

    heading, icon  what stands above the rows
    nothing        what is said where there are none
    template_name  extends `core/desk/panel.html` by the columns of the rows
    """

    name = ""
    heading: Any = ""
    nothing: Any = ""
    icon = ""
    template_name = ""
    order = 0

    def __init__(self, rows: list[Any], number: int | None = None) -> None:
        self.rows = rows
        self.more = 0 if number is None else number - len(rows)

    def shorten(self, limit: int) -> None:
        """Keep no more than `limit` rows."""
        self.more += max(0, len(self.rows) - limit)
        self.rows = self.rows[:limit]

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The rows, where all of them are, and what their forms need."""
        return {
            "panel_id": self.name.replace("_", "-"),
            "heading": self.heading,
            "nothing": self.nothing,
            "icon": self.icon,
            "rows": self.rows,
            "more": self.more,
            "all_url": reverse("desk_list", args=[self.name.removeprefix(PREFIX)]),
            "user": parent_context["request"].user,
            "csrf_token": parent_context["csrf_token"],
        }


class WaitingPanel(DeskPanel):
    """What waits for the approval of this person."""

    name = "desk_waiting"
    heading = _("Waiting for me")
    nothing = _("Nothing waits for your approval.")
    icon = "clipboard-list"
    template_name = "core/desk/waiting.html"
    order = 10


class ReturnedPanel(DeskPanel):
    """What came back to this person, with the reasons."""

    name = "desk_returned"
    heading = _("Returned to me")
    nothing = _("Nothing was returned to you.")
    icon = "arrow-left"
    template_name = "core/desk/returned.html"
    order = 20


class MinePanel(DeskPanel):
    """What this person is at work on."""

    name = "desk_mine"
    heading = _("My texts")
    nothing = _("You have no drafts, and nothing of yours waits for approval.")
    icon = "edit"
    template_name = "core/desk/mine.html"
    order = 30


class ScheduledPanel(DeskPanel):
    """What appears and expires next."""

    name = "desk_scheduled"
    heading = _("Scheduled and expiring")
    nothing = _("Nothing appears or expires in the next 30 days.")
    icon = "date"
    template_name = "core/desk/scheduled.html"
    order = 40


class ReviewsPanel(DeskPanel):
    """Public pages that somebody should look at again."""

    name = "desk_reviews"
    heading = _("Review date passed")
    nothing = _("No public page waits for its review.")
    icon = "clipboard-list"
    template_name = "core/desk/reviews.html"
    order = 41


def panels_for(user: Any, limit: int | None = ROWS) -> list[DeskPanel]:
    """The panels of `user`, in their order, each with no more than `limit` rows."""
    found: list[DeskPanel] = []
    steps = waiting.steps()
    if waiting.may_hold(steps, user):
        found.append(WaitingPanel(waiting.waiting_for(user, steps)))
    if mine.may_write(user):
        found += [ReturnedPanel(mine.returned_to(user)), MinePanel(*mine.drafts_of(user, limit))]
    if schedule.may_see(user):
        now = timezone.now()
        found.append(ScheduledPanel(schedule.announced(user, now, now + AHEAD)))
        found.append(ReviewsPanel(reviews(schedule.pages_of(user), until=timezone.localdate())))
    if limit is not None:
        for panel in found:
            panel.shorten(limit)
    return found


def panel_called(name: str, user: Any) -> DeskPanel | None:
    """The panel with all its rows; None if `user` has none of that name."""
    return next((panel for panel in panels_for(user, None) if panel.name == PREFIX + name), None)


def furnish(panels: list[Any], user: Any) -> None:
    """Put the panels of `user` in place of Wagtail's own that say the same, and what they may write before them."""
    panels[:] = [panel for panel in panels if not isinstance(panel, REPLACED)]
    begin = BeginPanel(user)
    if begin.offers:
        panels.append(begin)
    panels.extend(panels_for(user))
