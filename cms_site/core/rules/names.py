"""What people, groups and sections in rules are called, in one query for each kind however many rules are shown."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Page


class Names:
    """The names that the sentences of `rules` need."""

    def __init__(self, rules: Iterable[Any]) -> None:
        self.rules = rules

    def section(self, pk: Any) -> str:
        """The title of a section."""
        return self._pages.get(pk) or _("(deleted)")

    def groups(self, keys: Iterable[Any]) -> list[str]:
        """The names of groups."""
        return [self._groups.get(int(key)) or _("(deleted)") for key in keys]

    def people(self, keys: Iterable[Any]) -> list[str]:
        """The names of users."""
        return [self._people.get(int(key)) or _("(deleted)") for key in keys]

    @cached_property
    def _pages(self) -> dict[int, str]:
        chosen = {row["value"].get("section") for rule in self.rules for row in rule.condition_rows if row["value"]}
        return dict(Page.objects.filter(pk__in=chosen - {None}).values_list("pk", "title"))

    @cached_property
    def _groups(self) -> dict[int, str]:
        return dict(Group.objects.values_list("pk", "name"))

    @cached_property
    def _people(self) -> dict[int, str]:
        return {user.pk: user.get_full_name() or user.get_username() for user in get_user_model().objects.all()}
