"""Who may work on the translations of a section into a language: asked of the rights on its pages in that language."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from wagtail.models import GroupPagePermission, Locale, Page, Site
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms_site.core.translation.jobs.models import TranslationJob

# What lets somebody write a translation, and what lets them decide who does.
WORK, DIRECT = ("change_page", "publish_page"), ("publish_page",)
Place = tuple[int, int]
HOME_DEPTH = 2


@dataclass(frozen=True)
class Section:
    """A page below the home page by its title in the language of the interface, where it has one, with the path of the
    page in a language on which rights are asked.
    """

    pk: int
    title: str
    paths: dict[int, str]


class Workplaces:
    """The sections and languages that a user works in; a constant number of queries for any number of jobs."""

    def __init__(self, user: Any) -> None:
        self.user = user
        self._paths = {} if user.is_superuser or not user.is_active else _paths_of(user)
        self.sections, self.locales = _sections()
        self._places = {
            (section.pk, locale): path for section in self.sections for locale, path in section.paths.items()
        }

    def may_work(self, job: TranslationJob) -> bool:
        """Whether the user may translate, or approve a translation, where the job is."""
        return self._may((job.section_id, job.locale_id), WORK)

    def may_work_in(self, section: int, locale: int) -> bool:
        """Whether the user may translate the pages of a section, by its id, into a language."""
        return self._may((section, locale), WORK)

    def may_direct(self, job: TranslationJob) -> bool:
        """Whether the user may take a job from somebody else and give it to another person."""
        return self._may((job.section_id, job.locale_id), DIRECT)

    def may_publish_at(self, place: Place) -> bool:
        """Whether the user decides over the jobs of a section and language."""
        return self._may(place, DIRECT)

    @property
    def only_translates(self) -> bool:
        """Whether the user translates and decides over the jobs of nobody."""
        places = self.places()
        return bool(places) and not any(self.may_publish_at(place) for place in places)

    def places(self) -> list[Place]:
        """The pairs of section and language that the user may work in, in the order of the tree."""
        return [place for place in self._places if self._may(place, WORK)]

    def jobs(self) -> QuerySet[TranslationJob]:
        """The jobs that the user may see."""
        by_language: dict[int, list[int]] = {}
        for section, locale in self.places():
            by_language.setdefault(locale, []).append(section)
        wanted = Q(pk__in=[])
        for locale, sections in by_language.items():
            wanted |= Q(locale=locale, section__in=sections)
        return TranslationJob.objects.filter(wanted)

    def _may(self, place: Place, rights: Iterable[str]) -> bool:
        if not self.user.is_active:
            return False
        if self.user.is_superuser:
            return True
        path = self._places.get(place, "")
        return any(path.startswith(own) for right in rights for own in self._paths.get(right, ()) if path)


def _paths_of(user: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for permission in PagePermissionPolicy().get_cached_permissions_for_user(user):
        found.setdefault(permission.permission.codename, []).append(permission.page.path)
    return found


def _sections() -> tuple[list[Section], dict[int, Locale]]:
    """The sections in the order of the tree, and the languages that they are translated into by id.

    Where a section is missing in a language, rights are asked on its home page.
    """
    pages = Page.objects.filter(depth__in=(2, 3), alias_of=None).order_by("path").select_related("locale")
    rows = list(pages.only("title", "depth", "path", "translation_key", "locale__language_code"))
    at = {(row.translation_key, row.locale_id): row.path for row in rows}
    titles = {row.translation_key: row.title for row in rows if row.locale.language_code == get_language()}
    sources = [row for row in rows if row.locale.language_code == settings.LANGUAGE_CODE]
    others = [row for row in rows if row.depth == HOME_DEPTH and row.locale.language_code != settings.LANGUAGE_CODE]
    homes = {row.locale_id: row.path for row in others}
    sections = [
        Section(
            row.pk,
            titles.get(row.translation_key, row.title),
            {key: at.get((row.translation_key, key), home) for key, home in homes.items()},
        )
        for row in sources
    ]
    return sections, {row.locale_id: row.locale for row in others}


def languages_of(user: Any) -> set[str]:
    """The languages into which `user` may work on any translation, or approve one; no query once the rights of the user
    and the site are known.
    """
    if not user.is_active:
        return set()
    homes = [site for site in Site.get_site_root_paths() if site.language_code != settings.LANGUAGE_CODE]
    if user.is_superuser:
        return {home.language_code for home in homes}
    own = [
        permission.page
        for permission in PagePermissionPolicy().get_cached_permissions_for_user(user)
        if permission.permission.codename in WORK
    ]
    return {
        home.language_code
        for home in homes
        for page in own
        if page.is_root() or page.url_path.startswith(home.root_path)
    }


def works_somewhere(user: Any) -> bool:
    """Whether `user` may work on any translation."""
    return bool(languages_of(user)) or bool(user.is_active and user.is_superuser)


def workers_of(job: TranslationJob) -> QuerySet:
    """The people who may work where the job is, for handing it over; superusers only if they are in a group for it."""
    path = next(
        (section.paths.get(job.locale_id, "") for section in _sections()[0] if section.pk == job.section_id), ""
    )
    above = [path[:end] for end in range(Page.steplen, len(path) + 1, Page.steplen)]
    groups = GroupPagePermission.objects.filter(page__path__in=above, permission__codename__in=WORK)
    users: QuerySet = get_user_model().objects.filter(is_active=True, groups__in=groups.values("group"))
    return users.distinct().order_by("last_name", "first_name", "pk")
