"""What an app says about a table that can be imported, once; template, preview, import and report read it here."""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils import translation

from cms_site.core.imports.cells import LANGUAGES, Parser, name_key


@dataclass(frozen=True)
class ImportColumn:
    """One column of a table.

    name      of the value that the app gets
    label     the heading in the template; a file may have it in any language of the site
    parse     makes the value of a cell that is not empty, or raises CellError
    headings  other headings that mean this column
    required  the column must be there and no cell of it empty
    allowed   the values to choose from in the template
    several   a cell may hold several of the allowed values
    example   what a cell may look like
    help      one sentence for the template
    """

    name: str
    label: Any
    parse: Parser
    headings: Collection[str] = ()
    required: bool = False
    allowed: Callable[[], Iterable[Any]] | None = None
    several: bool = False
    example: str = ""
    help: Any = ""

    def heading_keys(self) -> set[str]:
        """All headings of the column, as they are compared."""
        found = {heading_key(heading) for heading in (self.name, *self.headings)}
        for language in LANGUAGES:
            with translation.override(language):
                found.add(heading_key(str(self.label)))
        return found


def heading_key(heading: str) -> str:
    """`heading` as it is compared: without regard to capitals, spaces and the asterisk of required columns."""
    return name_key(heading.replace("*", "").replace("_", " ")).rstrip(":")


@dataclass(frozen=True)
class Stored:
    """What is stored on the site already, or was stored by an import."""

    pk: Any
    title: str
    url: str


class RowRefusedError(Exception):
    """A row cannot be stored; the message says why. Nothing of its import is stored then."""


class ImportType:
    """A kind of table. An app subclasses it and registers the subclass; one instance serves one reading of a table.

    An instance may keep what it looked up: `check` and `existing` are called for all rows of a table, and the number of
    queries must not depend on theirs. `makes_drafts` is whether somebody has still to publish what a row adds.
    """

    name: ClassVar[str]
    label: ClassVar[Any]
    makes_drafts: ClassVar[bool] = True

    @property
    def columns(self) -> Sequence[ImportColumn]:
        """The columns, in the order of the template."""
        raise NotImplementedError

    @classmethod
    def may_import(cls, user: Any) -> bool:
        """Whether `user` may import now; asked when a file comes, when it is confirmed and when it is imported."""
        raise NotImplementedError

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        """What is wrong across the cells of a row, by column; `values` has no key for an empty or wrong cell."""
        return {}

    def warnings(self, values: Mapping[str, Any]) -> dict[str, str]:
        """What is doubtful in a row, by column."""
        return {}

    def key(self, values: Mapping[str, Any]) -> Hashable | None:
        """What makes two rows the same thing; None when too little is known."""
        return None

    def existing(self, keys: Collection[Hashable]) -> dict[Hashable, Stored]:
        """What the site has already of the given keys, in a constant number of queries."""
        return {}

    def prepare(self, values: Mapping[str, Any], user: Any) -> Any:
        """Something new made of a row, checked but not stored. Raises RowRefusedError or ValidationError."""
        raise NotImplementedError

    def create(self, prepared: Sequence[Any], user: Any) -> list[Stored]:
        """Store what `prepare` made, some hundreds at a time, in that order."""
        raise NotImplementedError

    def update(self, pk: Any, values: Mapping[str, Any], user: Any) -> Stored:
        """Store a row in what is there already; an empty cell changes nothing.

        Raises RowRefusedError or ValidationError.
        """
        raise NotImplementedError


_types: dict[str, type[ImportType]] = {}


def register(kind: type[ImportType]) -> None:
    """Add a kind of table; an app calls it when it is ready. A name that another kind has is refused."""
    if _types.setdefault(kind.name, kind) is not kind:
        raise ValueError(f"There is an import named {kind.name} already.")


def get(name: str) -> type[ImportType] | None:
    """The kind of table with that name; None if there is none."""
    return _types.get(name)
