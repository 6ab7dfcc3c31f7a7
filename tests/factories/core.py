"""The bare site that other factories hang their pages on, and the pages of the test-only app."""

from datetime import date
from typing import Any

from wagtail.models import Locale, Page, Site

from tests.testapp.models import ParkPage, PlainPage, TreePage

LANGUAGES = ("uk", "en", "pl")


def make_locales() -> dict[str, Locale]:
    """The locales of the site by language code."""
    return {code: Locale.objects.get_or_create(language_code=code)[0] for code in LANGUAGES}


def make_site(home: Page | None = None) -> Page:
    """A site with a Ukrainian home page; returns the home page."""
    locales = make_locales()
    root = Page.get_first_root_node()
    Page.objects.filter(depth=2).exclude(pk=home.pk if home else None).delete()
    root.refresh_from_db()
    if home is None:
        home = root.add_child(instance=PlainPage(title="Місто", slug="home", locale=locales["uk"]))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    return home


def make_park(home: Page, **fields: Any) -> ParkPage:
    """A section that lists trees."""
    return home.add_child(instance=ParkPage(**{"title": "Парк", "slug": "park", **fields}))


def make_tree(park: Page, **fields: Any) -> TreePage:
    """A public page of the test-only type."""
    defaults = {"title": "Дуб", "species": "oak", "start_date": date(2016, 5, 1), "locale": park.locale}
    return park.add_child(instance=TreePage(**{**defaults, **fields}))


def translate(page: Page, language: str, *, publish: bool = True, **fields: Any) -> Page:
    """A translation of `page`, as an editor would make it: parents first, then published on request."""
    target = page.copy_for_translation(Locale.objects.get(language_code=language), copy_parents=True)
    for name, value in fields.items():
        setattr(target, name, value)
    revision = target.save_revision()
    if publish:
        revision.publish()
    return type(page).objects.get(pk=target.pk)
