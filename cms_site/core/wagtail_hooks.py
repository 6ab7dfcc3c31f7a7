from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import include, path
from django.utils.html import format_html
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry
from wagtail.rich_text.feature_registry import FeatureRegistry

from cms_site.core.admin import statistics, translation_buttons
from cms_site.core.admin.action_menu import submit_first
from cms_site.core.admin.bulk_actions import ACTIONS
from cms_site.core.admin.deletion import refuse_what_is_needed
from cms_site.core.admin.listings import menu_groups
from cms_site.core.imports import urls as import_urls
from cms_site.core.lifecycle import log_formats
from cms_site.core.lifecycle.page_views import SitePageViews
from cms_site.core.lifecycle.views import bin as bin_views
from cms_site.core.lifecycle.views.delete import BulkBin
from cms_site.core.lifecycle.views.move import BulkMove
from cms_site.core.lifecycle.views.unpublish import BulkRemoval
from cms_site.core.log_actions import MergeFormatter
from cms_site.core.translation.addresses import refuse_wrong_language
from cms_site.core.translation.links import ReaderLanguageLinkHandler
from cms_site.core.translation.localize import refuse_unfinished
from cms_site.core.workflow import banners, menu
from cms_site.core.workflow import urls as workflow_urls
from cms_site.core.workflow.log import register_actions
from cms_site.core.workflow.panels import UrgentPanel


@hooks.register("register_admin_viewset")
def register_page_type_listings() -> list[Any]:
    """The lists of all page types, grouped by department."""
    return menu_groups()


@hooks.register("register_admin_viewset", order=1)
def register_page_views() -> SitePageViews:
    """Our views of every page; after Wagtail's own, which they take the place of."""
    return SitePageViews()


for page_action in (BulkRemoval, BulkBin, BulkMove):
    hooks.register("register_bulk_action", page_action, order=1)


@hooks.register("register_admin_urls")
def register_bin() -> list[Any]:
    """The bin."""
    return [path("bin/", include((bin_views.urlpatterns, "bin")))]


@hooks.register("register_admin_menu_item")
def register_bin_menu_item() -> bin_views.BinMenuItem:
    """The bin, at the end of the main menu."""
    return bin_views.BinMenuItem()


@hooks.register("register_permissions")
def register_bin_permission() -> QuerySet:
    """The permission to keep the bin, for the form of a group."""
    return Permission.objects.filter(content_type__app_label="core", codename="keep_bin")


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """How removals and merged records appear in the history."""
    log_formats.register(actions)
    actions.register_action("core.merge")(MergeFormatter)


@hooks.register("register_admin_urls")
def register_imports() -> list[Any]:
    """The way of an imported file."""
    return import_urls.urlpatterns


@hooks.register("register_admin_urls")
def register_statistics() -> list[Any]:
    """The figures of a page type."""
    return statistics.urlpatterns()


@hooks.register("register_permissions")
def register_own_permissions() -> QuerySet:
    """The permissions to see the imports of others and to publish urgently, for the form of a group."""
    own = ("view_importrun", "publish_urgently")
    return Permission.objects.filter(content_type__app_label="core", codename__in=own)


@hooks.register("register_admin_urls")
def register_approval() -> list[Any]:
    """The pages on which texts are approved, published urgently and confirmed."""
    return workflow_urls.urlpatterns


@hooks.register("construct_homepage_panels", order=1000)
def head_home_page_with_urgent_items(request: HttpRequest, panels: list[Any]) -> None:
    """What went out on the word of one person stands before everything else."""
    panel = UrgentPanel(request.user)
    if panel.rows:
        panels.insert(0, panel)


hooks.register("construct_page_action_menu", menu.for_pages)
hooks.register("construct_snippet_action_menu", menu.for_records)
hooks.register("before_edit_page", banners.before_edit)
hooks.register("before_edit_snippet", banners.before_edit)
hooks.register("before_publish_page", banners.before_publish)
hooks.register("before_publish", banners.before_publish)
hooks.register("register_log_actions", register_actions)


@hooks.register("register_rich_text_features", order=10)
def register_links(features: FeatureRegistry) -> None:
    """Links in texts lead to the reader's language."""
    features.register_link_type(ReaderLanguageLinkHandler)


translation_buttons.replace()


for action in ACTIONS:
    hooks.register("register_bulk_action", action)


hooks.register("before_delete_snippet", refuse_what_is_needed)
hooks.register("before_serve_page", refuse_wrong_language)
# before wagtail-localize, which answers the request itself
hooks.register("before_edit_page", refuse_unfinished, order=-10)


@hooks.register("construct_page_action_menu")
@hooks.register("construct_snippet_action_menu")
def order_actions(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Submitting for approval first, for those who may not publish."""
    submit_first(menu_items)


@hooks.register("insert_global_admin_css")
def admin_style_sheet() -> str:
    """What our lists and cards need beyond Wagtail's own styles."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("insert_editor_js")
def editor_script() -> str:
    """What keeps a page from being created twice by somebody who saves it while it saves itself."""
    return format_html('<script src="{}" type="module"></script>', static("js/wait_for_autosave.js"))
