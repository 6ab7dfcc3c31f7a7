"""The document that tells editors what their group may do where, written from the profile."""

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.utils import translation
from django.utils.translation import get_language_info

from cms_site.setup.declarations import (
    EVERY_LANGUAGE,
    EVERYTHING,
    SOURCE,
    FileRight,
    PageRight,
    Profile,
    RecordRight,
    Role,
    Route,
)

HEAD = """# Who may do what

Written by `make docs` from `cms_site/setup/profile.py`; change it there. A right on a section holds for all pages below
it. Nobody may do what is not written here, except superusers, who may do everything. Administrators can give a group
further rights under *Settings → Groups*; `manage.py setup_site` keeps those and never takes a right away. Groups are
recognised by their names, so a group that is renamed is made again.

Whoever may create pages or add files may also edit and delete their own: files at any time, pages until they are
public.
"""
PAGE_VERBS = {
    "add": "create",
    "change": "edit",
    "publish": "publish and unpublish",
    "lock": "lock",
    "unlock": "unlock",
    "bulk_delete": "delete together with the pages below",
}
FILE_VERBS = {"add": "add", "change": "edit and delete any", "choose": "use in pages"}
FOLDER_VERBS = {"add": "create", "change": "rename and move", "delete": "delete"}
RECORD_VERBS = {"add": "add", "change": "edit"}


def permissions_document(profile: Profile) -> str:
    """The whole document as Markdown, in English with the Ukrainian names that editors see."""
    with translation.override("en"):
        roles = [line for role in profile.roles for line in _role(profile, role)]
        return "\n".join([HEAD, *_workflows(profile), *roles])


def _workflows(profile: Profile) -> Iterator[str]:
    yield "## Who approves\n"
    yield from _four_eyes(profile)
    yield from _table(("workflow", "where", "steps"), (_route(profile, route) for route in profile.routes))
    yield "The workflow of a section goes before that of the page above it."
    yield "A translation is approved by a reviewer of its language, or published by the editors of its section.\n"


def _four_eyes(profile: Profile) -> Iterator[str]:
    yield "Whoever may publish a page may also publish it without submitting it"
    if not profile.four_eyes:
        yield "and whoever wrote it.\n"
        return
    names = ", ".join(sorted(str(apps.get_model(label)._meta.verbose_name_plural) for label in profile.four_eyes))
    yield f"unless it is theirs. Four eyes hold for {names}: nobody, superusers included, approves or publishes a text"
    yield "with their own words since the last approved one, nor one that they submitted or set a time for. Only duty"
    yield "editors publish such texts alone, marked until another person confirms or corrects them"
    yield "([more](features/four-eyes.md)).\n"


def _route(profile: Profile, route: Route) -> tuple[str, str, str]:
    language = "" if route.language == SOURCE else f", in {get_language_info(route.language)['name']}"
    where = [
        *(f"{_section(profile, key)}{language}" for key in route.sections),
        *(_records(label) for label in route.records),
    ]
    steps = (f"{profile.role(step.role).name} ({profile.role(step.role).english})" for step in route.steps)
    return f"{route.name} ({route.english})", "; ".join(where), ", then ".join(steps)


def _role(profile: Profile, role: Role) -> Iterator[str]:
    yield f"## {role.name} ({role.english})\n"
    yield f"{role.task}\n"
    if role.pages:
        rows = ((_sections(profile, right), _languages(right), _words(right.may, PAGE_VERBS)) for right in role.pages)
        yield from _table(("pages", "languages", "may"), rows)
    if role.files:
        yield from _table(("files", "collection", "may"), (_files(profile, right) for right in role.files))
    if role.records:
        yield from _table(("records", "may"), (_record_right(right) for right in role.records))
    for power in role.powers:
        yield f"- may {profile.powers[power]}"
    if role.powers:
        yield ""


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for row in (heads, ("---",) * len(heads), *rows):
        yield f"| {' | '.join(row)} |"
    yield ""


def _section(profile: Profile, key: str) -> str:
    section = profile.section(key)
    name = f"{section.titles['uk']} ({section.titles['en']})"
    return name if section.parent else f"{name} and everything below it"


def _sections(profile: Profile, right: PageRight) -> str:
    if right.sections == (EVERYTHING,):
        return "all pages"
    return "; ".join(_section(profile, key) for key in right.sections)


def _languages(right: PageRight) -> str:
    if right.languages == (EVERY_LANGUAGE,):
        return "every language"
    return ", ".join(get_language_info(code)["name"] for code in right.languages)


def _files(profile: Profile, right: FileRight) -> tuple[str, str, str]:
    names = {folder.key: f"{folder.name} ({folder.english})" for folder in profile.folders}
    if right.kinds == ("folders",):
        return "collections", "all", _words(right.may, FOLDER_VERBS)
    return ", ".join(right.kinds), names.get(right.folder, "all"), _words(right.may, FILE_VERBS)


def _record_right(right: RecordRight) -> tuple[str, str]:
    return ", ".join(_records(label) for label in right.records), _words(right.may, RECORD_VERBS)


def _records(label: str) -> str:
    return str(apps.get_model(label)._meta.verbose_name_plural)


def _words(verbs: Iterable[str], words: dict[str, str]) -> str:
    return ", ".join(words.get(verb, verb) for verb in verbs)
