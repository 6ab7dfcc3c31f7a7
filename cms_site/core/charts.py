"""Bar charts as numbers: where each bar of an SVG picture stands. Templates draw it and put the table beside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

Number = int | Decimal

# In the units of the picture, which is scaled to the width of its column and keeps its letters legible on a phone.
WIDTH = 400
LONGEST_BAR = 350  # the number stands behind it
LABEL = 20
BAR = 16
BETWEEN_BARS = 4
BETWEEN_GROUPS = 12


@dataclass(frozen=True)
class Bar:
    """One bar. A value that is not recorded has no bar and no number."""

    series: int
    value: Number | None
    y: int
    width: int

    @property
    def number_x(self) -> int:
        """Where the number behind the bar begins."""
        return self.width + 6

    @property
    def number_y(self) -> int:
        """The line that the number stands on."""
        return self.y + BAR - 3


@dataclass(frozen=True)
class Group:
    """The bars of one label, one for each series, below the label."""

    label: str
    label_y: int
    bars: list[Bar]


@dataclass(frozen=True)
class BarChart:
    """Horizontal bars in groups: `rows` has a label and a value for each of the `series`; `name` is its HTML id.

    The longest bar stands for `whole`, such as 100 percent, or for the greatest value where that is more.
    """

    name: str
    title: Any
    row_heading: Any
    series: Sequence[Any]
    rows: Mapping[str, Sequence[Number | None]]
    whole: Number | None = None

    width = WIDTH
    bar_height = BAR

    @property
    def height(self) -> int:
        """The height of the whole picture."""
        return max(len(self.rows) * self._group_height - BETWEEN_GROUPS, 0)

    @property
    def groups(self) -> list[Group]:
        """The labels with their bars, from the top down."""
        return [self._group(index, label, values) for index, (label, values) in enumerate(self.rows.items())]

    @property
    def legend(self) -> Iterator[tuple[int, Any]]:
        """The number of each series, from 1, with its name."""
        return enumerate(self.series, start=1)

    @property
    def _group_height(self) -> int:
        return LABEL + len(self.series) * (BAR + BETWEEN_BARS) + BETWEEN_GROUPS

    def _group(self, index: int, label: str, values: Sequence[Number | None]) -> Group:
        top = index * self._group_height
        greatest = max([self.whole or 0, *(value for row in self.rows.values() for value in row if value)], default=1)
        bars = [
            Bar(
                series,
                value,
                y=top + LABEL + (series - 1) * (BAR + BETWEEN_BARS),
                width=max(round(LONGEST_BAR * value / greatest), 2) if value else 0,
            )
            for series, value in enumerate(values, start=1)
        ]
        return Group(label, top + LABEL - 6, bars)
