"""Where the desk is found in the menu of the editing interface."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from cms_site.core.desk.schedule import may_see


class CalendarMenuItem(MenuItem):
    """The calendar of texts, first among the reports of those who can have something in it."""

    def __init__(self) -> None:
        super().__init__(
            _("Calendar of texts"), reverse("desk_calendar"), name="desk-calendar", icon_name="date", order=1
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see(request.user)
