"""wagtail-localize's buttons in lists of pages, for which the database is asked once a list and not once a row."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Locale, Page
from wagtail_localize.models import TranslationSource
from wagtail_localize.wagtail_hooks import page_listing_more_buttons

from cms_site.core.translation.localize_guards import may_hand_over

IN_LISTS, IN_HEADER = "register_page_listing_more_buttons", "register_page_header_buttons"


def with_translations(pages: QuerySet) -> QuerySet:
    """`pages` that know whether a language is left to translate them into, and what their translations are kept in
    step with.
    """
    translated = Page.objects.filter(translation_key=OuterRef(OuterRef("translation_key")), alias_of=None)
    sources = TranslationSource.objects.filter(
        object_id=OuterRef("translation_key"), locale_id=OuterRef("locale_id"), translations__enabled=True
    )
    return pages.annotate(
        has_language_left=Exists(Locale.objects.exclude(pk__in=translated.values("locale_id"))),
        translation_source_id=Subquery(sources.values("pk")[:1]),
    )


def translation_buttons(page: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """The buttons "Translate this page" and "Sync translated pages" of a row; pages of other lists are looked up."""
    if not may_hand_over(page, user):
        return
    if not hasattr(page, "has_language_left"):
        yield from page_listing_more_buttons(page, user, next_url=next_url)
        return
    if page.has_language_left:
        url = reverse("wagtail_localize:submit_page_translation", args=[page.alias_of_id or page.pk])
        yield Button(_("Translate this page"), url, priority=60, icon_name="wagtail-localize-language")
    if page.translation_source_id:
        url = reverse("wagtail_localize:update_translations", args=[page.translation_source_id])
        query = f"?{urlencode({'next': next_url})}" if next_url else ""
        yield Button(_("Sync translated pages"), url + query, priority=60, icon_name="resubmit")


def header_buttons(page: Any, user: Any, view_name: str = "", next_url: str | None = None) -> Iterator[Button]:
    """The same buttons at the head of one page."""
    return translation_buttons(page, user, next_url=next_url)


def replace() -> None:
    """Put these buttons in the place of wagtail-localize's; Wagtail has no way to take a registered hook back."""
    for hook, buttons in ((IN_LISTS, translation_buttons), (IN_HEADER, header_buttons)):
        hooks._hooks[hook].remove((page_listing_more_buttons, 0))
        hooks.register(hook, buttons)
