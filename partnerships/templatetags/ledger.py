"""Quantities and dates of the ledger in the reader's words."""

from datetime import date
from decimal import Decimal

from django import template

from cms_site.core.page_types import as_text

register = template.Library()


@register.filter
def in_words(value: Decimal | date | None) -> str:
    """A quantity without superfluous zeros or a date, as the reader's language writes it; empty where it is unknown."""
    return as_text(value)
