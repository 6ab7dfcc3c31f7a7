"""Running text of the data files as the body of a page."""

import re
from collections.abc import Callable, Iterable

from django.utils.html import escape
from wagtail.models import Page

# [news: the news]
_LINK = re.compile(r"\[(\w+): ([^\]]+)\]")


def body(paragraphs: Iterable[str], section: Callable[[str], Page] | None = None) -> list[tuple[str, str]]:
    """The paragraphs as blocks; `section` gives the page that a link of the text leads to."""

    def link(match: re.Match[str]) -> str:
        return f'<a linktype="page" id="{section(match[1]).pk}">{match[2]}</a>' if section else match[2]

    return [("paragraph", f"<p>{_LINK.sub(link, escape(text))}</p>") for text in paragraphs]
