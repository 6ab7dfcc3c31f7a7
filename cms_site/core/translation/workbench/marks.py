"""Texts of passages as they are stored and as they are typed.

wagtail-localize stores words with inline HTML: <b>, <i>, links by number, <br/> for a new line. A translator types the
same in passages of rich texts, and plain words everywhere else.
"""

import re
from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from wagtail_localize.strings import StringValue

from cms_site.core.translation.passages import paragraphs_of

LINK = "a"
_LABELS = {"b": _("bold"), "strong": _("bold"), "i": _("italic"), "em": _("italic"), LINK: _("link")}
_BREAK = re.compile(r"<br\s*/?>\s*", re.IGNORECASE)
_OPENING = re.compile(r"<(?!br\b)(\w+)(?:\s+id=\"(\w+)\")?\s*>", re.IGNORECASE)


def typed(stored: str, *, rich: bool) -> str:
    """What stands in the field of a stored text."""
    if not rich:
        return StringValue(stored).render_text()
    return _BREAK.sub("\n", stored).replace("&amp;", "&").replace("\xa0", " ")


def stored(text: str, *, rich: bool) -> str:
    """What is stored of a typed text. HTML that cannot be read as such stays as it was typed, for `problem` to name."""
    # PostgreSQL stores no NUL
    text = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if not rich:
        return str(StringValue.from_plaintext(text).data)
    html = text.replace("\n", "<br/>")
    if not is_balanced(html):
        return html
    try:
        return str(StringValue.from_translated_html(html).data)
    except ValueError:
        return html


def is_balanced(html: str) -> bool:
    """Whether every mark that is opened is closed, the last one first."""
    opened: list[str] = []
    for closing, name in _ANY.findall(html):
        if not closing:
            opened.append(name.lower())
        elif not opened or opened.pop() != name.lower():
            return False
    return not opened


def plain(text: str) -> str:
    """The words of a stored text in one line, as passages are compared by."""
    return " ".join(paragraphs_of(text))


_ANY = re.compile(r"<(/?)(?!br\b)([a-z]+)\b[^>]*>", re.IGNORECASE)


@dataclass(frozen=True)
class Mark:
    """An inline mark: what opens it, what closes it, and what people call it."""

    opening: str
    closing: str
    label: str


def marks(source: str) -> list[Mark]:
    """The inline marks of a stored source, each once."""
    found = dict.fromkeys(_OPENING.findall(source))
    links = [number for name, number in found if name == LINK]
    result = []
    for name, number in found:
        label = str(_LABELS.get(name, name))
        if name == LINK and len(links) > 1:
            label = f"{label} {links.index(number) + 1}"
        result.append(Mark(f'<{name} id="{number}">' if number else f"<{name}>", f"</{name}>", label))
    return result


def lost_marks(source: str, text: str) -> list[str]:
    """What the marks are called that a stored translation has fewer of than its source."""
    wanted = Counter(name for name, _number in _OPENING.findall(source))
    wanted.subtract(name for name, _number in _OPENING.findall(text))
    return [str(_LABELS.get(name, name)) for name, count in wanted.items() if count > 0]
