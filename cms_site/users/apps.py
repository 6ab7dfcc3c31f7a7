from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UsersConfig(AppConfig):
    """The user model, alone in its app so that every other migration can depend on it."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "cms_site.users"
    label = "users"
    verbose_name = _("Users")
