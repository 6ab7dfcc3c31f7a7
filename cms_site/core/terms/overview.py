"""What a translator sees of the terms of a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cms_site.core.terms import checking
from cms_site.core.terms.checking import Finding, Hint
from cms_site.core.terms.models import TermException
from cms_site.core.terms.sentences import described
from cms_site.core.translation.passages import label_of_place


@dataclass(frozen=True)
class Row:
    """A finding as it is shown: what is wrong, where, and the exception that lets it stand."""

    finding: Finding
    where: str
    exception: TermException | None

    @property
    def said(self) -> str:
        """What is wrong."""
        return described(self.finding)

    @property
    def key(self) -> str:
        """What a form knows it by: it changes with the words of the passage."""
        place, digest, term = self.finding.key
        return f"{term}-{digest}-{place}"


class Overview:
    """The terms in the source of a translation, as it is in memory, and what it lacks."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.language = page.locale.language_code

    @cached_property
    def hints(self) -> Sequence[Hint]:
        """The terms in the source that have a form in the language of the page."""
        if not checking.current().terms:
            return []
        return checking.hints("\n\n".join(side.source for side in checking.sides(self.page)), self.language)

    @cached_property
    def rows(self) -> Sequence[Row]:
        """What the page lacks, passage by passage."""
        found = checking.findings(self.page) if self.hints else []
        excused = checking.exceptions(self.page) if found else {}
        return [
            Row(finding, label_of_place(self.page, finding.side.own_place), excused.get(finding.key))
            for finding in found
        ]

    @property
    def open(self) -> list[Row]:
        """What nobody let stand."""
        return [row for row in self.rows if row.exception is None]

    @property
    def excused(self) -> list[Row]:
        """What stands for a reason."""
        return [row for row in self.rows if row.exception is not None]

    @cached_property
    def enforced(self) -> bool:
        """Whether what is open keeps the page from being published."""
        return checking.is_enforced(self.page)
