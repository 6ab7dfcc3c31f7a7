"""The month of visits in the editing interface, and the address at which it can be subscribed to."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms_site.core.admin.months import month_from
from delegations import agenda
from delegations.models import CalendarAddress


class VisitsView(WagtailAdminTemplateMixin, TemplateView):
    """A view for those who work with visits; others are refused."""

    header_icon = "date"
    user: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.user = request.user
        if not agenda.may_see(self.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class MonthView(VisitsView):
    """One month of visits; another one than the current by `?month=2016-09`."""

    template_name = "delegations/admin/month.html"
    page_title = gettext_lazy("Calendar of visits")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Wagtail's context with the month."""
        today = timezone.localdate()
        first = month_from(self.request.GET.get("month", "")) or today.replace(day=1)
        month = agenda.month(self.user, first, today=today)
        entries = "delegations/admin/visit_links.html"
        return {**super().get_context_data(**kwargs), "month": month, "entries_template": entries}


class AddressView(VisitsView):
    """Shows the personal address of the calendar; makes, replaces and revokes it on POST."""

    template_name = "delegations/admin/calendar_address.html"
    page_title = gettext_lazy("Your calendar address")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Wagtail's context with the address, empty when there is none."""
        address = CalendarAddress.objects.filter(user=self.user).first()
        url = self.request.build_absolute_uri(reverse("staff_calendar", args=[address.token])) if address else ""
        return {**super().get_context_data(**kwargs), "address": address, "url": url}

    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Revoke the address and, unless that was all, make another one."""
        # of two requests at once the second waits, for a person has one address
        get_user_model().objects.select_for_update().get(pk=self.user.pk)
        earlier, _rows = CalendarAddress.objects.filter(user=self.user).delete()
        if "revoke" in request.POST:
            messages.success(request, _("The address is revoked. Calendars that use it get nothing more."))
        else:
            CalendarAddress.objects.create(user=self.user)
            replaced = _("This is your new address. The earlier one no longer works.")
            messages.success(request, replaced if earlier else _("This is your address."))
        return redirect("visit_calendar:address")
