"""What surrounds every public page: menu, breadcrumbs, language switcher. All of it is read from the catalogue."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.core.paginator import Page as PageOfList
from django.db.models import F, Q
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language, get_language_from_path, get_language_info
from wagtail.models import Page

from cms_site.core.catalog.models import Entry, EntryQuerySet
from cms_site.core.catalog.previewing import previewed
from cms_site.core.lifecycle.models import Kind, Removal
from cms_site.core.page_types import ShownFact

register = template.Library()


@register.simple_tag
def editors_site_name() -> str:
    """What the editing interface calls the site, as set by SITE_NAME."""
    return settings.WAGTAIL_SITE_NAME


@dataclass(frozen=True)
class LanguageLink:
    """One language of the switcher. Without an address the page does not exist in that language."""

    code: str
    name: str
    url: str
    current: bool

    @property
    def default(self) -> bool:
        """Whether this is the language for readers of no other one."""
        return self.code == settings.LANGUAGE_CODE


@dataclass(frozen=True)
class Section:
    """A page right below the home page; `current` is the value of `aria-current` on its link."""

    title: str
    url: str
    in_menu: bool
    current: str


@register.simple_tag(takes_context=True)
def sections(context: dict[str, Any]) -> list[Section]:
    """The pages right below the home page in the reader's language, in the order of the tree, in one query."""
    request = context.get("request")
    path = request.path if request else ""
    found = Entry.objects.in_language(get_language()).filter(page__depth=3).order_by("page__path")
    return [
        Section(title, url, in_menu, "page" if url == path else "true" if path.startswith(url) else "")
        for title, url, in_menu in found.values_list("title", "url", "page__show_in_menus")
    ]


@register.simple_tag
def home_entry() -> Entry | None:
    """The home page in the reader's language; where there is none yet, the Ukrainian one."""
    homes = Entry.objects.filter(page__depth=2, locale__language_code__in=[get_language(), settings.LANGUAGE_CODE])
    by_language = {home.language: home for home in homes.annotate(language=F("locale__language_code")).defer("words")}
    return by_language.get(get_language()) or by_language.get(settings.LANGUAGE_CODE)


@register.simple_tag
def breadcrumbs(page: Page) -> EntryQuerySet:
    """The public ancestors of `page`, from the home page down."""
    paths = [page.path[:length] for length in range(page.steplen * 2, len(page.path), page.steplen)]
    return Entry.objects.filter(page__path__in=paths).order_by("page__path").only("title", "url")


@register.simple_tag(takes_context=True)
def languages(context: dict[str, Any]) -> list[LanguageLink]:
    """All languages of the site, each with the address of what the reader is looking at.

    A view that is not a page exists in every language. Where nothing was found, the links lead to the home pages.
    """
    codes = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    page, request = context.get("page"), context.get("request")
    match = getattr(request, "resolver_match", None)
    if isinstance(page, Page):
        urls = _with_route(_addresses_of(context, page), request)
    elif match and match.url_name != "wagtail_serve" and "exception" not in context:
        urls = {code: translate_url(request.path, code) for code in codes}  # type: ignore[union-attr]
    else:
        urls = _addresses(Q(page__depth=2))
    return [
        LanguageLink(code, get_language_info(code)["name_local"], urls.get(code, ""), code == get_language())
        for code in codes
    ]


def _addresses(which: Q) -> dict[str, str]:
    return dict(Entry.objects.filter(which).values_list("locale__language_code", "url"))


def _addresses_of(context: Any, page: Page) -> dict[str, str]:
    return {language: url for language, (url, _withdrawn) in _versions(context, page).items()}


def _versions(context: Any, page: Page) -> dict[str, tuple[str, date | None]]:
    """By language, where the reader finds `page` and since when it is withdrawn; asked for once a response."""
    kept: dict[str, Any] = getattr(context, "render_context", {})
    known = kept.get("versions")
    if known is None:
        found = Entry.objects.filter(translation_key=page.translation_key)
        rows = found.values_list("locale__language_code", "url", "withdrawn")
        known = {code: (url, withdrawn) for code, url, withdrawn in rows}
        known.update((code, (entry.url, None)) for code, entry in previewed(page.translation_key).items())
        kept["versions"] = known
    return known


@register.simple_tag(takes_context=True)
def withdrawal(context: Any) -> Removal | None:
    """How the page that the reader looks at was withdrawn; None for pages that are valid, which costs no query.

    A page that the catalogue does not know, such as a restricted one, is asked itself.
    """
    page = context.get("page")
    if not isinstance(page, Page):
        return None
    own = _versions(context, page).get(get_language() or "")
    if own is not None and own[1] is None:
        return None
    return Removal.objects.filter(page=page.pk, kind=Kind.WITHDRAWN).first()


def _with_route(urls: dict[str, str], request: HttpRequest | None) -> dict[str, str]:
    """`urls` of a page, each continued as the reader's address continues the page's own: `/acts/` of a section."""
    own = urls.get(get_language() or "", "")
    route = request.path.removeprefix(own) if request and own and request.path.startswith(own) else ""
    return {code: url + route for code, url in urls.items()}


@register.simple_tag(takes_context=True)
def absolute(context: dict[str, Any], url: str) -> str:
    """`url` with scheme and host, as canonical and alternate links want it."""
    return str(context["request"].build_absolute_uri(url))


@register.filter
def other_language(url: str) -> str:
    """The language of the page at `url` where it is not the reader's; empty where it is."""
    language = get_language_from_path(urlsplit(url).path) or settings.LANGUAGE_CODE
    return "" if language == get_language() else language


@register.filter
def recorded(facts: Iterable[ShownFact]) -> list[ShownFact]:
    """The facts that have something to say."""
    return [fact for fact in facts if fact.recorded]


@register.filter
def unrecorded(facts: Iterable[ShownFact]) -> str:
    """The names of the facts that are not recorded, as one enumeration inside a sentence: "head count, hosts"."""
    return ", ".join(_inside_sentence(fact.heading) for fact in facts if not fact.recorded)


def _inside_sentence(heading: str) -> str:
    """Lower-case the first letter, but not of an abbreviation such as ISBN."""
    return heading if heading[1:2].isupper() else heading[:1].lower() + heading[1:]


@register.filter
def page_numbers(page_of_list: PageOfList) -> Iterator[int | str]:
    """The page numbers that the pagination shows; an ellipsis stands for those left out."""
    return page_of_list.paginator.get_elided_page_range(page_of_list.number, on_each_side=1, on_ends=1)
