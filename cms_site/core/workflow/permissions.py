"""What people may do with pages under four eyes, asked by every list, editor, bulk action and API of Wagtail."""

from cms_site.core.permission_testers import PageTester
from cms_site.core.workflow.four_eyes import is_barred
from cms_site.core.workflow.scope import needs_four_eyes


class FourEyesPermissionTester(PageTester):
    """Wagtail's rights; nobody may publish a text with their own words in it."""

    def has_publish_right(self) -> bool:
        """Whether the group of the user may publish the page, whoever wrote it."""
        return bool(super().can_publish())

    def can_publish(self) -> bool:
        """Whether the user may make the newest text of the page public now."""
        if not self.has_publish_right():
            return False
        page = self.page
        return not (needs_four_eyes(page.specific_class, self.user) and is_barred(page, self.user))

    def can_set_view_restrictions(self) -> bool:
        return self.has_publish_right()

    def can_unschedule(self) -> bool:
        return self.has_publish_right()
