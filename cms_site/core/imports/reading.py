"""Reading a table as Excel and LibreOffice write it: XLSX or CSV, into plain rows with the address of every cell."""

import csv
import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from django.core.files import File
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from cms_site.core.imports.headings import SEARCHED_ROWS, Headings, only_counts
from cms_site.core.spreadsheets import safe_cell

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 100
HEAD_CHARACTERS = 64 * 1024  # of a CSV, among which its headings are

ZIP_SIGNATURE = b"PK\x03\x04"
# OLE compound files: the old XLS, and every XLSX with a password, which Office wraps in such a file under this name
# (MS-OFFCRYPTO 2.3.4).
OLE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")

# PostgreSQL stores no NUL, XML none of the others.
_CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]|_x00(?:0[0-9A-F]|1[0-9A-F])_")

# A value that JSON can hold; dates are text as people write it, 25.02.2016.
Value = str | int | float | bool | None


class UnreadableFileError(Exception):
    """The file cannot be imported at all; the message is a sentence for the person who chose it."""


@dataclass(frozen=True)
class Row:
    """The values of one row, with the number that the spreadsheet program shows for it."""

    number: int
    values: list[Value]

    @property
    def empty(self) -> bool:
        return all(value is None for value in self.values)


@dataclass(frozen=True)
class Table:
    """The first sheet of a file: its headings, the rows below them that are not empty, and the row of the headings."""

    headings: list[str]
    rows: list[Row]
    heading_row: int = 1


def address(column: int, row: int) -> str:
    """The address of a cell as the spreadsheet program shows it; the first column is 0: `address(2, 5)` is "C5"."""
    return f"{get_column_letter(column + 1)}{row}"


def too_large() -> UnreadableFileError:
    """What to say of a file larger than MAX_BYTES."""
    return UnreadableFileError(
        _("The file is larger than %d MB. Split it into several files.") % (MAX_BYTES // 1024**2)
    )


def read_table(file: IO[bytes] | File, headings: Headings | None = None) -> Table:
    """The table in `file`, whatever its name says it is. Raises UnreadableFileError with the reason.

    `headings` tell which row begins the table; what stands above it is left out. Without them it is the first one.
    """
    content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise too_large()
    if not content.strip():
        raise UnreadableFileError(_("The file is empty."))
    if content.startswith(OLE_SIGNATURE):
        if ENCRYPTED in content:
            raise UnreadableFileError(_("The file is protected by a password. Save it without a password."))
        raise UnreadableFileError(_("The file is written by Excel 97–2003. Save it as XLSX."))
    known = headings or Headings()
    rows = _xlsx_rows(content) if content.startswith(ZIP_SIGNATURE) else _csv_rows(content, known)
    return _table(rows, known)


def _table(rows: Iterator[Row], known: Headings) -> Table:
    # One row more than fits, wherever the headings are.
    filled = list(islice((row for row in rows if not row.empty), SEARCHED_ROWS + MAX_ROWS + 1))
    if not filled:
        raise UnreadableFileError(_("The first sheet is empty."))
    place = known.place([row.values for row in filled[:SEARCHED_ROWS]])
    if len(filled) - place - 1 > MAX_ROWS:
        raise UnreadableFileError(_("The table has more than %d rows. Split it into several files.") % MAX_ROWS)
    headings = ["" if value is None else str(value) for value in filled[place].values]
    while headings and not headings[-1]:
        headings.pop()
    below = filled[place + 1 :]
    if below and known.columns and only_counts(below[0].values):
        below = below[1:]
    return Table(headings, below, filled[place].number)


def _xlsx_rows(content: bytes) -> Iterator[Row]:
    _check_archive(content)
    try:
        with warnings.catch_warnings():
            # Excel's extensions that openpyxl leaves out do not matter for the values.
            warnings.simplefilter("ignore")
            workbook = load_workbook(io.BytesIO(content), read_only=True)
            sheet = next(sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible")
            # Some programs write a size that is far too large, and every empty cell would be read.
            sheet.reset_dimensions()
            rows = sheet.iter_rows(max_col=MAX_COLUMNS)
            yield from (Row(number, _xlsx_values(cells, number)) for number, cells in enumerate(rows, start=1))
    except UnreadableFileError:
        raise
    except Exception as error:  # openpyxl raises whatever the damage makes it stumble over
        raise _damaged() from error


def _damaged() -> UnreadableFileError:
    return UnreadableFileError(_("The file is damaged. Open it in Excel or LibreOffice and save it anew."))


def _not_a_table() -> UnreadableFileError:
    return UnreadableFileError(_("This is not a table. Choose an XLSX or CSV file."))


def _check_archive(content: bytes) -> None:
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            # What the directory says is true enough: no more than that is unpacked of a member.
            unpacked = sum(member.file_size for member in archive.infolist())
    except BadZipFile as error:
        raise _damaged() from error
    if any(name.endswith("vbaProject.bin") for name in names):
        raise UnreadableFileError(_("The file contains macros. Save it as XLSX without macros."))
    if "xl/workbook.xml" not in names:
        if {"mimetype", "content.xml"} <= names:
            raise UnreadableFileError(_("The file is in the format of OpenDocument. Save it as XLSX."))
        raise _not_a_table()
    if unpacked > MAX_UNPACKED_BYTES:
        raise UnreadableFileError(
            _("The file unpacks to more than %d MB. Split it into several files.") % (MAX_UNPACKED_BYTES // 1024**2)
        )


def _xlsx_values(cells: tuple[Any, ...], row: int) -> list[Value]:
    width = max((place for place, cell in enumerate(cells, start=1) if cell.value is not None), default=0)
    return [_xlsx_value(cell, address(place, row)) for place, cell in enumerate(cells[:width])]


def _xlsx_value(cell: Any, place: str) -> Value:
    if cell.data_type == "f":
        raise UnreadableFileError(_("Cell %s holds a formula. Copy the column and paste it as values.") % place)
    if cell.data_type == "e":
        raise UnreadableFileError(_("Cell %s holds an error of the spreadsheet program.") % place)
    return _clean(cell.value)


def _csv_rows(content: bytes, known: Headings) -> Iterator[Row]:
    text = _decoded(content)
    first_line, _end, rest = text.partition("\n")
    start = 1
    if marked := re.fullmatch(r"sep=(.)\s*", first_line):  # how Excel lets a file say what is between its cells
        delimiter, text, start = marked[1], rest, 2
    else:
        delimiter = _delimiter(text, first_line, known)
    try:
        yield from (Row(number, values) for number, values in enumerate(_csv_values(text, delimiter), start=start))
    except csv.Error as error:
        raise _damaged() from error


def _csv_values(text: str, delimiter: str) -> Iterator[list[Value]]:
    for values in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        yield [_clean(value) for value in values[:MAX_COLUMNS]]


def _delimiter(text: str, first_line: str, known: Headings) -> str:
    """What is between the cells: what makes most headings readable, for a title has commas of its own."""
    beginning = text[:HEAD_CHARACTERS]

    def fitness(delimiter: str) -> tuple[int, int]:
        try:
            rows = islice((row for row in _csv_values(beginning, delimiter) if any(row)), SEARCHED_ROWS)
            most = max((len(known.known(row)) for row in rows), default=0)
        except csv.Error:
            most = 0
        return most, first_line.count(delimiter)

    return max(";\t,", key=fitness)


def _decoded(content: bytes) -> str:
    wide = content.startswith(BYTE_ORDER_MARKS)
    if b"\x00" in content and not wide:
        raise _not_a_table()
    # UTF-8 first, because Cyrillic in the old Windows code page is hardly ever valid UTF-8.
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1251"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFileError(_("The letters of the file cannot be read. Save it as CSV in UTF-8 or as XLSX."))


def _clean(value: Any) -> Value:
    if isinstance(value, datetime):
        return f"{value:%d.%m.%Y}" if value.time() == time() else f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if value is None or isinstance(value, int | float):
        return value
    text = _CONTROL_CHARACTERS.sub("", str(value).replace("\u00a0", " ")).strip()
    # An apostrophe goes before what would run as a formula, in our own exports too; any other belongs to a name.
    plain = text.removeprefix("'")
    return (plain if safe_cell(plain) == text else text) or None
