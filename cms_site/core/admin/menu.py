"""Where editors find the list of a page type: menu groups in the words of the departments."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class MenuGroup:
    """A department's entry in the main menu; page types of several apps may share one."""

    name: str
    label: Any
    icon: str
    order: int


@dataclass(frozen=True)
class AdminMenu:
    """One page type's entry in a menu group."""

    group: MenuGroup
    label: Any
    icon: str
    order: int = 100
    # what the button on the home page says that leads to an empty form; empty if there is to be none
    begin: Any = ""
