from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnershipsConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "partnerships"
    verbose_name = _("Partnerships")

    def ready(self) -> None:
        from cms_site.core import notices
        from partnerships import reminders
        from partnerships.figures import agreements, partners

        agreements.register()
        partners.register()
        notices.register(reminders.due_at)
