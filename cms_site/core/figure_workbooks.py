"""The figures of a year as an XLSX file."""

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms_site.core.figures import YearFigure
from cms_site.core.spreadsheets import XLSX, write_xlsx

WIDTHS = (44, 14, 14, 14, 16, 14, 24, 44, 70, 70)


# The whole address of the list behind a figure; empty if it has none.
AddressOf = Callable[[YearFigure], str]


def headings(year: int) -> list[str]:
    """The first row, in the reader's language; where that is not the one of the lists, it names theirs."""
    source = get_language() == settings.LANGUAGE_CODE
    return [
        _("Figure"),
        _("Unit"),
        str(year),
        str(year - 1),
        _("Change"),
        _("As reported"),
        _("Difference"),
        _("Consists of"),
        _("How it is counted"),
        _("List") if source else _("List (in Ukrainian)"),
    ]


def cells(row: YearFigure, address: str) -> list[Any]:
    """One figure as a row: numbers stay numbers, what is not recorded is said."""
    unknown = _("not recorded")
    return [
        row.figure.label,
        row.figure.unit,
        unknown if row.value is None else row.value,
        unknown if row.previous is None else row.previous,
        row.change,
        row.reported.value if row.reported else None,
        row.difference_in_words,
        row.detail,
        row.rule,
        address,
    ]


def as_download(rows: Iterable[YearFigure], year: int, name: str, address_of: AddressOf) -> HttpResponse:
    """All figures of a year as an XLSX file called `name`: value, last year's, printed, rule and list of each."""
    content = BytesIO()
    table = [cells(row, address_of(row) if row.value is not None else "") for row in rows]
    write_xlsx([headings(year), *table], content, title=str(year), widths=WIDTHS, wrapped=True)
    disposition = f'attachment; filename="{name}.xlsx"'
    return HttpResponse(content.getvalue(), content_type=XLSX, headers={"Content-Disposition": disposition})
