"""The lists of alerts and topics in the editing interface."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from cms_site.core.admin.no_chooser import NoChooser
from cms_site.core.workflow.marks import MarkedStatusColumn, with_urgent_mark
from home.models import Alert, Topic


class AlertViewSet(SnippetViewSet):
    """Alerts, the newest first."""

    model = Alert
    icon = "warning"
    menu_label = _("Alerts")
    menu_order = 20
    begin = _("Announce a warning")
    chooser_viewset_class = NoChooser
    list_display = [
        "title",
        Column("get_service_display", label=_("Service"), sort_key="service"),
        DateColumn("start", label=_("Start"), sort_key="start"),
        DateColumn("expected_end", label=_("Expected end"), sort_key="expected_end"),
        DateColumn("actual_end", label=_("Actual end"), sort_key="actual_end"),
        MarkedStatusColumn(),
    ]
    list_filter = ["service", "planned", "live", "start"]
    search_fields = ["title", "text", "streets"]
    ordering = ["-start"]
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """All alerts, with a mark on those that went out on the word of one person."""
        return with_urgent_mark(Alert.objects.all())


class TopicViewSet(SnippetViewSet):
    """Topics of news."""

    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    menu_order = 30
    list_display = ["name"]
    search_fields = ["name"]
