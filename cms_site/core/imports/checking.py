"""Comparing a table with its declaration: a word on every doubtful cell, and what is on the site already."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from cms_site.core.imports.cells import CellError
from cms_site.core.imports.declarations import ImportColumn, ImportType, Stored
from cms_site.core.imports.headings import SEARCHED_ROWS, Headings
from cms_site.core.imports.reading import Table, UnreadableFileError, Value, address


@dataclass(frozen=True)
class Remark:
    """An error or a warning about a cell, with its address as the spreadsheet program shows it."""

    address: str
    text: str
    error: bool

    def __str__(self) -> str:
        return f"{self.address}: {self.text}"


@dataclass
class CheckedCell:
    """A cell of a known column with what was found wrong or doubtful in it."""

    address: str
    value: Value
    remarks: list[Remark] = field(default_factory=list)


@dataclass
class CheckedRow:
    """A row with what it says, what is wrong with it and what it duplicates."""

    number: int
    cells: list[CheckedCell]
    values: dict[str, Any]
    key: Hashable | None = None
    duplicate: Stored | None = None

    @property
    def remarks(self) -> list[Remark]:
        return [remark for cell in self.cells for remark in cell.remarks]

    @property
    def wrong(self) -> bool:
        return any(remark.error for remark in self.remarks)


@dataclass(frozen=True)
class CheckedTable:
    """A table ready for the preview; `remarks` are those about whole columns."""

    columns: list[ImportColumn]
    rows: list[CheckedRow]
    remarks: list[Remark]
    heading_row: int

    @property
    def skipped(self) -> int:
        """How many rows stand above the headings; nothing of them is imported."""
        return self.heading_row - 1

    @property
    def errors(self) -> list[Remark]:
        return [remark for row in self.rows for remark in row.remarks if remark.error]

    @property
    def warnings(self) -> list[Remark]:
        return self.remarks + [remark for row in self.rows for remark in row.remarks if not remark.error]

    @property
    def duplicates(self) -> list[CheckedRow]:
        return [row for row in self.rows if row.duplicate]


def check_table(kind: ImportType, table: Table) -> CheckedTable:
    """`table` compared with the columns of `kind`.

    Raises UnreadableFileError where the columns themselves cannot be understood. The number of queries is constant.
    """
    places, remarks = _match(Headings(kind.columns), table)
    if not table.rows:
        raise UnreadableFileError(_("There are headings, but no row below them."))
    rows = [_checked_row(kind, places, row.number, row.values) for row in table.rows]
    _find_duplicates(kind, rows)
    return CheckedTable(list(places), rows, remarks, table.heading_row)


def _match(known: Headings, table: Table) -> tuple[dict[ImportColumn, int], list[Remark]]:
    """The place of every column that the table has, in the order of the table, and remarks on unknown ones."""
    places: dict[ImportColumn, int] = {}
    remarks = []
    for place, heading in enumerate(table.headings):
        column = known.column(heading)
        if column is None:
            if heading:
                text = _("No column is named “%s”; it is left out.") % heading
                remarks.append(Remark(address(place, table.heading_row), text, error=False))
            continue
        if column in places:
            raise UnreadableFileError(
                _("Columns %(first)s and %(second)s both mean “%(label)s”. Keep one of them.")
                % {"first": _letter(places[column]), "second": _letter(place), "label": column.label}
            )
        places[column] = place
    missing = [str(column.label) for column in known.columns if column.required and column not in places]
    if missing:
        raise _lacking(missing, table, nothing_known=not places)
    return places, remarks


def _lacking(missing: list[str], table: Table, *, nothing_known: bool) -> UnreadableFileError:
    headings = ", ".join(missing)
    if nothing_known:
        return UnreadableFileError(
            _("None of the first %(count)d rows has the headings: %(headings)s. Compare the file with the template.")
            % {"count": SEARCHED_ROWS, "headings": headings}
        )
    return UnreadableFileError(
        _("Row %(row)d lacks the headings: %(headings)s. Compare the file with the template.")
        % {"row": table.heading_row, "headings": headings}
    )


def _letter(place: int) -> str:
    return address(place, 1).removesuffix("1")


def _checked_row(kind: ImportType, places: dict[ImportColumn, int], number: int, raw: list[Value]) -> CheckedRow:
    values: dict[str, Any] = {}
    cells: dict[str, CheckedCell] = {}
    for column, place in places.items():
        value = raw[place] if place < len(raw) else None
        cells[column.name] = cell = CheckedCell(address(place, number), value)
        try:
            if value is not None:
                values[column.name] = column.parse(value)
            elif column.required:
                raise CellError(_("%s is missing.") % column.label)
        except CellError as error:
            cell.remarks.append(Remark(cell.address, str(error), error=True))
    row = CheckedRow(number, list(cells.values()), values)
    for found, wrong in ((kind.check(values), True), (kind.warnings(values), False)):
        for name, text in found.items():
            # What belongs to a column that the table does not have is said at the first cell.
            cell = cells.get(name, row.cells[0])
            cell.remarks.append(Remark(cell.address, text, error=wrong))
    if not row.wrong:
        row.key = kind.key(values)
    return row


def _find_duplicates(kind: ImportType, rows: Iterable[CheckedRow]) -> None:
    first: dict[Hashable, CheckedRow] = {}
    keyed = [row for row in rows if row.key is not None]
    stored = kind.existing({row.key for row in keyed if row.key is not None}) if keyed else {}
    for row in keyed:
        if row.key is None:
            continue
        row.duplicate = stored.get(row.key)
        if row.key in first:
            cell = row.cells[0]
            text = _("The same as row %d of this table.") % first[row.key].number
            cell.remarks.append(Remark(cell.address, text, error=False))
        first.setdefault(row.key, row)
