"""The list and the form of rules, among the settings."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet

from cms_site.core.admin.no_chooser import NoChooser
from cms_site.core.rules.models import ContentRule
from cms_site.core.rules.names import Names


class RuleIndexView(IndexView):
    """The list, with what each rule says."""

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        rules = list(context["object_list"])
        names = Names(rules)
        for rule in rules:
            rule.names = names
        return context


class RuleEditView(EditView):
    """The form, with the ways to what the rule did and would have done."""

    @property
    def header_more_buttons(self) -> list[Button]:
        """Wagtail's buttons and ours."""
        rule = self.object
        kinds = {row["type"] for row in rule.action_rows}
        own = [
            (_("What it did"), "core_rule_runs", "history", True),
            (_("What it would have done"), "core_rule_dry_run", "view", True),
            (_("Preview of its mails"), "core_rule_preview", "mail", "mail" in kinds),
            (_("Webhook secret"), "core_rule_secret", "key", "webhook" in kinds),
        ]
        buttons = [
            Button(label, reverse(name, args=[rule.pk]), icon_name=icon, priority=60 + place)
            for place, (label, name, icon, offered) in enumerate(own)
            if offered
        ]
        return [*super().header_more_buttons, *buttons]


class RuleViewSet(SnippetViewSet):
    """The content rules."""

    model = ContentRule
    icon = "tasks"
    menu_label = _("Content rules")
    menu_order = 650
    add_to_settings_menu = True
    index_view_class = RuleIndexView
    edit_view_class = RuleEditView
    chooser_viewset_class = NoChooser
    list_display = [
        "name",
        Column("sentence", label=_("What it says")),
        BooleanColumn("enabled", label=_("Switched on")),
    ]
    list_filter = ["enabled"]
    search_fields = ["name"]
    list_per_page = 50


def register_actions(actions: LogActionRegistry | Any) -> None:
    """How what is done to rules, beside changing them, appears in the history."""
    actions.register_action("core.rule.secret", _("Change the webhook secret"), _("Webhook secret made anew"))
