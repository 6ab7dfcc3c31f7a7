"""A tree of pages in three languages, to which anything may be done, and what has to hold whatever was."""

import random
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from cms_site.core.catalog import projection
from cms_site.core.catalog.models import Entry
from cms_site.core.lifecycle import bin as recycle_bin
from cms_site.core.lifecycle import places
from cms_site.core.lifecycle.models import BinItem, Kind, Removal
from cms_site.core.lifecycle.moving import MoveRefusedError
from cms_site.core.lifecycle.removal import Grounds, take_down
from tests.factories.core import make_locales, translate
from tests.testapp.models import PlainPage

LARGEST = 60
# so many addresses are asked as a reader would
SAMPLE = 20


class Gardener:
    """Does one thing after the other to a tree, at random but the same for the same seed."""

    def __init__(self, home: Page, seed: int) -> None:
        make_locales()
        self.home = home
        self.random = random.Random(seed)
        self.count = 0
        self.done: dict[str, int] = {}
        # by address, which page readers met there last
        self.known: dict[str, int] = {}
        for language in ("en", "pl"):
            translate(PlainPage.objects.get(pk=home.pk), language)
        self.look()

    def step(self) -> None:
        """One act, and a look at what readers see then."""
        acts: list[Callable[[], Any]] = [self.add, self.add, self.translate, self.rename, self.move, self.reorder]
        acts += [self.publish, self.take_down, self.delete, self.restore]
        act = self.random.choice(acts if self.count_of_pages() < LARGEST else [self.delete])
        try:
            act()
            self.done[act.__name__] = self.done.get(act.__name__, 0) + 1
        except (MoveRefusedError, recycle_bin.RestorationRefusedError):
            pass
        self.look()

    def count_of_pages(self) -> int:
        return int(PlainPage.objects.count())

    def any(self, *, source: bool = False, home: bool = False) -> Any:
        pages = PlainPage.objects.filter(depth__gt=1 if home else 2)
        if source:
            pages = pages.filter(locale__language_code=settings.LANGUAGE_CODE)
        found = list(pages.order_by("pk"))
        return self.random.choice(found) if found else PlainPage.objects.get(pk=self.home.pk)

    def add(self) -> None:
        self.count += 1
        parent = self.any(source=True, home=True)
        title = f"Сторінка {self.count}"
        slug = f"p{self.random.randrange(8)}"
        if not Page._slug_is_available(slug, parent):
            slug = f"page-{self.count}"
        page = PlainPage(title=title, slug=slug, locale=parent.locale, live=False)
        parent.add_child(instance=page)
        if self.random.random() < 0.8:
            page.save_revision().publish()

    def translate(self) -> None:
        page = self.any(source=True)
        missing = [code for code in ("en", "pl") if not page.get_translations().filter(locale__language_code=code)]
        if missing and page.pk != self.home.pk:
            translate(page, missing[0], publish=self.random.random() < 0.8)

    def rename(self) -> None:
        page = self.any()
        slug = f"p{self.random.randrange(8)}"
        if page.depth > 2 and Page._slug_is_available(slug, page.get_parent(), page=page):
            page.slug = slug
            revision = page.save_revision()
            if page.live:
                revision.publish()

    def move(self) -> None:
        page, target = self.any(), self.any(home=True)
        inside = target.path.startswith(page.path)
        if page.depth > 2 and not inside and Page._slug_is_available(page.slug, target, page=page):
            page.move(target, pos=self.random.choice(["first-child", "last-child"]))

    def reorder(self) -> None:
        page = self.any()
        siblings = list(page.get_siblings(inclusive=False))
        if page.depth > 2 and siblings:
            page.move(self.random.choice(siblings), pos=self.random.choice(["left", "right"]))

    def publish(self) -> None:
        page = self.any()
        revision = page.get_latest_revision() or page.save_revision()
        # another page may have come to the address that a draft was to have; the editor is told so
        if Page._slug_is_available(revision.content["slug"], page.get_parent(), page=page):
            revision.publish()

    def take_down(self) -> None:
        page = self.any()
        kind = self.random.choice(["error", "withdrawn"])
        grounds = Grounds(kind=kind, reason="x", notes={"uk": "x"})
        if page.depth > 2:
            take_down([page], grounds, include_descendants=self.random.random() < 0.3)

    def delete(self) -> None:
        page = self.any()
        if page.depth > 2:
            page.delete()

    def restore(self) -> None:
        items = list(BinItem.objects.order_by("deleted_at"))
        if items:
            item = self.random.choice(items)
            other = None if places.plan(item).possible else self.any(source=True, home=True)
            recycle_bin.restore(item, parent=other)

    def look(self) -> None:
        """Remember which page readers meet at which address."""
        self.known.update(dict(Entry.objects.values_list("url", "page")))

    def problems(self) -> list[str]:
        """What does not hold; empty if all is well."""
        return [*self._tree(), *self._family(), *self._addresses(), *self._answers(), *projection.differences()]

    def _tree(self) -> list[str]:
        found = [f"treebeard: {problem}" for problem in Page.find_problems() if problem]
        aliases = Page.objects.exclude(alias_of=None).count()
        orphans = Page.objects.filter(depth__gt=1).exclude(pk__in=PlainPage.objects.values("pk")).count()
        return found + [f"{aliases} aliases"] * bool(aliases) + [f"{orphans} orphans"] * bool(orphans)

    def _family(self) -> list[str]:
        found = []
        sources = {p.translation_key: p for p in PlainPage.objects.filter(locale__language_code="uk")}
        for page in PlainPage.objects.exclude(locale__language_code="uk").select_related("locale"):
            source = sources.get(page.translation_key)
            if source is None:
                found.append(f"{page.url_path} lost its source")
            elif page.depth > 2 and page.get_parent().translation_key != source.get_parent().translation_key:
                found.append(f"{page.url_path} is not beside {source.url_path}")
        for page in PlainPage.objects.filter(depth__gt=1).select_related("locale"):
            if page.url_path != f"{page.get_parent().url_path}{page.slug}/":
                found.append(f"{page.url_path} has another address than its place says")
        return found

    def _addresses(self) -> list[str]:
        """Former addresses that do not lead to the page that readers met there last, if that is public now."""
        public = dict(Entry.objects.values_list("page", "url"))
        redirects = dict(Redirect.objects.values_list("old_path", "redirect_page"))
        # notices go before redirects
        gone = Removal.objects.exclude(kind=Kind.WITHDRAWN, page__isnull=False)
        removed = set(gone.values_list("address", flat=True))
        found = []
        for url, page in self.known.items():
            leads_to = redirects.get(Redirect.normalise_path(url)) if url not in removed else None
            if url in public.values():
                continue
            if page in public and leads_to != page:
                found.append(f"{url} does not lead to {public[page]}")
            elif page not in public and leads_to != page and url not in removed:
                found.append(f"{url} says nothing of page {page}")
        return found

    def _answers(self) -> list[str]:
        """Some of the former addresses that do not answer readers so."""
        public = dict(Entry.objects.values_list("page", "url"))
        former = sorted(set(self.known) - set(public.values()))
        found = []
        for url in former[:: len(former) // SAMPLE + 1]:
            response = Client().get(url, follow=True)
            page = self.known[url]
            reached = response.redirect_chain[-1][0] if response.redirect_chain else ""
            if page in public and reached != public[page]:
                found.append(f"{url} does not send readers to {public[page]}")
            elif page not in public and response.status_code == 200:
                found.append(f"{url} sends readers to {reached}, where page {page} is not")
        return found
