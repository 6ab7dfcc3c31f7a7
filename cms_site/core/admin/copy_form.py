"""The form with which a page is copied."""

from typing import Any

from wagtail.admin.forms.pages import CopyForm

from cms_site.core.admin.slug_input import TransliteratingSlugInput
from cms_site.core.transliteration import slug


class PageCopyForm(CopyForm):
    """Wagtail's; the end of the address is spelled by the table, and made of the title where it is left empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["new_slug"]
        field.required = False
        field.widget = TransliteratingSlugInput(locale=self.page.locale)

    def clean_new_slug(self) -> str:
        """The address, or one that the new title proposes."""
        return self.cleaned_data["new_slug"] or slug(self.cleaned_data.get("new_title", ""))
