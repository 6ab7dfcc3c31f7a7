"""Texts of mails with places for what happened: "{title} is published"."""

from string import Formatter
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms_site.core.changes.models import Weight
from cms_site.core.mails import edit_address
from cms_site.core.rules.happening import Happening

# What may stand in braces, and what it becomes.
PLACEHOLDERS = {
    "title": gettext_lazy("title of the page"),
    "address": gettext_lazy("its address; that of the form while readers do not know the page"),
    "type": gettext_lazy("page type"),
    "language": gettext_lazy("language of the page"),
    "person": gettext_lazy("who did it; for addresses outside always the site"),
    "change": gettext_lazy("kind of change"),
    "note": gettext_lazy("public note of a correction"),
    "date": gettext_lazy("the date that comes, or else the day on which it happened"),
}


def check(text: str) -> None:
    """Raise ValidationError for braces that do not match or hold what is no placeholder; names those that are."""
    allowed = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    try:
        parts = list(Formatter().parse(text))
    except ValueError as error:
        said = _("A brace { or } has no partner. Allowed are %(allowed)s; a brace itself is written twice.")
        raise ValidationError(said % {"allowed": allowed}) from error
    for _literal, name, form, conversion in parts:
        if name is not None and (form or conversion or name not in PLACEHOLDERS):
            said = _("“{%(name)s}” is not known. Allowed are %(allowed)s.")
            raise ValidationError(said % {"name": name, "allowed": allowed})


def fill(text: str, values: dict[str, str]) -> str:
    """`text`, which was checked, with `values` in their places."""
    return text.format_map(values)


def values_of(happening: Happening, language: str, *, outside: bool = False) -> dict[str, str]:
    """What the placeholders stand for, in the words of a language; nobody outside learns who works here."""
    actor = happening.actor
    with translation.override(language):
        model = happening.page.specific_class
        day = happening.day or timezone.localtime(happening.at).date()
        return {
            "title": happening.title,
            "address": happening.address or edit_address(happening.page),
            "type": str(model._meta.verbose_name) if model else "",
            "language": str(dict(settings.LANGUAGES).get(happening.language, happening.language)),
            "person": settings.WAGTAIL_SITE_NAME if outside or not actor else _name(actor),
            "change": str(Weight(happening.weight).label) if happening.weight else "",
            "note": happening.note,
            "date": date_format(day),
        }


def _name(user: Any) -> str:
    return str(user.get_full_name() or user.get_username())
