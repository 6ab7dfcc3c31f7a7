"""Headings are found below what people write above them, and no row of the table is taken for a title."""

import io
from pathlib import Path
from typing import Any

import pytest

from cms_site.core.imports import cells
from cms_site.core.imports.declarations import ImportColumn
from cms_site.core.imports.headings import SEARCHED_ROWS, Headings
from cms_site.core.imports.reading import MAX_ROWS, Table, UnreadableFileError, read_table
from tests.factories.spreadsheets import make_workbook

FILES = Path(__file__).parents[2] / "fixtures" / "imports"
TREES = Headings(
    [
        ImportColumn("species", "Species", cells.text, headings=("Порода",), required=True),
        ImportColumn("place", "Place", cells.text, headings=("Місце",), required=True),
        ImportColumn("height", "Height, m", cells.text, headings=("Висота, м",)),
        ImportColumn("day", "Date", cells.text, headings=("Дата",)),
        ImportColumn("note", "Note", cells.text, headings=("Примітка",)),
    ]
)
HEADINGS = ["Порода", "Місце", "Висота, м", "Дата", "Примітка"]
OAK = ["дуб", "парк", "7,5", "25.02.16", "старий, хворий, сухий; зрубати, але не зараз"]
ABOVE = [
    [["Дерева, кущі, квіти міста за 2016 рік"], []],
    [["ЗВІТ"], ["Дата", "25.02.2016"], ["Місце", "Суми"], []],
    [[], [], []],
]


def read(content: bytes) -> Table:
    return read_table(io.BytesIO(content), TREES)


def separated(rows: list[list[Any]], delimiter: str) -> bytes:
    """A CSV as people type it: no quotation marks but where they are needed, and no empty cells behind a title."""

    def cell(value: str) -> str:
        return f'"{value}"' if delimiter in value else value

    return "\r\n".join(delimiter.join(map(cell, row)) for row in rows).encode()


@pytest.mark.parametrize("above", ABOVE, ids=["title", "title and particulars", "empty rows"])
@pytest.mark.parametrize("form", ["xlsx", ";", ",", "\t"])
def test_headings_are_found_below_a_title(form: str, above: list[list[Any]]) -> None:
    rows = [*above, HEADINGS, OAK]
    table = read(make_workbook(*rows) if form == "xlsx" else separated(rows, form))
    assert (table.headings, table.heading_row) == (HEADINGS, len(above) + 1)
    assert [(row.number, row.values) for row in table.rows] == [(len(above) + 2, OAK)]


@pytest.mark.parametrize("form", ["xlsx", ";"])
def test_the_numbers_of_columns_below_the_headings_are_no_row(form: str) -> None:
    counted: list[Any] = [1, 2, 3, 4, 5]
    rows = [HEADINGS, counted if form == "xlsx" else [str(number) for number in counted], OAK]
    table = read(make_workbook(*rows) if form == "xlsx" else separated(rows, form))
    assert [(row.number, row.values) for row in table.rows] == [(3, OAK)]


@pytest.mark.parametrize("name", ["journal.xlsx", "journal_utf8_comma.csv"])
def test_a_journal_of_libreoffice_keeps_its_row_numbers(name: str) -> None:
    known = Headings([ImportColumn("direction", "Напрям", cells.text), ImportColumn("place", "Місце", cells.text)])
    table = read_table(io.BytesIO((FILES / name).read_bytes()), known)
    assert (table.headings[:2], table.heading_row) == (["№ з/п", "Напрям"], 4)
    assert [row.number for row in table.rows] == [5, 6]


def test_a_later_row_with_more_headings_is_a_row_of_the_table() -> None:
    table = read(make_workbook(["Порода", "Місце"], OAK[:2], HEADINGS, OAK))
    assert (table.heading_row, len(table.rows)) == (1, 3)


def test_a_row_that_lacks_one_heading_is_not_passed_over_for_a_complete_one() -> None:
    table = read(make_workbook(["title"], ["Порода", "Мсце", *HEADINGS[2:]], OAK, HEADINGS, OAK))
    assert (table.heading_row, len(table.rows)) == (2, 3)


def test_without_any_known_heading_the_first_row_stays_the_headings() -> None:
    assert read(make_workbook([], ["дуб", "парк"], ["липа", "сквер"])).headings == ["дуб", "парк"]


def test_headings_far_below_are_not_looked_for() -> None:
    pages = [["text"]] * SEARCHED_ROWS
    assert read(make_workbook(*pages[1:], HEADINGS, OAK)).headings == HEADINGS
    assert read(make_workbook(*pages, HEADINGS, OAK)).headings == ["text"]


def test_a_title_takes_nothing_from_the_rows_that_fit() -> None:
    rows = [["title"], [], HEADINGS, *[OAK] * MAX_ROWS]
    assert len(read(separated(rows, ";")).rows) == MAX_ROWS
    with pytest.raises(UnreadableFileError, match=str(MAX_ROWS)):
        read(separated([*rows, OAK], ";"))
