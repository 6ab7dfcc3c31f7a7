"""A table compared with its declaration."""

from collections.abc import Collection, Hashable, Mapping
from typing import Any

import pytest
from django.utils import translation

from cms_site.core.imports import cells, declarations
from cms_site.core.imports.checking import CheckedTable, check_table
from cms_site.core.imports.declarations import ImportColumn, ImportType, Stored
from cms_site.core.imports.reading import Row, Table, UnreadableFileError


class Trees(ImportType):
    """Trees of a park."""

    name = "trees"
    label = "Trees"
    columns = (
        ImportColumn("species", "Species", cells.text, headings=("Порода", "Gatunek"), required=True),
        ImportColumn("height", "Height", cells.whole_number, headings=("Висота", "Wysokość")),
    )

    def __init__(self) -> None:
        self.asked = 0

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return {"height": "Too high."} if values.get("height", 0) > 100 else {}

    def warnings(self, values: Mapping[str, Any]) -> dict[str, str]:
        return {} if "height" in values else {"height": "No height."}

    def key(self, values: Mapping[str, Any]) -> Hashable | None:
        return values.get("species")

    def existing(self, keys: Collection[Hashable]) -> dict[Hashable, Stored]:
        self.asked += 1
        return {key: Stored(1, "Oak", "/oak/") for key in keys if key == "oak"}


@pytest.fixture(autouse=True)
def _in_english() -> Any:
    with translation.override("en"):
        yield


def checked(headings: list[str], *rows: list[Any], kind: ImportType | None = None) -> CheckedTable:
    return check_table(kind or Trees(), Table(headings, [Row(number, row) for number, row in enumerate(rows, start=2)]))


@pytest.mark.parametrize(
    "headings", [["Species*", "HEIGHT"], ["порода", "Висота:"], ["Gatunek ", " Wysokość"], ["species", "height"]]
)
def test_headings_are_known_in_every_language_and_spelling(headings: list[str]) -> None:
    assert checked(headings, ["oak", "7"]).rows[0].values == {"species": "oak", "height": 7}


def test_columns_may_stand_in_any_order_with_gaps() -> None:
    table = checked(["Height", "", "Species"], ["1 000", None, "oak"], [None, None, "lime"])
    assert table.rows[1].values == {"species": "lime"}
    assert [str(remark) for remark in table.errors + table.warnings] == ["A2: Too high.", "A3: No height."]


def test_an_unknown_column_is_a_warning() -> None:
    table = checked(["Species", "Colour"], ["oak", "red"])
    assert str(table.warnings[0]) == "B1: No column is named “Colour”; it is left out."
    assert table.errors == []


@pytest.mark.parametrize(
    ("headings", "sentence"),
    [
        (["Height"], "Row 1 lacks the headings: Species. Compare the file with the template."),
        (
            ["oak", "lime"],
            "None of the first 20 rows has the headings: Species. Compare the file with the template.",
        ),
        (["Species", "x", "Порода"], "Columns A and C both mean “Species”. Keep one of them."),
    ],
)
def test_columns_that_cannot_be_understood_are_refused(headings: list[str], sentence: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        checked(headings, ["1"])
    assert str(caught.value) == sentence


def test_remarks_about_columns_name_the_row_of_the_headings() -> None:
    with pytest.raises(UnreadableFileError, match="Row 4 lacks the headings: Species"):
        check_table(Trees(), Table(["Height"], [Row(5, ["1"])], heading_row=4))
    table = check_table(Trees(), Table(["Species", "Colour"], [Row(5, ["oak", "red"])], heading_row=4))
    assert str(table.warnings[0]) == "B4: No column is named “Colour”; it is left out."
    assert table.skipped == 3


def test_headings_alone_are_refused() -> None:
    with pytest.raises(UnreadableFileError, match="no row below"):
        checked(["Species"])


def test_a_required_cell_is_missed_by_its_address() -> None:
    assert [str(error) for error in checked(["Height", "Species"], [5], [5, None]).errors] == [
        "B2: Species is missing.",
        "B3: Species is missing.",
    ]


def test_duplicates_are_asked_for_once_and_a_wrong_row_is_none() -> None:
    kind = Trees()
    table = checked(["Species", "Height"], ["oak", 1], ["lime", 2], ["oak", 500], ["lime", 2], kind=kind)
    assert ([row.number for row in table.duplicates], kind.asked) == ([2], 1)
    assert [str(warning) for warning in table.warnings] == ["A5: The same as row 3 of this table."]


def test_two_kinds_cannot_have_one_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(declarations, "_types", {})
    declarations.register(Trees)
    declarations.register(Trees)
    assert declarations.get("trees") is Trees
    with pytest.raises(ValueError, match="trees"):
        declarations.register(type("Others", (Trees,), {}))
