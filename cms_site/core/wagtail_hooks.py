from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from cms_site.core.admin import statistics
from cms_site.core.admin.bulk_actions import ACTIONS
from cms_site.core.admin.listings import menu_groups
from cms_site.core.imports import urls as import_urls
from cms_site.core.log_actions import MergeFormatter
from cms_site.core.translation.addresses import refuse_wrong_language


@hooks.register("register_admin_viewset")
def register_page_type_listings() -> list[Any]:
    """The lists of all page types, grouped by department."""
    return menu_groups()


@hooks.register("register_admin_urls")
def register_imports() -> list[Any]:
    """The way of an imported file."""
    return import_urls.urlpatterns


@hooks.register("register_admin_urls")
def register_statistics() -> list[Any]:
    """The figures of a page type."""
    return statistics.urlpatterns()


@hooks.register("register_permissions")
def register_import_permission() -> QuerySet:
    """The permission to see the imports of others, for the form of a group."""
    return Permission.objects.filter(content_type__app_label="core", codename="view_importrun")


for action in ACTIONS:
    hooks.register("register_bulk_action", action)


hooks.register("before_serve_page", refuse_wrong_language)


@hooks.register("insert_global_admin_css")
def admin_style_sheet() -> str:
    """What our lists and cards need beyond Wagtail's own styles."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """How a merged record appears in the history."""
    actions.register_action("core.merge")(MergeFormatter)
