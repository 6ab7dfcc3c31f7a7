from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SetupConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "cms_site.setup"
    verbose_name = _("Set-up profile")
