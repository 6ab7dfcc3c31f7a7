"""The XLSX files that an import gives away: the template to fill in and the report."""

import io
from collections.abc import Iterable
from datetime import UTC
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from cms_site.core.imports.declarations import ImportColumn, ImportType
from cms_site.core.imports.reading import MAX_ROWS
from cms_site.core.models.import_run import ImportRun
from cms_site.core.spreadsheets import XLSX, safe_cell

FILLED_ROWS = MAX_ROWS + 1


def response(workbook: Workbook, file_name: str) -> HttpResponse:
    """The workbook as a file to save."""
    buffer = io.BytesIO()
    workbook.properties.created = workbook.properties.modified = now().astimezone(UTC).replace(tzinfo=None)
    workbook.save(buffer)
    headers = {"Content-Disposition": f'attachment; filename="{file_name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(buffer.getvalue(), content_type=XLSX, headers=headers)


def result_labels(kind: type[ImportType] | None) -> dict[str, str]:
    """What happened to a row of such a table, in words."""
    created = _("Added as draft") if kind and kind.makes_drafts else _("Added")
    return {"created": created, "updated": _("Updated"), "skipped": _("Skipped: it is there already")}


def template(kind: ImportType) -> Workbook:
    """A workbook to fill in: the table, the values to choose from, an example and what the columns mean."""
    workbook = Workbook()
    columns = list(kind.columns)
    table = workbook.active
    _sheet(table, str(kind.label), [[_heading(column) for column in columns]])
    allowed = {column: [str(value) for value in column.allowed()] for column in columns if column.allowed}
    values = workbook.create_sheet()
    longest = max((len(found) for found in allowed.values()), default=0)
    value_rows = [[found[row] if row < len(found) else None for found in allowed.values()] for row in range(longest)]
    _sheet(values, _("Allowed values"), [[str(column.label) for column in allowed], *value_rows])
    for place, (column, found) in enumerate(allowed.items(), start=1):
        if found:
            table.add_data_validation(_choice(values.title, column, columns.index(column) + 1, place, len(found)))
    _sheet(
        workbook.create_sheet(),
        _("Example"),
        [[_heading(column) for column in columns], [column.example for column in columns]],
    )
    _sheet(workbook.create_sheet(), _("Read me"), _explanation(columns))
    return workbook


def _heading(column: ImportColumn) -> str:
    return f"{column.label}*" if column.required else str(column.label)


def _choice(sheet: str, column: ImportColumn, place: int, source: int, count: int) -> DataValidation:
    """The list that a spreadsheet program offers in the cells of a column; where several may stand, it only offers."""
    letter, from_column = get_column_letter(place), get_column_letter(source)
    validation = DataValidation(
        type="list", formula1=f"'{sheet}'!${from_column}$2:${from_column}${count + 1}", allow_blank=True
    )
    validation.showErrorMessage = not column.several
    validation.errorStyle = "warning"  # the same in another language is right too
    validation.error = _("This is not one of the values of the list.")
    validation.add(f"{letter}2:{letter}{FILLED_ROWS}")
    return validation


def _explanation(columns: list[ImportColumn]) -> list[list[str]]:
    general = [
        _("Fill in the first sheet, one row for each entry, and upload the file. The other sheets are not read."),
        _("Columns with an asterisk are needed. Columns that you do not need can be deleted; their order is free."),
        _("Cells hold values, not formulas. Nothing is stored before you have seen a preview and confirmed it."),
    ]
    meaning = [[_heading(column), str(column.help), column.example] for column in columns]
    return [[_("Column"), _("Meaning"), _("Example")], *meaning, [], *([line] for line in general)]


def _sheet(sheet: Worksheet, title: str, rows: Iterable[Iterable[Any]]) -> None:
    sheet.title = title[:31]
    for row in rows:
        sheet.append([safe_cell(value) for value in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[cell.column_letter].width = 24
    sheet.freeze_panes = "A2"


def report(run: ImportRun) -> Workbook:
    """What became of every row: its number, the result, title, address and remarks."""
    labels = result_labels(run.importer)
    workbook = Workbook()
    rows = [
        [
            entry["row"],
            labels[entry["result"]],
            entry["title"],
            f"{settings.WAGTAILADMIN_BASE_URL}{entry['url']}",
            "\n".join(entry["remarks"]),
        ]
        for entry in run.report
    ]
    _sheet(workbook.active, _("Report"), [[_("Row"), _("Result"), _("Title"), _("Address"), _("Remarks")], *rows])
    return workbook
