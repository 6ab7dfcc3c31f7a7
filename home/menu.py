"""The department's entry in the main menu of the editing interface."""

from django.utils.translation import gettext_lazy as _

from cms_site.core.admin.menu import MenuGroup

PRESS = MenuGroup("press", _("Press service"), "openquote", 100)
