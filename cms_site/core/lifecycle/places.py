"""Where pages of the bin would come back to, and what would be different; nothing is written here."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page

from cms_site.core.lifecycle import family
from cms_site.core.lifecycle.models import BinItem


@dataclass
class Root:
    """One language of what was deleted: a page with all below it."""

    pk: int
    title: str
    slug: str
    path: str
    language: str
    locale: int
    page_type: str
    parent: int
    ancestors: list[int]  # ids, the nearest first
    count: int
    live: bool
    key: str
    scheduled: str | None = None

    @property
    def language_name(self) -> str:
        return family.language_name(self.language)

    @property
    def model(self) -> Any:
        return apps.get_model(self.page_type)


@dataclass
class Place:
    """Where a root goes: the page above it and the end of its address there."""

    root: Root
    parent: Page
    slug: str

    @property
    def moved(self) -> bool:
        return bool(self.parent.pk != self.root.parent)

    @property
    def renamed(self) -> bool:
        return self.slug != self.root.slug


@dataclass
class Plan:
    """What a restoration would do. It can be carried out if there is a place for each language and no obstacle."""

    places: list[Place] = field(default_factory=list)
    obstacles: list[str] = field(default_factory=list)

    @property
    def possible(self) -> bool:
        return not self.obstacles

    @property
    def changes(self) -> list[str]:
        """What will not be as it was, one sentence each."""
        said = []
        for place in self.places:
            words = {
                "title": place.root.title,
                "language": place.root.language_name,
                "parent": place.parent.title,
                "slug": place.slug,
                "old": place.root.slug,
            }
            if place.root.scheduled and datetime.fromisoformat(place.root.scheduled) < timezone.now():
                said.append(
                    _("The time at which “%(title)s” (%(language)s) was to be published has passed; it stays a draft.")
                    % words
                )
            if place.moved:
                said.append(_("“%(title)s” (%(language)s) comes below “%(parent)s”.") % words)
            if place.renamed:
                said.append(_("The address “%(old)s” is taken by another page; “%(title)s” gets “%(slug)s”.") % words)
        return said


def describe(page: Page, count: int) -> dict[str, Any]:
    """What has to be known of a deleted page to bring it back, as JSON can say it."""
    ancestors = list(page.get_ancestors().order_by("-depth").values_list("pk", flat=True))
    return {
        "pk": page.pk,
        "title": page.title,
        "slug": page.slug,
        "path": page.path,
        "language": page.locale.language_code,
        "locale": page.locale_id,
        "page_type": page.specific_class._meta.label,
        "parent": ancestors[0],
        "ancestors": ancestors,
        "count": count,
        "live": page.live,
        "key": str(page.translation_key),
        "scheduled": _scheduled(page),
    }


def _scheduled(page: Page) -> str | None:
    """When the page was to be published; None if that was not planned."""
    times = page.revisions.exclude(approved_go_live_at=None).values_list("approved_go_live_at", flat=True)
    first = min(times, default=None)
    return first.isoformat() if first else None


def roots_of(item: BinItem) -> list[Root]:
    """The languages of a deleted page, the one that was deleted first of all last."""
    return [Root(**root) for root in item.roots]


def parents_for(item: BinItem) -> list[Any]:
    """The page types below which the deleted page may come."""
    return list(roots_of(item)[-1].model.allowed_parent_page_models())


def plan(item: BinItem, parent: Page | None = None) -> Plan:
    """Where the pages of `item` would come back to: to `parent`, or to where they were, or to the nearest page above
    that is still there and may have them. Translations go to the translation of that page."""
    roots = roots_of(item)
    made = Plan()
    source = roots[-1]
    chosen = parent or _beside_source(source) or _own_place(source)
    if chosen is None:
        made.obstacles.append(
            _("The page above “%(title)s” is gone, and no page above it may have it. Choose another place.")
            % {"title": source.title}
        )
        return made
    for root in reversed(roots):
        _settle(made, root, chosen if root is source else counterpart(chosen, root.locale))
    made.obstacles.extend(_taken(item))
    made.obstacles.extend(_sources_in_the_bin(item))
    made.places.reverse()
    return made


def counterpart(parent: Page, locale: int) -> Page | None:
    """The page in the language `locale` that stands for `parent`; the root of the tree stands for itself."""
    if parent.is_root() or parent.locale_id == locale:
        return parent
    found: Page | None = Page.objects.filter(translation_key=parent.translation_key, locale=locale).first()
    return found


def _beside_source(root: Root) -> Page | None:
    """Where a translation that was deleted alone belongs now: its source may have moved."""
    if root.language == settings.LANGUAGE_CODE:
        return None
    sources = Page.objects.filter(translation_key=root.key, locale__language_code=settings.LANGUAGE_CODE)
    source = sources.first()
    return counterpart(source.get_parent(), root.locale) if source is not None else None


def _own_place(root: Root) -> Page | None:
    there = {page.pk: page for page in Page.objects.filter(pk__in=root.ancestors).select_related("locale")}
    candidates = [there[pk] for pk in root.ancestors if pk in there]
    return next((page for page in candidates if _may_have(page, root)), None)


def _may_have(page: Page, root: Root) -> bool:
    return bool(page.is_root() or page.locale_id == root.locale) and bool(root.model.can_create_at(page.specific))


def _settle(made: Plan, root: Root, parent: Page | None) -> None:
    words = {"title": root.title, "language": root.language_name, "parent": parent.title if parent else ""}
    if parent is None:
        made.obstacles.append(
            _("There is no page in this language (%(language)s) below which “%(title)s” could come. "
              "Choose another place, or have the section translated first.") % words
        )  # fmt: skip
    elif not _may_have(parent, root):
        made.obstacles.append(_("“%(title)s” (%(language)s) may not come below “%(parent)s”.") % words)
    else:
        made.places.append(Place(root, parent, find_available_slug(parent, root.slug)))


def _taken(item: BinItem) -> Iterable[str]:
    """The pages that were made since in place of deleted ones, in the same language."""
    for key, locale in _identities(item):
        rival = Page.objects.filter(translation_key=key, locale=locale).select_related("locale").first()
        if rival is not None:
            yield _("There is a new page in this language already: “%(title)s” (%(language)s). Delete it first.") % {
                "title": rival.title,
                "language": family.language_name(rival.locale.language_code),
            }


def _sources_in_the_bin(item: BinItem) -> Iterable[str]:
    """The translations of pages that were deleted since, for themselves."""
    pages = _pages(item)
    sources = {row["translation_key"] for row in pages if row["locale_id"] == _source_locale()}
    alone = [row for row in pages if row["translation_key"] not in sources]
    keys = {row["translation_key"] for row in alone}
    there = Page.objects.filter(translation_key__in=keys, locale=_source_locale())
    known = {str(key) for key in there.values_list("translation_key", flat=True)} | set(item.without_source)
    for row in alone:
        if row["translation_key"] not in known:
            yield _("The page that “%(title)s” is a translation of was deleted too. Restore that one first.") % {
                "title": row["title"]
            }


def _source_locale() -> int:
    return int(Locale.objects.get(language_code=settings.LANGUAGE_CODE).pk)


def _pages(item: BinItem) -> list[dict[str, Any]]:
    return [row for stored in item.rows.filter(what="row", table="wagtailcore.Page") for row in stored.content]


def _identities(item: BinItem) -> list[tuple[str, int]]:
    """Translation key and locale of the pages in the bin that have a page of their own again."""
    pages = _pages(item)
    keys = {row["translation_key"] for row in pages}
    known = Page.objects.filter(translation_key__in=keys).values_list("translation_key", "locale")
    there = {(str(key), locale) for key, locale in known}
    ours = [(row["translation_key"], row["locale_id"]) for row in pages]
    return [identity for identity in ours if identity in there]
