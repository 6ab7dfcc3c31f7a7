from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """Base page, mixins and registries that the page types of the other apps are made of."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "cms_site.core"
    label = "core"
    verbose_name = _("Core")

    def ready(self) -> None:
        from cms_site.core import notices, signal_handlers
        from cms_site.core.admin import date_input
        from cms_site.core.workflow import engine, reminders

        engine.install()
        notices.register(reminders.due_at)
        signal_handlers.connect()
        date_input.register()
