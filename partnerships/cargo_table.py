"""The cargo of a convoy as readers see it: of what nobody recorded there is no column, but one sentence below."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms_site.core.page_types import ShownFact, as_text
from partnerships.models.balances import LineBalance
from partnerships.models.cargo import CargoLine


@dataclass(frozen=True)
class Column:
    """What is told of every cargo line; `value` is None or empty where it is not recorded."""

    name: str
    heading: str | Promise
    value: Callable[[LineBalance], Any]
    is_number: bool = True

    def text(self, found: LineBalance) -> str:
        """The value in the reader's words; empty where it is not recorded."""
        return as_text(self.value(found))


@dataclass(frozen=True)
class Cell:
    """One value of one line."""

    column: Column
    text: str


COLUMNS = (
    Column("unit", _("Unit"), lambda found: found.line.get_unit_display(), is_number=False),
    Column("received", _("Received"), lambda found: found.line.quantity),
    Column("handed_over", _("Handed over"), lambda found: found.handed_over),
    Column("left", _("Left"), lambda found: found.left),
    Column("weight", _("Weight, kg"), lambda found: found.line.weight_kg),
)


class CargoTable:
    """The lines of a convoy with the columns that say something.

    columns     those with a value in one line at least
    rows        each line with its cells, in the order of the columns
    unrecorded  what is recorded of no line
    """

    def __init__(self, lines: Iterable[LineBalance]) -> None:
        found = list(lines)
        self.columns = [column for column in COLUMNS if any(column.text(line) for line in found)]
        self.rows: list[tuple[CargoLine, list[Cell]]] = [
            (line.line, [Cell(column, column.text(line)) for column in self.columns]) for line in found
        ]
        self.unrecorded = [
            ShownFact(column.name, str(column.heading), "") for column in COLUMNS if column not in self.columns
        ]
