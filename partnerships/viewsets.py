"""Lists of records in the editing interface."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from partnerships.models import Organisation


class OrganisationViewSet(SnippetViewSet):
    """The organisations, found by their name in any language."""

    model = Organisation
    icon = "home"
    menu_label = _("Organisations")
    menu_order = 40
    list_display = ["name", Column("get_kind_display", label=_("Kind")), "country"]
    list_filter = ["kind", "country"]
    list_per_page = 50
