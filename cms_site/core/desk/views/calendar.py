"""The month of everything that is to happen to texts."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms_site.core.admin.months import Month, month_from, month_of, next_month
from cms_site.core.desk import schedule


class CalendarView(WagtailAdminTemplateMixin, TemplateView):
    """One month, for those who may change or publish something; another one than the current by `?month=2016-09`."""

    template_name = "core/desk/calendar.html"
    page_title = _("Calendar of texts")
    header_icon = "date"
    http_method_names = ["get", "head", "options"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not schedule.may_see(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Wagtail's context with the month."""
        context = super().get_context_data(**kwargs)
        return {**context, "month": self.month(), "entries_template": "core/desk/events.html"}

    def month(self) -> Month:
        """The month that was asked for, or the current one."""
        today = timezone.localdate()
        first = month_from(self.request.GET.get("month", "")) or today.replace(day=1)
        by_day: dict[date, list[schedule.Event]] = {}
        since, until = schedule.beginning_of(first), schedule.beginning_of(next_month(first))
        for event in schedule.events(self.request.user, since, until):
            by_day.setdefault(event.day, []).append(event)
        return month_of(first, lambda day: by_day.get(day, []), today=today, undated=[])
