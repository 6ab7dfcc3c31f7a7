"""The groups of staff and their rights on pages, files and records."""

from collections.abc import Callable, Iterable, Iterator

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page

from cms_site.setup import permissions
from cms_site.setup.declarations import EVERY_LANGUAGE, EVERYTHING, PageRight, Profile, Role
from cms_site.setup.files import folder_collection
from cms_site.setup.pages import section_page

Say = Callable[[str], None]

SIGN_IN = "wagtailadmin.access_admin"


def ensure_groups(profile: Profile, languages: list[str], say: Say) -> None:
    """Create the groups that are missing and give every group the rights that it lacks; none is taken away."""
    for role in profile.roles:
        group, created = Group.objects.get_or_create(name=role.name)
        if created:
            say(f"Add the group “{group.name}”.")
        _ensure_page_rights(profile, role, group, languages, say)
        _ensure_file_rights(profile, role, group, say)
        _ensure_general_rights(role, group, say)


def _ensure_page_rights(profile: Profile, role: Role, group: Group, languages: list[str], say: Say) -> None:
    held = set(GroupPagePermission.objects.filter(group=group).values_list("page", "permission"))
    for right in role.pages:
        wanted = [permissions.for_pages(verb) for verb in right.may]
        for page in pages_of(profile, right, languages):
            missing = [permission for permission in wanted if (page.pk, permission.pk) not in held]
            for permission in missing:
                GroupPagePermission.objects.create(group=group, page=page, permission=permission)
            where = " on all pages" if page.is_root() else f" on “{page.title}” ({page.locale.language_code})"
            _announce(group, missing, where, say)


def pages_of(profile: Profile, right: PageRight, languages: list[str]) -> Iterator[Page]:
    """The pages that a right is given on; those below them inherit it. A page that is missing is left out."""
    if right.sections == (EVERYTHING,):
        yield Page.get_first_root_node()
        return
    wanted = languages if right.languages == (EVERY_LANGUAGE,) else right.languages
    for key in right.sections:
        for language in wanted:
            page = section_page(profile.section(key), language)
            if page is not None:
                yield page


def _ensure_file_rights(profile: Profile, role: Role, group: Group, say: Say) -> None:
    held = set(GroupCollectionPermission.objects.filter(group=group).values_list("collection", "permission"))
    for right in role.files:
        collection = folder_collection(profile, right.folder)
        wanted = [permissions.for_files(verb, kind) for kind in right.kinds for verb in right.may]
        missing = [permission for permission in wanted if (collection.pk, permission.pk) not in held]
        for permission in missing:
            GroupCollectionPermission.objects.create(group=group, collection=collection, permission=permission)
        where = " in all collections" if collection.is_root() else f" in the collection “{collection.name}”"
        _announce(group, missing, where, say)


def _ensure_general_rights(role: Role, group: Group, say: Say) -> None:
    wanted = [permissions.for_power(power) for power in (SIGN_IN, *role.powers)]
    wanted += [
        permissions.for_records(verb, label) for right in role.records for label in right.records for verb in right.may
    ]
    held = set(group.permissions.values_list("pk", flat=True))
    missing = [permission for permission in wanted if permission.pk not in held]
    group.permissions.add(*missing)
    _announce(group, missing, "", say)


def _announce(group: Group, missing: Iterable[Permission], where: str, say: Say) -> None:
    codenames = ", ".join(permission.codename for permission in missing)
    if codenames:
        say(f"Give “{group.name}” {codenames}{where}.")
