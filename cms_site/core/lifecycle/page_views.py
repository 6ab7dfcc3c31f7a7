"""Which of Wagtail's views of a page are replaced by ours."""

from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from cms_site.core.lifecycle.views.delete import BinView
from cms_site.core.lifecycle.views.move import FamilyMoveView
from cms_site.core.lifecycle.views.unpublish import RemovalView


class SitePageViews(PageViewSet):
    """The views of every page in the editing interface."""

    model = Page
    delete_view_class = BinView
    move_confirm_view_class = FamilyMoveView
    unpublish_view_class = RemovalView
