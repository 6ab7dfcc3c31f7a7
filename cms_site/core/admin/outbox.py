"""The outbox for administrators: what waits or could not be sent, why, and sending it again."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from cms_site.core import outbox
from cms_site.core.admin.paging import page_of
from cms_site.core.models.delivery import Delivery

KEEP = "core.keep_outbox"
PER_PAGE = 50
# For that long a mail server may be away without anybody being told.
PATIENCE = timedelta(hours=1)
may_keep = permission_required(KEEP, raise_exception=True)


class OutboxMenuItem(MenuItem):
    """The outbox, for those who keep it."""

    def __init__(self) -> None:
        super().__init__(gettext_lazy("Outbox"), reverse("outbox:index"), name="outbox", icon_name="mail", order=9050)

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the user keeps the outbox."""
        return bool(request.user.has_perm(KEEP))


class FailingPanel(Component):
    """On the home page of those who keep the outbox: that something could not be sent for over an hour."""

    name = "outbox"
    template_name = "core/admin/outbox_panel.html"
    order = 1

    def __init__(self, user: Any) -> None:
        self.count = Delivery.objects.failing_for(PATIENCE).count() if user.has_perm(KEEP) else 0

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"count": self.count}


@require_GET
@may_keep
def index(request: HttpRequest) -> HttpResponse:
    """What is not sent yet; with `?all=1` also what was sent lately."""
    everything = "all" in request.GET
    found = Delivery.objects.all() if everything else Delivery.objects.unsent()
    page = page_of(found.select_related("recipient").order_by("-created", "-pk"), request, PER_PAGE)
    rows = [{"delivery": delivery, "channel": outbox.label_of(delivery.channel)} for delivery in page]
    context = {"page_of_items": page, "rows": rows, "everything": everything, "days": outbox.KEPT.days}
    return TemplateResponse(request, "core/admin/outbox.html", context)


@require_POST
@may_keep
def try_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send one thing now and say what came of it."""
    delivery = outbox.try_again(get_object_or_404(Delivery, pk=pk), timezone.now())
    said = {"title": delivery.title, "error": delivery.last_error}
    if delivery.state == Delivery.State.SENT:
        messages.success(request, _("“%(title)s” is sent.") % said)
    elif delivery.state == Delivery.State.NOT_NEEDED:
        messages.info(request, _("“%(title)s” was not sent. %(error)s") % said)
    elif delivery.claimed:
        messages.info(request, _("“%(title)s” is being sent at this moment.") % said)
    else:
        messages.error(request, _("“%(title)s” could not be sent. %(error)s") % said)
    return redirect("outbox:index")


urlpatterns = [
    path("", index, name="index"),
    path("<int:pk>/again/", try_again, name="try_again"),
]
