"""The field for the last part of an address, which spells what is typed by the table of the resolution."""

import re
from typing import Any

from django.db import models
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import SlugInput

from cms_site.core.transliteration import latin_rules, slug

# Letters with accents of neighbouring languages; the browser would leave them out.
_ACCENTED = "ąćęłńóśźżäöüßáčďéěíňřšťúůýž"


def formatters() -> list[tuple[re.Pattern[str], str]]:
    """What the browser replaces in this order, whatever the capitals; the rest is Wagtail's own."""
    accented = [(re.compile(letter, re.IGNORECASE), slug(letter)) for letter in _ACCENTED]
    # as in `slug`: what parts words is one hyphen
    signs = [(re.compile(r"[^A-Za-z0-9_-]+"), "-"), (re.compile(r"^-+|-+$"), "")]
    return [*latin_rules(), *accented, *signs]


class TransliteratingSlugInput(SlugInput):
    """Wagtail's field for slugs, which would leave out Cyrillic letters."""

    def __init__(self, attrs: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(attrs, **{"formatters": formatters(), **kwargs})


def register() -> None:
    """Give the field to the forms of all pages and records that have a slug."""
    register_form_field_override(models.SlugField, override={"widget": TransliteratingSlugInput})
