"""What editors may do with a sealed issue and its acts, administrators included."""

from cms_site.core.lifecycle.rules import PageRights


class SealedPageTester(PageRights):
    """Wagtail's rules, but a sealed page stays where it is; whoever may unseal the issue has to do that first."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Whether the user may delete or move the page, which no one may under a seal."""
        return super().can_delete(ignore_bulk) and not self.page.is_sealed()
