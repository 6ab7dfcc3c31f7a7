"""The menus of the editing interface are in the language of whoever looks at them."""

import re

from django.utils import translation
from wagtail import hooks

HOOKS = ("register_admin_menu_item", "register_reports_menu_item", "register_settings_menu_item")
CYRILLIC = re.compile("[а-яіїєґ]", re.IGNORECASE)


def test_menus_that_were_made_for_somebody_who_reads_ukrainian_are_english_for_others() -> None:
    with translation.override("uk"):
        made = [make() for name in HOOKS for make in hooks.get_hooks(name)]
    with translation.override("en"):
        labels = [str(item.label) for item in made]

    assert "Full story" in labels
    assert [label for label in labels if CYRILLIC.search(label)] == []
