"""The heading of an admin page on which one thing is done to one text."""

from typing import Any


def heading(name: Any, subject: Any, icon: str) -> dict[str, Any]:
    """What is done, to what, and the icon, by the names that "wagtailadmin/generic/base.html" knows them by."""
    return {
        "header_title": f"{name}: {subject}",
        "page_title": name,
        "page_subtitle": str(subject),
        "header_icon": icon,
    }
