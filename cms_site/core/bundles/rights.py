"""Who may do what with a bundle: the right to use bundles at all, and the rights on the pages in it."""

from collections.abc import Iterable
from typing import Any

from wagtail.models import Page

from cms_site.core.workflow.four_eyes import may_publish_at_all

USE = "core.change_bundle"
MAKE = "core.add_bundle"


def may_use(user: Any) -> bool:
    """Whether `user` sees bundles and may put pages into them."""
    return bool(user.has_perm(USE))


def may_add(user: Any, page: Page) -> bool:
    """Whether `user` may put `page` into a bundle: whoever may edit it."""
    return may_use(user) and bool(page.permissions_for_user(user).can_edit())


def may_remove(user: Any, page: Page | None, *, made_it: bool) -> bool:
    """Whether `user` may take `page` out: whoever may edit it or made the bundle; a deleted one anybody."""
    return may_use(user) and (made_it or page is None or may_add(user, page))


def not_theirs(user: Any, pages: Iterable[Page]) -> list[Page]:
    """Those of `pages` that `user` has no right to publish, whoever wrote them."""
    return [page for page in pages if not may_publish_at_all(page, user)]
