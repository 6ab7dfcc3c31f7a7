"""The list and the form of terms in the editing interface."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets import Button
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView, SnippetViewSet

from cms_site.core.admin.no_chooser import NoChooser
from cms_site.core.terms import equivalents
from cms_site.core.terms.models import Term
from cms_site.core.terms.spreadsheets import TermImport


class EquivalentsColumn(Column):
    """What a term is called in other languages, with a word at those that nobody has approved yet."""

    def get_value(self, instance: Any) -> str:
        rows = sorted((row.locale.language_code, row.name, _mark(row)) for row in instance.names.all())
        return format_html_join("", '<div><b>{0}</b> <span lang="{0}">{1}</span> {2}</div>', rows) or "—"


def _mark(row: Any) -> str:
    if row.approved_at:
        return ""
    return format_html('<span class="w-status">{}</span>', _("proposal") if row.proposed else _("not approved"))


def _own_buttons(user: Any, term: Any) -> list[Button]:
    """To approval, for those who may, and to the translations that have a former form."""
    approve, correct = (reverse(name, args=[term.pk]) for name in ("core_approve_term", "core_correct_term"))
    buttons = [Button(_("Correct translations"), correct, icon_name="resubmit", priority=70)]
    if user.has_perm(equivalents.APPROVE):
        buttons.insert(0, Button(_("Approve equivalents"), approve, icon_name="check", priority=60))
    return buttons


class TermIndexView(IndexView):
    """The list, which finds a term by any of its forms in any spelling."""

    def search_queryset(self, queryset: Any) -> Any:
        return queryset.spelled_like(self.search_query) if self.is_searching else queryset

    def get_list_more_buttons(self, instance: Any) -> list[Any]:
        """Wagtail's buttons and the ways to approval and to translations that have a former form."""
        return [*super().get_list_more_buttons(instance), *_own_buttons(self.request.user, instance)]

    @property
    def header_more_buttons(self) -> list[Button]:
        """Wagtail's buttons and the one that leads to the import and the table, for those who may."""
        buttons: list[Button] = super().header_more_buttons
        if not TermImport.may_import(self.request.user):
            return buttons
        address = reverse("core_import_upload", args=[TermImport.name])
        return [
            *buttons,
            Button(_("Import terms"), address, icon_name="upload", priority=60),
            Button(_("Download XLSX"), reverse("core_terms_file"), icon_name="download", priority=70),
        ]


class TermCreateView(CreateView):
    """The form of a new term; afterwards it is shown again with what was proposed."""

    def get_success_url(self) -> str:
        return reverse(self.edit_url_name, args=[self.object.pk])


class TermEditView(EditView):
    """The form of a term, with the ways to approval and to translations that have a former form."""

    def get_success_url(self) -> str:
        return reverse(self.edit_url_name, args=[self.object.pk])

    @property
    def header_more_buttons(self) -> list[Button]:
        """Wagtail's buttons and the one that leads to approval, for those who may."""
        return [*super().header_more_buttons, *_own_buttons(self.request.user, self.object)]


class TermViewSet(SnippetViewSet):
    """Terms, in the main menu."""

    model = Term
    icon = "title"
    menu_label = _("Terms")
    menu_name = "terms"
    menu_order = 210
    add_to_admin_menu = True
    index_view_class = TermIndexView
    add_view_class = TermCreateView
    edit_view_class = TermEditView
    chooser_viewset_class = NoChooser
    list_display = [
        "name",
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        EquivalentsColumn("equivalents", label=_("Equivalents")),
    ]
    list_filter = ["kind"]
    search_fields = ["name"]
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """All terms with their equivalents."""
        return Term.objects.all()
