"""Sections of visits and visits."""

from datetime import date
from typing import Any

from wagtail.models import Page

from delegations.models import DelegationIndexPage, DelegationPage


def make_delegation_index(home: Page, **fields: Any) -> DelegationIndexPage:
    """A public section of visits."""
    defaults = {"title": "Делегації", "slug": "delegations", "locale": home.locale}
    return home.add_child(instance=DelegationIndexPage(**{**defaults, **fields}))


def make_visit(parent: Page, **fields: Any) -> DelegationPage:
    """A public visit; `members`, `hosts` and other rows may be given as lists."""
    defaults = {
        "title": "Гості з Любліна",
        "direction": "incoming",
        "kind": "official_visit",
        "official": True,
        "start_date": date(2016, 5, 5),
        "locale": parent.locale,
    }
    return parent.add_child(instance=DelegationPage(**{**defaults, **fields}))
