"""Forms of pages that are more than their fields."""

from typing import Any

from cms_site.core.admin.copy_form import PageCopyForm
from cms_site.core.admin.page_form import BasePageForm


class DraftCopyForm(PageCopyForm):
    """Copies pages as drafts alone: a number, or a seal, cannot be published a second time."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("publish_copies", None)


class ActForm(BasePageForm):
    """Tells the act whether it is saved as a draft, which may still lack its text."""

    def _post_clean(self) -> None:
        self.instance.saved_as_draft = self.is_deferred_validation
        super()._post_clean()
