"""Aliases show the text of another page, which must be in their own language."""

from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page

from cms_site.core.translation import completeness


class OwnLanguageMixin:
    """Knows whether a page is the source of the others, and keeps its text out of the trees of other languages."""

    locale: Any
    locale_id: Any

    @property
    def is_source(self) -> bool:
        """Whether this page is in the language that the others are translated from."""
        return bool(self.locale.language_code == settings.LANGUAGE_CODE)

    @transaction.atomic
    def create_alias(self, *, update_locale: Locale | None = None, **kwargs: Any) -> Page:
        """An alias in the same language; in another one a draft of its own, never a public page in the wrong language.

        wagtail-localize makes aliases of the sections above a page that is handed to the translators.
        """
        with completeness.not_judged():
            page: Page = super().create_alias(update_locale=update_locale, **kwargs)  # type: ignore[misc]
        if update_locale is not None and update_locale.pk != self.locale_id:
            page.alias_of = None
            page.live = False
            page.has_unpublished_changes = True
            page.save(clean=False)
        return page

    def update_aliases(self, **kwargs: Any) -> None:
        """Bring aliases up to date. One in another language, from before they were refused, is shown to nobody."""
        with completeness.not_judged():
            super().update_aliases(**kwargs)  # type: ignore[misc]
