from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DelegationsConfig(AppConfig):
    """The log of visits: who came, who went, what for and what came of it."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "delegations"
    verbose_name = _("Delegations")

    def ready(self) -> None:
        from cms_site.core.imports import declarations
        from delegations import figures, spreadsheets

        figures.register()
        declarations.register(spreadsheets.VisitImport)
