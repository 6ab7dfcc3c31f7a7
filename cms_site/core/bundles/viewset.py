"""The list of bundles, and the form for name, note and time."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from cms_site.core.admin.searching import AnyCaseSearchMixin
from cms_site.core.bundles.forms import BundleForm
from cms_site.core.bundles.models import Bundle

NAME = gettext_lazy("Release together")


class BundleIndexView(AnyCaseSearchMixin, generic.IndexView):
    """The list, the newest first; the name leads to the pages of a bundle."""

    default_ordering = "-created_at"
    page_title = NAME

    def _get_title_column(self, field_name: str, column_class: Any = TitleColumn, **kwargs: Any) -> Any:
        return TitleColumn(
            "name",
            label=gettext_lazy("Name"),
            sort_key="name",
            get_url=lambda bundle: reverse("core_bundle", args=[bundle.pk]),
        )

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("created_by")


class BundleAddView(generic.CreateView):
    """A new bundle, to which pages are added next."""

    def get_success_url(self) -> str:
        return reverse("core_bundle", args=[self.object.pk])


class _OpenOnly:
    """Of what is released nothing is changed."""

    def get_object(self, *args: Any) -> Bundle:
        """The bundle, which must be open."""
        bundle: Bundle = super().get_object(*args)  # type: ignore[misc]
        if not bundle.is_open:
            raise PermissionDenied
        return bundle


class BundleEditView(_OpenOnly, generic.EditView):
    """The form of an open bundle."""

    def get_success_url(self) -> str:
        return reverse("core_bundle", args=[self.object.pk])


class BundleDeleteView(_OpenOnly, generic.DeleteView):
    """Deleting an open bundle; its pages stay as they are."""


class BundleViewSet(ModelViewSet):
    """The bundles in the main menu."""

    model = Bundle
    name = "bundles"
    icon = "folder-open-inverse"
    menu_label = NAME
    menu_name = "bundles"
    menu_order = 450
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = BundleIndexView
    add_view_class = BundleAddView
    edit_view_class = BundleEditView
    delete_view_class = BundleDeleteView
    list_display = [
        "name",
        Column("get_state_display", label=gettext_lazy("State")),
        DateColumn("release_at", label=gettext_lazy("Time of release")),
        Column("created_by", label=gettext_lazy("Made by")),
    ]
    list_filter = ["state"]
    list_per_page = 50
    search_fields = ["name"]
    search_backend_name = None

    def get_form_class(self, for_update: bool = False) -> type[BundleForm]:
        return BundleForm
