"""A page and its languages, which go and come together."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Q
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page
from wagtail.query import PageQuerySet


def is_source(page: Page) -> bool:
    """Whether `page` is in the language that the others are translated from."""
    return bool(page.locale.language_code == settings.LANGUAGE_CODE)


def language_name(code: str) -> str:
    """The name of a language inside a sentence of the reader's language, where only English writes it large."""
    name = str(get_language_info(code)["name_translated"])
    return name if get_language() == "en" else name[:1].lower() + name[1:]


def translations(pages: Iterable[Page]) -> PageQuerySet:
    """The translations of those of `pages` that are source pages; what is a translation itself stands alone."""
    keys = [page.translation_key for page in pages if is_source(page)]
    found: PageQuerySet = Page.objects.filter(translation_key__in=keys).exclude(
        locale__language_code=settings.LANGUAGE_CODE
    )
    return found.select_related("locale").order_by("path")


def source_of(page: Page) -> Page | None:
    """The page that `page` is a translation of; None if it is a source itself or stands alone."""
    sources = Page.objects.filter(translation_key=page.translation_key, locale__language_code=settings.LANGUAGE_CODE)
    found: Page | None = sources.exclude(pk=page.pk).select_related("locale").first()
    return found


def together(page: Page) -> list[Page]:
    """`page` and, if it is the source, its translations: those that an act on it is done to, the page last."""
    return [*translations([page]), page]


def subtrees(roots: Iterable[Page]) -> PageQuerySet:
    """The pages of `roots` and everything below them."""
    below = Q(pk__in=[])
    for root in roots:
        below |= Q(path__startswith=root.path)
    found: PageQuerySet = Page.objects.filter(below).select_related("locale").order_by("path")
    return found
