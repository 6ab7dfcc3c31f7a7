"""Spreadsheet files: what goes into a cell, and writing rows as CSV and XLSX without keeping them."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, BinaryIO

from django.utils import timezone
from django.utils.functional import Promise
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils import get_column_letter

# The full-width signs are read as formula starts by spreadsheets set to an East Asian language.
_FORMULA = re.compile(r"""[\t\r\n\0]|[\s"\0]*[=+\-@＝＋－＠]""")

# Most characters that a cell of an XLSX file holds, and a title of a sheet (Excel specifications and limits).
CELL_LENGTH = 32_767
TITLE_LENGTH = 31
_NOT_IN_TITLE = re.compile(r"[\\/*?:\[\]]")
# The built-in formats are shown in the order of day and month that the reader's computer is set to.
_DATE, _DATE_AND_TIME = BUILTIN_FORMATS[14], BUILTIN_FORMATS[22]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Row = Sequence[Any]
# Of the first column, which names what the row is about, and of the others.
FIRST_WIDTH, WIDTH = 40, 20


def safe_cell(value: Any) -> Any:
    """Return `value` fit for a CSV or XLSX cell: an apostrophe goes before text that would run as a formula.

    That is text whose first character is = + - @, a tab, a line end or NUL, also after spaces or double quotes
    (OWASP "CSV Injection"; ASVS 5.0, 1.2.10). Lazy translations become text; numbers, dates and None are untouched, so
    that they stay numbers and dates. Applying it twice changes nothing more.
    """
    if not isinstance(value, str | Promise):
        return value
    text = str(value)
    return f"'{text}" if _FORMULA.match(text) else text


class _Echo:
    def write(self, line: str) -> str:
        return line


def csv_lines(rows: Iterable[Row]) -> Iterator[bytes]:
    """`rows` as lines of a CSV file (RFC 4180) in UTF-8, one at a time, each as soon as its row is there.

    The byte order mark before the first line tells Excel that the file is not in the code page of the computer.
    """
    writer = csv.writer(_Echo())
    yield b"\xef\xbb\xbf"
    for row in rows:
        yield writer.writerow([_plain(value) for value in row]).encode()


def write_xlsx(
    rows: Iterable[Row], output: BinaryIO, *, title: str, widths: Sequence[int] = (), wrapped: bool = False
) -> None:
    """Write `rows` as the one sheet of an XLSX file; the first is the heading and stays in sight.

    Dates and numbers are stored as such. Rows go to the disk one by one: the memory needed does not grow with them.
    `widths` of the columns in characters, where the usual ones do not do; `wrapped` breaks long text in its cell.
    """
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(_NOT_IN_TITLE.sub(" ", title)[:TITLE_LENGTH])
    sheet.freeze_panes = "A2"
    for number, row in enumerate(rows):
        if number == 0:
            for column in range(1, len(row) + 1):
                usual = FIRST_WIDTH if column == 1 else WIDTH
                width = widths[column - 1] if column <= len(widths) else usual
                sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.append([_cell(sheet, value, heading=number == 0, wrapped=wrapped) for value in row])
    workbook.save(output)


def _plain(value: Any) -> Any:
    value = safe_cell(value)
    if isinstance(value, datetime):
        return _local(value).isoformat(sep=" ", timespec="minutes")
    return value.isoformat() if isinstance(value, date) else value


def _cell(sheet: Any, value: Any, *, heading: bool, wrapped: bool) -> WriteOnlyCell:
    value = safe_cell(value)
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)[:CELL_LENGTH]
    elif isinstance(value, datetime):
        value = _local(value)
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, date):
        cell.number_format = _DATE_AND_TIME if isinstance(value, datetime) else _DATE
    if heading:
        cell.font = Font(bold=True)
    if wrapped:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _local(value: datetime) -> datetime:
    """The time on the wall in the city, because neither kind of file knows time zones."""
    return value if timezone.is_naive(value) else timezone.make_naive(value)
