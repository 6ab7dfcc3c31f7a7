"""The department's entry in the main menu of the editing interface."""

from django.utils.translation import gettext_lazy as _

from cms_site.core.admin.menu import MenuGroup

FOREIGN_RELATIONS = MenuGroup("foreign-relations", _("Foreign relations"), "globe", 200)
