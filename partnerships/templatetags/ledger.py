"""Quantities and dates of the ledger in the reader's words."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django import template
from django.conf import settings
from django.utils.translation import get_language

from cms_site.core.models.named import NamedRecord
from cms_site.core.page_types import as_text
from partnerships.cargo_table import CargoTable
from partnerships.models.balances import LineBalance

register = template.Library()


@register.filter
def as_table(lines: Iterable[LineBalance]) -> CargoTable:
    """The cargo lines of a convoy as a table."""
    return CargoTable(lines)


@register.filter
def in_words(value: Decimal | date | None) -> str:
    """A quantity without superfluous zeros or a date, as the reader's language writes it; empty where it is unknown."""
    return as_text(value)


@register.filter
def name_language(record: NamedRecord) -> str:
    """The language of a name that the reader's language has no form of; empty where it is the reader's own."""
    language = get_language() or settings.LANGUAGE_CODE
    if language == settings.LANGUAGE_CODE or any(row.locale.language_code == language for row in record.names.all()):
        return ""
    return settings.LANGUAGE_CODE
