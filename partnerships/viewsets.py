"""Lists of records in the editing interface."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets import Button
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet

from partnerships.models import Organisation
from partnerships.organisation_chooser import OrganisationChooserViewSet
from partnerships.views.merging import may_merge


class OrganisationIndexView(IndexView):
    """The list, which finds an organisation by any of its names in any spelling."""

    def search_queryset(self, queryset: Any) -> Any:
        return queryset.spelled_like(self.search_query) if self.is_searching else queryset


class OrganisationEditView(EditView):
    """The form, with the way to merging."""

    @property
    def header_more_buttons(self) -> list[Button]:
        """Wagtail's buttons and the one that leads to merging, for those who may."""
        buttons: list[Button] = super().header_more_buttons
        return [*buttons, merge_button(self.object)] if may_merge(self.request.user) else buttons


def merge_button(organisation: Organisation) -> Button:
    """The button that leads to merging another organisation into this one."""
    address = reverse("merge_organisation", args=[organisation.pk])
    return Button(_("Merge with another one"), address, icon_name="resubmit", priority=60)


class OrganisationViewSet(SnippetViewSet):
    """The organisations, and how they are chosen elsewhere."""

    model = Organisation
    icon = "home"
    menu_label = _("Organisations")
    menu_order = 40
    index_view_class = OrganisationIndexView
    edit_view_class = OrganisationEditView
    chooser_viewset_class = OrganisationChooserViewSet
    list_display = ["name", Column("get_kind_display", label=_("Kind")), "country"]
    list_filter = ["kind", "country"]
    list_per_page = 50
