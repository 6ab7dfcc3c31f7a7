"""What the editing interface has for visits beside their list."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from delegations import agenda, visit_log
from delegations.views.admin_calendar import AddressView, MonthView
from delegations.views.visit_log import copy_visit, log_visit


class VisitsMenuItem(MenuItem):
    """Shown to those who work with visits."""

    def is_shown(self, request: Any) -> bool:
        return agenda.may_see(request.user)


class VisitCalendarViewSet(ViewSet):
    """The month of visits and the personal address of its calendar."""

    name = "visit_calendar"
    url_prefix = "visits/calendar"
    icon = "date"
    menu_label = _("Calendar of visits")
    menu_order = 101  # right after the list of visits
    menu_item_class = VisitsMenuItem

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", MonthView.as_view(), name="index"),
            path("address/", AddressView.as_view(), name="address"),
        ]


class LogVisitMenuItem(MenuItem):
    """Shown to those who may log a visit."""

    def is_shown(self, request: Any) -> bool:
        return visit_log.section_for(request.user) is not None


class LogVisitViewSet(ViewSet):
    """Logging a visit: the empty form, and a copy of an earlier visit."""

    name = "log_visit"
    url_prefix = "visits/log"
    icon = "plus"
    menu_label = _("Log a visit")
    menu_order = 99  # right before the list of visits
    menu_item_class = LogVisitMenuItem

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", log_visit, name="index"),
            path("copy/<int:pk>/", copy_visit, name="copy"),
        ]
