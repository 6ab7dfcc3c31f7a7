"""The bare site that other factories hang their pages on, and the pages of the test-only app."""

import json
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import DEFAULT_DB_ALIAS
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.models import GroupPagePermission, Locale, Page, Site
from wagtail.users.models import UserProfile

from cms_site.core.models import Equivalent, Term
from cms_site.core.translation.passages import FIELD, TAGS, passages_of
from cms_site.core.transliteration import romanise
from tests.testapp.models import ParkPage, PlainPage, TreePage

LANGUAGES = ("uk", "en", "pl")


def make_locales() -> dict[str, Locale]:
    """The locales of the site by language code."""
    return {code: Locale.objects.get_or_create(language_code=code)[0] for code in LANGUAGES}


def make_site(home: Page | None = None) -> Page:
    """A site with a Ukrainian home page; returns the home page."""
    locales = make_locales()
    remove_welcome_page()
    root = Page.get_first_root_node()
    Page.objects.filter(depth=2).exclude(pk=home.pk if home else None).delete()
    root.refresh_from_db()
    if home is None:
        home = root.add_child(instance=PlainPage(title="Місто", slug="home", locale=locales["uk"]))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    return home


def remove_welcome_page() -> None:
    """Take away the page that Wagtail's migrations leave, and its site.

    Nothing refers to them, and to ask every table for that takes longer than to make a site.
    """
    pages = Page.objects.filter(depth=2)
    if [page.content_type.app_label for page in pages.select_related("content_type")] == ["wagtailcore"]:
        Site.objects.order_by()._raw_delete(DEFAULT_DB_ALIAS)
        Site.clear_site_root_paths_cache()
        pages.order_by()._raw_delete(DEFAULT_DB_ALIAS)
        Page.objects.filter(depth=1).update(numchild=0)


def make_park(home: Page, **fields: Any) -> ParkPage:
    """A section that lists trees."""
    return home.add_child(instance=ParkPage(**{"title": "Парк", "slug": "park", **fields}))


def make_tree(park: Page, **fields: Any) -> TreePage:
    """A public page of the test-only type."""
    defaults = {"title": "Дуб", "species": "oak", "start_date": date(2016, 5, 1), "locale": park.locale}
    return park.add_child(instance=TreePage(**{**defaults, **fields}))


def translate(page: Page, language: str, *, publish: bool = True, **fields: Any) -> Page:
    """A translation of `page`, as an editor would make it: parents first, then published on request.

    Words that are not given are those of the source in Latin letters.
    """
    locale = Locale.objects.get(language_code=language)
    parent = page.get_parent().specific
    if not parent.is_root() and not parent.has_translation(locale):
        translate(parent, language)
    target = page.copy_for_translation(locale)
    write_in_latin_letters(target)
    for name, value in fields.items():
        setattr(target, name, value)
    target.save()
    revision = target.save_revision()
    if publish:
        revision.publish()
    return type(page).objects.get(pk=target.pk)


def write_in_latin_letters(page: Any) -> None:
    """Replace all words of a page in memory as an unloved translator would: nothing in it stays Cyrillic."""
    for passage in passages_of(page):
        name, _, rest = passage.place.partition(".")
        if passage.kind == FIELD and not rest:
            setattr(page, name, romanise(getattr(page, name)))
        elif passage.kind == TAGS:
            getattr(page, name).set([romanise(str(tag)) for tag in getattr(page, name).all()])
    stream = page._meta.get_field("body")
    raw = json.dumps(list(page.body.raw_data), ensure_ascii=False, default=str)
    page.body = stream.to_python(romanise(raw))
    for relation in get_all_child_relations(type(page)):
        name = relation.get_accessor_name()
        columns = getattr(relation.related_model, "text_columns", ())
        rows = list(getattr(page, name).all())
        for row in rows:
            for column in columns:
                setattr(row, column, romanise(getattr(row, column)))
        if columns and rows:
            setattr(page, name, rows)


def make_term(name: str, *, kind: str = "person", approved: bool = True, **names: str) -> Term:
    """A term with its equivalents by language code, approved unless said; none is proposed."""
    term = Term.objects.create(name=name, kind=kind)
    moment = timezone.now() if approved else None
    for code, text in names.items():
        locale = make_locales()[code]
        Equivalent.objects.create(record=term, locale=locale, name=text, approved_at=moment)
    term.save()
    return term


def make_editor(page: Page, *rights: str, name: str = "editor", language: str = "en") -> Any:
    """Somebody with the given rights ("add", "change", "publish"...) on `page` and what is below it."""
    group = Group.objects.create(name=name)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for right in rights:
        permission = Permission.objects.get(codename=f"{right}_page", content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    user = get_user_model().objects.create_user(name, password="x")
    user.groups.add(group)
    return speaking(user, language)


def permissions(*codenames: str) -> list[Permission]:
    """Permissions of the core by name."""
    return list(Permission.objects.filter(content_type__app_label="core", codename__in=codenames))


def speaking(user: Any, language: str) -> Any:
    """`user`, for whom the editing interface is in `language`."""
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()
    return user
