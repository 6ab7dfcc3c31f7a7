"""Where editors find books, the bulletin and the annual reports."""

from django.utils.translation import gettext_lazy as _

from cms_site.core.admin.menu import MenuGroup

PUBLISHING = MenuGroup("publishing", _("Bulletin and books"), "doc-full", 300)
