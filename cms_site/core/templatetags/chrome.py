"""What surrounds every public page: menu, breadcrumbs, language switcher. All of it is read from the catalogue."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.db.models import Q
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page

from cms_site.core.catalog.models import Entry, EntryQuerySet

register = template.Library()


@dataclass(frozen=True)
class LanguageLink:
    """One language of the switcher. Without an address the page does not exist in that language."""

    code: str
    name: str
    url: str
    current: bool


@register.simple_tag(takes_context=True)
def main_menu(context: dict[str, Any]) -> EntryQuerySet:
    """The sections that editors put into the menu, in the reader's language and the order of the tree."""
    return (
        Entry.objects.in_language(get_language())
        .filter(page__show_in_menus=True, page__depth=3)
        .order_by("page__path")
        .only("title", "url")
    )


@register.simple_tag(takes_context=True)
def home_entry(context: dict[str, Any]) -> Entry | None:
    """The home page in the reader's language."""
    return Entry.objects.in_language(get_language()).filter(page__depth=2).first()


@register.simple_tag
def breadcrumbs(page: Page) -> EntryQuerySet:
    """The public ancestors of `page`, from the home page down."""
    paths = [page.path[:length] for length in range(page.steplen * 2, len(page.path), page.steplen)]
    return Entry.objects.filter(page__path__in=paths).order_by("page__path").only("title", "url")


@register.simple_tag
def languages(page: Page | None = None) -> list[LanguageLink]:
    """All languages of the site, each with the address of `page` in it; without a page, of the home page."""
    which = Q(translation_key=page.translation_key) if page is not None else Q(page__depth=2)
    urls = dict(Entry.objects.filter(which).values_list("locale__language_code", "url"))
    return [
        LanguageLink(code, get_language_info(code)["name_local"], urls.get(code, ""), code == get_language())
        for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES
    ]
