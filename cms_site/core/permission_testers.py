"""What a user may do with a page, asked of the page itself where that is enough."""

from wagtail.models import PagePermissionTester


class PageTester(PagePermissionTester):
    """Wagtail's rules; whether a page may be deleted is known without asking the database, but for drafts with pages
    below them. Lists ask it of every row.
    """

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Whether the user may delete the page: with the right to change it, or their own with the right to add pages;
        a public one only with the right to publish.
        """
        if self.page_is_root or self.user.is_superuser or not self.user.is_active:
            return bool(super().can_delete(ignore_bulk))
        if self.page.live and "publish" not in self.permissions:
            return False
        if not self.page.is_leaf():
            return bool(super().can_delete(ignore_bulk))
        own = "add" in self.permissions and self.page.owner_id == self.user.pk
        return "change" in self.permissions or own
