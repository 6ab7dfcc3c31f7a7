"""Files that are tables, and one sentence about each that is not."""

import csv
import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from openpyxl import Workbook, load_workbook

from cms_site.core.imports import reading
from cms_site.core.imports.reading import MAX_BYTES, MAX_ROWS, Table, UnreadableFileError, read_table

FILES = Path(__file__).parents[2] / "fixtures" / "imports"
VISITS = (FILES / "visits.xlsx").read_bytes()


@pytest.fixture(autouse=True)
def _in_english() -> Any:
    with translation.override("en"):
        yield


def read(content: bytes) -> Table:
    return read_table(io.BytesIO(content))


def refusal(content: bytes) -> str:
    """The one sentence about a file that cannot be read."""
    with pytest.raises(UnreadableFileError) as caught:
        read(content)
    return str(caught.value)


def workbook(*rows: list[Any]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return saved(book)


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def repacked(content: bytes, change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    """An XLSX with changed and added members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, data in more.items():
            new.writestr(name, data)
    return buffer.getvalue()


def unchanged(name: str, data: bytes) -> bytes:
    return data


def test_a_table_of_libreoffice_keeps_its_row_numbers_and_dates() -> None:
    table = read(VISITS)
    assert table.headings[:3] == ["Напрям", "Дата початку", "Дата завершення"]
    assert [row.number for row in table.rows] == [2, 3, 4, 6]
    assert table.rows[0].values[:4] == ["Виїзд", "25.02.2016", "28.02.2016", "Словаччина"]
    assert table.rows[2].values[1] == "вересень 2016"


def test_a_table_of_another_program_is_read_too() -> None:
    table = read(workbook(["a", "b", None], [date(2016, 2, 25), datetime(2016, 2, 25, 10, 30)], [1.5, True, None, "x"]))
    assert table.headings == ["a", "b"]
    assert [row.values for row in table.rows] == [["25.02.2016", "25.02.2016 10:30"], [1.5, True, None, "x"]]


def test_the_first_visible_sheet_is_the_table() -> None:
    book = Workbook()
    book.active.sheet_state = "hidden"
    book.create_sheet("second").append(["a"])
    book.active = 1
    assert read(saved(book)).headings == ["a"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_is_read_in_the_usual_encodings_and_delimiters(encoding: str, delimiter: str) -> None:
    buffer = io.StringIO()
    rows = [
        ["Напрям", "Місце", "Мета"],
        ["Виїзд", 'м. Люблін, "центр"; поруч', "два\nрядки"],
        ["", "", ""],
        ["Ґ", "є", "ї"],
    ]
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    table = read(buffer.getvalue().encode(encoding))
    assert table.headings == rows[0]
    assert [(row.number, row.values) for row in table.rows] == [(2, rows[1]), (4, rows[3])]


def test_excel_may_say_what_is_between_the_cells_of_a_csv() -> None:
    table = read(b"sep=|\r\na|b\r\n1|2\r\n")
    assert (table.headings, table.rows[0].number, table.rows[0].values) == (["a", "b"], 3, ["1", "2"])


def test_the_apostrophe_of_a_name_stays() -> None:
    assert read(workbook(["a"], ["'s-Hertogenbosch"])).rows[0].values == ["'s-Hertogenbosch"]


def test_the_apostrophe_of_our_own_exports_and_control_characters_are_taken_off() -> None:
    content = workbook(["a"], ["'=1+1"], ["b\u00a0c_x000D_"])
    assert [row.values for row in read(content).rows] == [["=1+1"], ["b c"]]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b" \r\n ", "The file is empty."),
        (workbook(), "The first sheet is empty."),
        ((FILES / "visits.ods").read_bytes(), "The file is in the format of OpenDocument. Save it as XLSX."),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "This is not a table. Choose an XLSX or CSV file."),
        ("Напрям\x00;Місце\n".encode(), "This is not a table. Choose an XLSX or CSV file."),
        ((FILES / "visits.xls").read_bytes(), "The file is written by Excel 97–2003. Save it as XLSX."),
        (
            (FILES / "visits_with_password.xlsx").read_bytes(),
            "The file is protected by a password. Save it without a password.",
        ),
        (VISITS[: len(VISITS) // 2], "The file is damaged. Open it in Excel or LibreOffice and save it anew."),
        (
            repacked(VISITS, lambda name, data: data[: len(data) // 2]),
            "The file is damaged. Open it in Excel or LibreOffice and save it anew.",
        ),
        (
            repacked(VISITS, unchanged, **{"xl/vbaProject.bin": b"macro"}),
            "The file contains macros. Save it as XLSX without macros.",
        ),
        (
            (FILES / "formula.xlsx").read_bytes(),
            "Cell J2 holds a formula. Copy the column and paste it as values.",
        ),
        (workbook(["a"], ["=HYPERLINK(1)"]), "Cell A2 holds a formula. Copy the column and paste it as values."),
        (b"\x98" * 10, "The letters of the file cannot be read. Save it as CSV in UTF-8 or as XLSX."),
        (b"a\n" + b"x" * 200_000, "The file is damaged. Open it in Excel or LibreOffice and save it anew."),
    ],
    ids=[
        "nothing", "spaces", "empty sheet", "ods", "picture", "NUL", "xls", "password", "cut", "broken XML", "macros",
        "formula", "formula of another program", "letters", "endless cell",
    ],
)  # fmt: skip
def test_what_cannot_be_read_gets_one_sentence(content: bytes, sentence: str) -> None:
    assert refusal(content) == sentence


def test_an_error_cell_is_named() -> None:
    broken = repacked(
        workbook(["a"], [7]),
        lambda name, data: re.sub(rb'<c r="A2"[^>]*>', b'<c r="A2" t="e">', data).replace(b"<v>7<", b"<v>#N/A<"),
    )
    assert refusal(broken) == "Cell A2 holds an error of the spreadsheet program."


def test_a_file_larger_than_the_limit_is_refused() -> None:
    assert refusal(b"a" * (MAX_BYTES + 1)) == "The file is larger than 20 MB. Split it into several files."


def test_an_archive_that_unpacks_to_too_much_is_refused() -> None:
    bomb = repacked(VISITS, unchanged, **{"xl/worksheets/sheet2.xml": bytes(reading.MAX_UNPACKED_BYTES)})
    assert len(bomb) < 1024**2
    assert refusal(bomb) == "The file unpacks to more than 100 MB. Split it into several files."


def test_an_archive_cannot_lie_about_what_it_unpacks_to() -> None:
    bomb = repacked(VISITS, lambda name, data: data + b" " * 10_000_000 if name.endswith("sheet1.xml") else data)
    size = next(i.file_size for i in zipfile.ZipFile(io.BytesIO(bomb)).infolist() if i.filename.endswith("sheet1.xml"))
    liar = bomb.replace(size.to_bytes(4, "little"), (5000).to_bytes(4, "little"))
    assert "damaged" in refusal(liar)


def test_nested_entities_are_refused() -> None:
    entity = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    bomb = repacked(
        VISITS, lambda name, data: data.replace(b"?>", b"?>" + entity, 1) if name.endswith("sheet1.xml") else data
    )
    assert "damaged" in refusal(bomb)


@pytest.mark.parametrize("make", ["csv", "xlsx"])
def test_too_many_rows_are_refused(make: str) -> None:
    rows = MAX_ROWS + 1
    if make == "csv":
        content = b"a;b\n" + b"1;2\n" * rows
    else:
        book = Workbook(write_only=True)
        sheet = book.create_sheet()
        for _row in range(rows + 1):
            sheet.append([1])
        content = saved(book)
    assert refusal(content) == "The table has more than 20000 rows. Split it into several files."


def test_as_many_rows_as_the_limit_are_read() -> None:
    assert len(read(b"a;b\n" + b"1;2\n" * MAX_ROWS).rows) == MAX_ROWS


def test_a_cell_far_below_and_one_far_to_the_right_cost_little() -> None:
    book = load_workbook(io.BytesIO(workbook(["a"], ["b"])))
    book.active["XFD3"] = "far"
    book.active["A100000"] = "deep"
    table = read(saved(book))
    assert [(row.number, row.values) for row in table.rows] == [(2, ["b"]), (100_000, ["deep"])]
