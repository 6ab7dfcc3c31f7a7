"""The figures of a year as an XLSX file."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from cms_site.core.figures import YearFigure
from cms_site.core.spreadsheets import safe_cell

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = (44, 14, 14, 14, 16, 14, 24, 44, 70)


def headings(year: int) -> list[str]:
    """The first row, in the reader's language."""
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
    ]


def cells(row: YearFigure) -> list[Any]:
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
        row.figure.rule,
    ]


def workbook(rows: Iterable[YearFigure], year: int) -> bytes:
    """All figures of a year as XLSX: value, last year's, printed and rule of each; no cell runs as a formula."""
    book = Workbook()
    sheet = book.active
    sheet.title = str(year)
    for values in [headings(year), *map(cells, rows)]:
        sheet.append([safe_cell(value) for value in values])
    for column, width in zip(sheet.columns, WIDTHS, strict=True):
        sheet.column_dimensions[column[0].column_letter].width = width
        for cell in column:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        column[0].font = Font(bold=True)
    sheet.freeze_panes = "A2"
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def as_download(rows: Iterable[YearFigure], year: int, name: str) -> HttpResponse:
    """`workbook` as a file called `name`."""
    disposition = f'attachment; filename="{name}.xlsx"'
    return HttpResponse(workbook(rows, year), content_type=CONTENT_TYPE, headers={"Content-Disposition": disposition})
