"""What visits show on the home page of the editing interface."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from wagtail.admin.ui.components import Component


class LogVisitPanel(Component):
    """A card with one button: log a visit."""

    name = "log_visit"
    template_name = "delegations/admin/log_visit_panel.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Where the button leads."""
        return {"log_url": reverse("log_visit:index"), "list_url": reverse("delegations_delegationpage:index")}
