"""Who may edit the home page: its editors need no right on the sections below it."""

from typing import Any

from cms_site.core.lifecycle.rules import PageRights

EDIT_HOME_PAGE = "home.change_homepage"


class HomePagePermissionTester(PageRights):
    """Wagtail's rights on pages, and `home.change_homepage`, which lets people edit and publish home pages alone.

    Whoever has only that permission cannot take the home page down, hide it, add to it or sort what is below it.
    """

    def __init__(self, user: Any, page: Any) -> None:
        super().__init__(user, page)
        self.edits_home_page = user.is_active and user.has_perm(EDIT_HOME_PAGE)

    def can_edit(self) -> bool:
        return bool(super().can_edit() or self.edits_home_page)

    def has_publish_right(self) -> bool:
        return bool(super().has_publish_right() or self.edits_home_page)

    def can_set_view_restrictions(self) -> bool:
        """Only by a right on the page itself: a restriction hides everything below it."""
        return bool(super().has_publish_right())
