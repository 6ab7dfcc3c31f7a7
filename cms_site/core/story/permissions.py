"""Who reads a story."""

from typing import Any

from wagtail.models import Page

VIEW_EVERYTHING = "core.view_story"


def may_read(page: Page, user: Any) -> bool:
    """Whether `user` may read the story of `page`: whoever may edit it, and who reads the stories of everything."""
    if page.is_root():
        return False
    return bool(user.has_perm(VIEW_EVERYTHING) or page.permissions_for_user(user).can_edit())
