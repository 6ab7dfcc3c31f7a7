"""Which row of a file holds the headings, and which column each of them means."""

from collections.abc import Iterable, Sequence

from cms_site.core.imports.declarations import ImportColumn, heading_key

# People put a title, a date and empty rows above their headings, but not a page of text.
SEARCHED_ROWS = 20


class Headings:
    """The headings that the columns of a table may have."""

    def __init__(self, columns: Iterable[ImportColumn] = ()) -> None:
        self.columns = list(columns)
        self._by_key = {key: column for column in self.columns for key in column.heading_keys()}
        self._required = {column for column in self.columns if column.required}

    def column(self, heading: str) -> ImportColumn | None:
        """The column that `heading` means; None if it means none."""
        return self._by_key.get(heading_key(heading))

    def known(self, values: Iterable[object]) -> set[ImportColumn]:
        """The columns that a row with these values names."""
        return {column for value in values if value is not None and (column := self.column(str(value)))}

    def place(self, rows: Sequence[Sequence[object]]) -> int:
        """The place of the headings among the first rows that are not empty; 0 if none of them has any.

        They are the first row with every required column, or with more than half of the headings that any row has: a
        row that lacks one is then refused by name, and no rows are taken for a title because others look better.
        """
        known = [self.known(values) for values in rows[:SEARCHED_ROWS]]
        most = max(map(len, known), default=0)
        return next((place for place, columns in enumerate(known) if self._enough(columns, most)), 0)

    def _enough(self, columns: set[ImportColumn], most: int) -> bool:
        return bool(columns) and (self._required <= columns or 2 * len(columns) > most)


def only_counts(values: Sequence[object]) -> bool:
    """Whether a row says nothing but 1, 2, 3 …: printed forms number their columns below the headings."""
    told = [str(value) for value in values if value is not None]
    return len(told) > 1 and told == [str(number) for number in range(1, len(told) + 1)]
