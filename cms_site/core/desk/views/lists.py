"""All of what a panel of the home page holds."""

from typing import Any

from django.http import Http404
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms_site.core.admin.paging import page_of
from cms_site.core.desk.panels import panel_called

PER_PAGE = 50


class ListView(WagtailAdminTemplateMixin, TemplateView):
    """One panel with all its rows, page by page; 404 for those who have no such panel."""

    template_name = "core/desk/list.html"
    http_method_names = ["get", "head", "options"]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Wagtail's context with the panel."""
        panel = panel_called(self.kwargs["name"], self.request.user)
        if panel is None:
            raise Http404
        self.page_title = panel.heading
        items = page_of(panel.rows, self.request, PER_PAGE)
        panel.rows = items.object_list
        return {**super().get_context_data(**kwargs), "panel": panel, "items": items}
