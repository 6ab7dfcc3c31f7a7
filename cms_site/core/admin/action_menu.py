"""The buttons below the form of a page or a record."""

from typing import Any

SUBMIT, PUBLISH = "action-submit", "action-publish"


def submit_first(items: list[Any]) -> None:
    """Make "submit for approval" the button in sight where publishing is not offered: it is what comes next.

    Saving a draft stays in the menu. Whoever may publish keeps the order of Wagtail.
    """
    names = [item.name for item in items]
    if SUBMIT in names and PUBLISH not in names:
        items.insert(0, items.pop(names.index(SUBMIT)))
