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
from wagtail.snippets.models import register_snippet

from cms_site.core.admin import mail_choice, outbox, paging, statistics, translation_buttons
from cms_site.core.admin.action_menu import submit_first
from cms_site.core.admin.bulk_actions import ACTIONS
from cms_site.core.admin.deletion import refuse_what_is_needed
from cms_site.core.admin.listings import menu_groups
from cms_site.core.bundles import log as bundle_log
from cms_site.core.bundles import menu as bundle_menu
from cms_site.core.bundles import urls as bundle_urls
from cms_site.core.bundles.viewset import BundleViewSet
from cms_site.core.desk import urls as desk_urls
from cms_site.core.desk.log import register_actions as register_desk_actions
from cms_site.core.desk.menu import CalendarMenuItem
from cms_site.core.desk.panels import furnish
from cms_site.core.imports import urls as import_urls
from cms_site.core.lifecycle import log_formats
from cms_site.core.lifecycle.page_views import SitePageViews
from cms_site.core.lifecycle.views import bin as bin_views
from cms_site.core.lifecycle.views.delete import BulkBin
from cms_site.core.lifecycle.views.move import BulkMove
from cms_site.core.lifecycle.views.unpublish import BulkRemoval
from cms_site.core.log_actions import MergeFormatter
from cms_site.core.rules import urls as rule_urls
from cms_site.core.rules import viewsets as rule_viewsets
from cms_site.core.sign_off import editor as sign_off_editor
from cms_site.core.sign_off import log as sign_off_log
from cms_site.core.sign_off import urls as sign_off_urls
from cms_site.core.story import log as story_log
from cms_site.core.story import menu as story_menu
from cms_site.core.story import urls as story_urls
from cms_site.core.terms import log as term_log
from cms_site.core.terms import urls as term_urls
from cms_site.core.terms.viewsets import TermViewSet
from cms_site.core.translation import localize_guards
from cms_site.core.translation.addresses import refuse_wrong_language
from cms_site.core.translation.board import views as board_views
from cms_site.core.translation.board.queues import add_panel as add_translations
from cms_site.core.translation.links import ReaderLanguageLinkHandler
from cms_site.core.translation.localize import refuse_publication, refuse_stale_restart, refuse_unfinished
from cms_site.core.translation.workbench import urls as workbench_urls
from cms_site.core.translation.workbench.views import before_edit as open_on_workbench
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

for menu_item in (bin_views.BinMenuItem, board_views.BoardMenuItem, outbox.OutboxMenuItem):
    hooks.register("register_admin_menu_item", menu_item)


@hooks.register("register_admin_urls")
def register_own_views() -> list[Any]:
    """The addresses of all views of our own in the editing interface."""
    return [
        path("bin/", include((bin_views.urlpatterns, "bin"))),
        path("translations/", include((board_views.urlpatterns, "translation_board"))),
        path("translations/pages/", include((workbench_urls.urlpatterns, "translation_workbench"))),
        path("outbox/", include((outbox.urlpatterns, "outbox"))),
        *bundle_urls.admin_urlpatterns,
        *desk_urls.urlpatterns,
        *import_urls.urlpatterns,
        *rule_urls.urlpatterns,
        *sign_off_urls.admin_urlpatterns,
        *statistics.urlpatterns(),
        *story_urls.urlpatterns,
        *term_urls.urlpatterns,
        *workflow_urls.urlpatterns,
    ]


@hooks.register("construct_homepage_panels", order=900)
def say_what_could_not_be_sent(request: HttpRequest, panels: list[Any]) -> None:
    """Whoever keeps the outbox learns on the home page that the mail server is away."""
    panel = outbox.FailingPanel(request.user)
    if panel.count:
        panels.insert(0, panel)


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """How removals and merged records appear in the history."""
    log_formats.register(actions)
    actions.register_action("core.merge")(MergeFormatter)


@hooks.register("register_permissions")
def register_own_permissions() -> QuerySet:
    """The permissions of our own that belong to no record of a list, for the form of a group."""
    own = ("keep_bin", "view_importrun", "publish_urgently", "keep_outbox", "view_story")
    return Permission.objects.filter(content_type__app_label="core", codename__in=own)


@hooks.register("construct_homepage_panels", order=900)
def furnish_home_page(request: HttpRequest, panels: list[Any]) -> None:
    """What waits for whom."""
    furnish(panels, request.user)
    add_translations(panels, request.user)


@hooks.register("construct_homepage_panels", order=1000)
def head_home_page_with_urgent_items(request: HttpRequest, panels: list[Any]) -> None:
    """What went out on the word of one person stands before everything else."""
    panel = UrgentPanel(request.user)
    if panel.rows:
        panels.insert(0, panel)


register_snippet(rule_viewsets.RuleViewSet)
hooks.register("register_log_actions", rule_viewsets.register_actions)


register_snippet(TermViewSet)
hooks.register("register_log_actions", term_log.register_actions)

hooks.register("register_page_header_buttons", story_menu.header_button)
hooks.register("register_page_header_buttons", sign_off_editor.header_button)
hooks.register("before_edit_page", sign_off_editor.before_edit)
hooks.register("register_log_actions", sign_off_log.register_actions)
hooks.register("register_reports_menu_item", story_menu.StoryMenuItem)
hooks.register("register_log_actions", story_log.register_actions)


@hooks.register("register_admin_viewset")
def register_bundles() -> BundleViewSet:
    """The bundles, in the main menu."""
    return BundleViewSet()


hooks.register("register_page_header_buttons", bundle_menu.header_button)
hooks.register("construct_page_action_menu", bundle_menu.for_pages)
hooks.register("before_edit_page", bundle_menu.before_edit)
hooks.register("before_publish_page", bundle_menu.before_publish, order=-10)
hooks.register("register_log_actions", bundle_log.register_actions)

hooks.register("construct_page_action_menu", menu.for_pages)
hooks.register("construct_snippet_action_menu", menu.for_records)
hooks.register("before_edit_page", banners.before_edit)
hooks.register("before_edit_snippet", banners.before_edit)
hooks.register("before_edit_page", banners.say_why_it_came_back)
hooks.register("before_edit_snippet", banners.say_why_it_came_back)
hooks.register("before_publish_page", banners.before_publish)
hooks.register("before_publish", banners.before_publish)
hooks.register("register_log_actions", register_actions)
hooks.register("register_log_actions", register_desk_actions)
hooks.register("register_reports_menu_item", CalendarMenuItem)


@hooks.register("register_rich_text_features", order=10)
def register_links(features: FeatureRegistry) -> None:
    """Links in texts lead to the reader's language."""
    features.register_link_type(ReaderLanguageLinkHandler)


translation_buttons.replace()
localize_guards.install()
mail_choice.install()
paging.install()


for action in ACTIONS:
    hooks.register("register_bulk_action", action)


hooks.register("before_delete_snippet", refuse_what_is_needed)
hooks.register("before_serve_page", refuse_wrong_language)
# before wagtail-localize, which answers the request itself
hooks.register("before_edit_page", refuse_unfinished, order=-10)
hooks.register("before_edit_page", open_on_workbench, order=-9)
hooks.register("before_edit_snippet", refuse_stale_restart, order=-10)
hooks.register("before_edit_snippet", refuse_publication, order=-10)


@hooks.register("construct_page_action_menu")
@hooks.register("construct_snippet_action_menu")
def order_actions(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Submitting for approval first, for those who may not publish."""
    submit_first(menu_items)


@hooks.register("insert_global_admin_css")
def admin_style_sheet() -> str:
    """What our lists and cards need beyond Wagtail's own styles."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("insert_global_admin_js")
def labels_of_cells() -> str:
    """What names the cells of lists on a phone."""
    return format_html('<script src="{}" type="module"></script>', static("js/label_cells.js"))


@hooks.register("insert_global_admin_js")
def calendars_of_dates() -> str:
    """What closes the calendar of a date field; loaded before the fields, whose calendars are made as they are read."""
    return format_html('<script src="{}"></script>', static("js/date_picker.js"))


@hooks.register("insert_editor_js")
def editor_script() -> str:
    """What keeps a form that saves itself and its buttons out of each other's way."""
    return format_html('<script src="{}" type="module"></script>', static("js/wait_for_autosave.js"))
