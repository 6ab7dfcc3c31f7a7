"""What is left of the cargo of a convoy: always computed from its lines and the entries of its ledger."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from partnerships.models.cargo import CargoLine, counted
from partnerships.models.ledger import HandOver


@dataclass(frozen=True)
class LineBalance:
    """A cargo line with the entries that count. Amounts are in the unit of the line, None where not recorded."""

    line: CargoLine
    entries: list[HandOver]

    @property
    def recorded(self) -> Decimal:
        """The sum of the recorded quantities."""
        return sum((entry.quantity for entry in self.entries if entry.quantity is not None), Decimal(0))

    @property
    def handed_over(self) -> Decimal | None:
        """How much was handed over."""
        if any(entry.quantity is None for entry in self.entries) or (self.line.quantity is None and not self.entries):
            return None
        return self.recorded

    @property
    def left(self) -> Decimal | None:
        """What is left to hand over."""
        if self.line.quantity is None or self.handed_over is None:
            return None
        return self.line.quantity - self.handed_over

    @property
    def at_most(self) -> Decimal | None:
        """The most that can still be handed over; None where no quantity of the line is recorded."""
        return None if self.line.quantity is None else self.line.quantity - self.recorded

    @property
    def percent(self) -> int | None:
        """The share that was handed over, in whole percent; 100 only when nothing is left."""
        if self.line.quantity is None or self.handed_over is None:
            return None
        return int(self.handed_over * 100 / self.line.quantity)


class Balance:
    """The ledger of a convoy as a page in any language shows it: the lines of that page, the entries of the convoy."""

    def __init__(self, lines: Iterable[CargoLine], entries: Iterable[HandOver]) -> None:
        """`entries` come with their lines."""
        by_line: dict[UUID, list[HandOver]] = {}
        for entry in entries:
            by_line.setdefault(entry.cargo_line.translation_key, []).append(entry)
        self.lines = [LineBalance(line, by_line.get(line.translation_key, [])) for line in lines]

    @classmethod
    def of(cls, page: Any) -> "Balance":
        """The balance of a convoy page in a constant number of queries."""
        entries = HandOver.objects.standing().of_convoy(page.translation_key)
        return cls(page.cargo_lines.all(), entries.select_related("cargo_line", "document", "recipient"))

    @cached_property
    def entries(self) -> list[tuple[CargoLine, HandOver]]:
        """All entries with the line in the language of the page, in the order of the lines."""
        return [(found.line, entry) for found in self.lines for entry in found.entries]

    @cached_property
    def left(self) -> dict[str, Decimal]:
        """What is left to hand over, by unit, over the lines of which it is known."""
        left: dict[str, Decimal] = {}
        for found in self.lines:
            if found.left is not None:
                left[found.line.unit] = left.get(found.line.unit, Decimal(0)) + found.left
        return left

    @cached_property
    def left_in_words(self) -> str:
        """`left` as one enumeration: "63 boxes, 2 pallets"; it says if it is not known of other lines.

        Empty where it is not known of any line.
        """
        if not self.left:
            return ""
        some = [counted(amount, unit) for unit, amount in self.left.items() if amount]
        if any(found.left is None for found in self.lines):
            return "; ".join([*([", ".join(some)] if some else []), _("for some of the cargo not recorded")])
        return ", ".join(some) or counted(*next((amount, unit) for unit, amount in self.left.items()))

    @property
    def settled(self) -> bool:
        """Whether it is recorded of every line that nothing is left."""
        return all(found.left == 0 for found in self.lines)


def keep_handed_over(page: Any) -> list[CargoLine]:
    """Bring the cargo lines of a draft up to the ledger, and return those that differed.

    A draft may be older than an entry. What was handed over cannot be taken back by publishing: a line that the draft
    removes stays, and one that it makes smaller than what was handed over, or counts in another unit, keeps the
    quantity and unit that are stored. Nothing is saved.
    """
    handed = HandOver.objects.standing().filter(convoy=page.pk).by_line()
    lines = {line.translation_key: line for line in page.cargo_lines.all()}
    kept = []
    for stored in CargoLine.objects.filter(pk__in=handed) if handed else []:
        line = lines.get(stored.translation_key)
        if line is None:
            page.cargo_lines.add(stored)
            kept.append(stored)
            continue
        # in the draft that brought the line it has no id yet
        line.pk = stored.pk
        too_little = line.quantity is not None and line.quantity < handed[stored.pk]
        if too_little or line.unit != stored.unit:
            line.quantity, line.unit = stored.quantity, stored.unit
            kept.append(stored)
    return kept
