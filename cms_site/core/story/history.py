"""Wagtail's own history of a page, with every entry of the page."""

from typing import Any

from wagtail.admin.views.pages.history import PageHistoryView
from wagtail.models import PageLogEntry

from cms_site.core.story.models import saved_again


class WholeHistoryView(PageHistoryView):
    """Wagtail's view shows what one click did once, on whichever page: of three languages that left the site together
    two histories would not say so. Here only what was saved by itself while somebody wrote is shown once.
    """

    def get_base_queryset(self) -> Any:
        """The entries of the page."""
        entries = PageLogEntry.objects.filter(page=self.object).exclude(saved_again())
        return self._annotate_queryset(entries)
