"""Ukrainian for what installed packages leave in English: `python -m scripts.wagtail_messages update | check`.

`cms_site` is the first installed app, so its catalogues win over those of the packages. They hold two things:

- gaps: every string of a package that has no Ukrainian, which `update` lists and `check` wants translated;
- corrections: strings whose Ukrainian in the package is wrong or clumsy. To correct one, write it at the end of the
  file and run `update`: the comment above it says what the package has, and `check` fails when the package changes it.
"""

import re
import sys
from collections.abc import Iterator
from gettext import GNUTranslations
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from cms_site.settings.base import INSTALLED_APPS
from scripts.messages import LANGUAGES, ROOT, quoted

LANGUAGE = LANGUAGES[0]
LOCALE_DIR = ROOT / "cms_site" / "locale"
DOMAINS = ("django", "djangojs")
CORRECTED = "In the package: "
LONG = 10_000  # a comment in several lines would lose those that repeat
# What code fills in, and tags: a translation without them shows less, one with others breaks the page.
MARKS = re.compile(r"%\(\w+\)[sdr]|%[sd]|\{\w*\}|</?[a-z][^>]*>")
# The name of a model comes in the nominative, which fits few sentences; the screen says what it shows anyway.
OPTIONAL = {"%(model_name)s", "{model_name}"}

Key = tuple[str | None, Any]


def locale_dirs() -> Iterator[tuple[str, Path]]:
    """Yield the name and the catalogues' directory of every installed package, the one that wins first."""
    for name in [*INSTALLED_APPS, "django.conf"]:
        spec = find_spec(name)
        for folder in (spec and spec.submodule_search_locations) or ():
            directory = Path(folder) / "locale"
            if directory.is_dir() and not directory.is_relative_to(ROOT / name.split(".")[0]):
                yield name, directory


def sources(domain: str) -> dict[Key, Message]:
    """Return the English strings of the packages; each has the name of its package for a location."""
    found: dict[Key, Message] = {}
    for name, directory in locale_dirs():
        path = directory / "en" / "LC_MESSAGES" / f"{domain}.po"
        if path.exists():
            with path.open("rb") as file:
                for message in read_po(file):
                    if message.id and (message.context, message.id) not in found:
                        message.locations = [(name, None)]  # type: ignore[list-item]
                        found[message.context, message.id] = message
    return found


def package_texts(domain: str) -> dict[Any, str]:
    """Return the Ukrainian of the packages by what gettext looks up: a string, or a pair of it and the plural form."""
    found: dict[Any, str] = {}
    for _, directory in locale_dirs():
        path = directory / LANGUAGE / "LC_MESSAGES" / f"{domain}.mo"
        if path.exists():
            with path.open("rb") as file:
                texts = GNUTranslations(file)._catalog  # type: ignore[attr-defined]
            found = {key: text for key, text in texts.items() if text} | found
    return found


def package_text(key: Key, texts: dict[Any, str]) -> str:
    """Return the Ukrainian of a package, its forms joined if it has a plural; empty if it has none."""
    context, string = key
    singular = string[0] if isinstance(string, tuple) else string
    lookup = f"{context}\x04{singular}" if context else singular
    if isinstance(string, tuple):
        return " / ".join(texts[lookup, form] for form in range(3) if (lookup, form) in texts)
    return texts.get(lookup) or texts.get((lookup, 0), "")


def po_path(domain: str) -> Path:
    """Return where our strings are kept."""
    return LOCALE_DIR / LANGUAGE / "LC_MESSAGES" / f"{domain}.po"


def load(domain: str) -> Catalog:
    """Return our strings, an empty catalogue if there is no file yet."""
    path = po_path(domain)
    if not path.exists():
        return Catalog(locale=LANGUAGE)
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def by_key(catalog: Catalog) -> dict[Key, Message]:
    """Return the strings of a catalogue without its header."""
    return {(message.context, message.id): message for message in catalog if message.id}


def expected(domain: str) -> dict[Key, tuple[Message, str]]:
    """Return each string that should be kept and what the package has for it: first the gaps, then the corrections."""
    texts, kept = package_texts(domain), by_key(load(domain))
    strings = {key: (message, package_text(key, texts)) for key, message in sources(domain).items()}
    gaps = {key: pair for key, pair in strings.items() if not pair[1]}
    return gaps | {key: strings[key] for key in kept if key in strings and key not in gaps}


def update() -> None:
    """Bring our catalogues up to date with the installed packages; what they no longer have is dropped."""
    for domain in DOMAINS:
        before = load(domain)
        kept, catalog = by_key(before), Catalog(LANGUAGE, header_comment=before.header_comment, fuzzy=False)
        catalog.mime_headers = before.mime_headers
        for key, (message, text) in expected(domain).items():
            catalog.add(
                message.id,
                kept[key].string if key in kept else None,
                message.locations,
                flags=message.flags - {"fuzzy"},
                user_comments=[CORRECTED + " ".join(text.split())] if text else [],
                context=message.context,
            )
        po_path(domain).parent.mkdir(parents=True, exist_ok=True)
        with po_path(domain).open("wb") as file:
            write_po(file, catalog, width=LONG, include_lineno=False)


def forms(text: Any) -> list[str]:
    """Return all forms of a string, one if it has no plural."""
    return [form or "" for form in text] if isinstance(text, list | tuple) else [text or ""]


def wrong_marks(message: Message) -> bool:
    """Return whether a form lacks what its English form fills in or marks up, or has what no English form has."""
    originals = [set(MARKS.findall(form)) for form in forms(message.id)]
    texts = [set(MARKS.findall(form)) for form in forms(message.string)]
    needed = [originals[0]] + [originals[-1]] * (len(texts) - 1)
    return any(not need - OPTIONAL <= text <= set.union(*originals) for need, text in zip(needed, texts, strict=True))


def problems(domain: str) -> list[str]:
    """Return a line for each string that is missing, unused, not translated, malformed, or corrected in vain."""
    kept, wanted = by_key(load(domain)), expected(domain)
    lines = [f"new, run `make messages`: {quoted(key)}" for key in wanted.keys() - kept.keys()]
    lines += [f"no longer used, run `make messages`: {quoted(key)}" for key in kept.keys() - wanted.keys()]
    for key in wanted.keys() & kept.keys():
        message, text = kept[key], wanted[key][1]
        if not all(forms(message.string)):
            lines.append(f"not translated: {quoted(key)}")
        elif wrong_marks(message):
            lines.append(f"placeholders or tags differ: {quoted(key)}")
        if " ".join(message.user_comments) != (CORRECTED + " ".join(text.split()) if text else ""):
            lines.append(f"the package has changed its Ukrainian, look and run `make messages`: {quoted(key)}")
        elif text and text == " / ".join(forms(message.string)):
            lines.append(f"the package has the same, delete it: {quoted(key)}")
    return sorted(lines)


def check() -> None:
    """Print every problem of our catalogues; exit with 1 if there is one."""
    found = [f"{po_path(domain).relative_to(ROOT)}: {line}" for domain in DOMAINS for line in problems(domain)]
    if found:
        sys.exit("\n".join([*found, f"{len(found)} problems with strings of packages"]))


if __name__ == "__main__":
    commands = {"update": update, "check": check}
    if len(sys.argv) != 2 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    commands[sys.argv[1]]()
