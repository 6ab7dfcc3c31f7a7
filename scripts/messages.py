"""Interface strings without gettext's programs: `python -m scripts.messages update | check | compile`.

English is the source and has no file of its own. Django shows Ukrainian in place of a string that is missing in any
other language, so a gap in what the public reads would mix languages on one page: `check` fails on it.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
LOCALE_DIR = ROOT / "locale"
SOURCES = ("cms_site", "home", "publications", "delegations", "partnerships", "templates")
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
COMPLETE = ("uk",)  # every string
PUBLIC = ("pl",)  # what visitors read: the strings under these paths
PUBLIC_PATHS = ("templates/", "cms_site/core/date_formats.py", "cms_site/core/sign_off/", "partnerships/cargo_table.py")
ADMIN_PATHS = ("templates/admin/", "templates/wagtailadmin/")
LANGUAGES = COMPLETE + PUBLIC


def extract_template(file: Any, keywords: Any, comment_tags: Any, options: Any) -> Iterator[Any]:
    """Yield the strings of a Django template as Babel's extractor of Python yields them."""
    python = templatize(file.read().decode(), origin=file.name)
    # What stands outside the tags comes out as words without meaning, of which Python minds only the indentation.
    lines = "\n".join(line.lstrip() for line in python.splitlines())
    yield from extract_python(BytesIO(lines.encode()), keywords, comment_tags, {"encoding": "utf-8"})


def extract() -> Catalog:
    """Return the strings of all sources, each with the files it stands in."""
    catalog = Catalog(fuzzy=False)
    methods: list[tuple[str, Any]] = [("**.py", "python"), ("**.html", extract_template), ("**.txt", extract_template)]
    for source in SOURCES:
        for name, line, message, comments, context in extract_from_dir(
            ROOT / source, methods, {}, KEYWORDS, ["Translators:"], strip_comment_tags=True
        ):
            path = f"{source}/{name}"
            catalog.add(message, None, [(path, line)], auto_comments=comments, context=context)
    return catalog


def po_path(language: str) -> Path:
    """Return where the strings of a language are kept."""
    return LOCALE_DIR / language / "LC_MESSAGES" / "django.po"


def load(language: str) -> Catalog:
    """Return the kept strings of a language, an empty catalogue if there is no file yet."""
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update() -> None:
    """Bring the strings of every language up to date with the sources; those no longer used are dropped."""
    template = extract()
    for language in LANGUAGES:
        catalog = load(language)
        template.creation_date = catalog.creation_date
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        path = po_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalog, width=120, sort_by_file=True, include_lineno=False)


def is_public(message: Message) -> bool:
    """Return whether visitors see the string."""
    return any(name.startswith(PUBLIC_PATHS) and not name.startswith(ADMIN_PATHS) for name, _ in message.locations)


def problems(language: str, sources: Catalog) -> list[str]:
    """Return a line for each string that is not kept, no longer used, not translated, doubtful or malformed."""
    kept = load(language)
    expected = {(message.context, message.id): message for message in sources if message.id}
    found = {(message.context, message.id): message for message in kept if message.id}
    lines = [f"not in the file, run `make messages`: {quoted(key)}" for key in expected.keys() - found.keys()]
    lines += [f"no longer used, run `make messages`: {quoted(key)}" for key in found.keys() - expected.keys()]
    for key in expected.keys() & found.keys():
        message, needed = found[key], language in COMPLETE or is_public(expected[key])
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if needed and not all(strings):
            lines.append(f"not translated: {quoted(key)}")
        elif needed and message.fuzzy:
            lines.append(f"doubtful (fuzzy): {quoted(key)}")
        lines += [f"{error}: {quoted(key)}" for error in message.check(kept) if any(strings)]
    return sorted(lines)


def quoted(key: tuple[str | None, Any]) -> str:
    """Return a string in quotes, after its context if it has one."""
    context, string = key
    return f"{context}: {string!r}" if context else repr(string)


def check() -> None:
    """Print every problem of every language; exit with 1 if there is one."""
    sources = extract()
    found = [f"{po_path(name).relative_to(ROOT)}: {line}" for name in LANGUAGES for line in problems(name, sources)]
    if found:
        sys.exit("\n".join([*found, f"{len(found)} problems with interface strings"]))


def compile_all() -> None:
    """Write the binary file that Django reads beside every kept file that is newer."""
    for path in [*LOCALE_DIR.rglob("*.po"), *(ROOT / "cms_site" / "locale").rglob("*.po")]:
        target = path.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime <= path.stat().st_mtime:
            with path.open("rb") as source, target.open("wb") as file:
                write_mo(file, read_po(source, locale=path.parts[-3]))


if __name__ == "__main__":
    commands = {"update": update, "check": check, "compile": compile_all}
    if len(sys.argv) != 2 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    commands[sys.argv[1]]()
