"""The lists of alerts and topics in the editing interface."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, LiveStatusTagColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from home.models import Alert, Topic


class AlertViewSet(SnippetViewSet):
    """Alerts, the newest first."""

    model = Alert
    icon = "warning"
    menu_label = _("Alerts")
    menu_order = 20
    list_display = [
        "title",
        Column("get_service_display", label=_("Service"), sort_key="service"),
        DateColumn("start", label=_("Start"), sort_key="start"),
        DateColumn("expected_end", label=_("Expected end"), sort_key="expected_end"),
        DateColumn("actual_end", label=_("Actual end"), sort_key="actual_end"),
        LiveStatusTagColumn(),
    ]
    list_filter = ["service", "planned", "live", "start"]
    search_fields = ["title", "text", "streets"]
    ordering = ["-start"]
    list_per_page = 50


class TopicViewSet(SnippetViewSet):
    """Topics of news."""

    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    menu_order = 30
    list_display = ["name"]
    search_fields = ["name"]
