"""Which of Wagtail's views of a page are replaced by ours."""

from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from cms_site.core.desk.views.editing import PageEditView, PageRevertView
from cms_site.core.lifecycle.views.delete import BinView
from cms_site.core.lifecycle.views.move import FamilyMoveView
from cms_site.core.lifecycle.views.unpublish import RemovalView
from cms_site.core.story.history import WholeHistoryView


class SitePageViews(PageViewSet):
    """The views of every page in the editing interface."""

    model = Page
    edit_view_class = PageEditView
    history_view_class = WholeHistoryView
    revisions_revert_view_class = PageRevertView
    delete_view_class = BinView
    move_confirm_view_class = FamilyMoveView
    unpublish_view_class = RemovalView
