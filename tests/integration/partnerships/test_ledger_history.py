"""Any order of what can be done with a ledger keeps balances and totals what a plain model says."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnerships.models import CargoLine, ConvoyIndexPage, ConvoyPage, HandOver
from partnerships.models.balances import Balance
from partnerships.services import ledger
from partnerships.spreadsheets.hand_overs import HandOverImport
from partnerships.totals import Totals
from tests.factories.partnerships import make_convoy, make_organisation

pytestmark = pytest.mark.django_db

amounts = st.integers(1, 12_000).map(lambda thousandths: Decimal(thousandths) / 1000)
lines = st.integers(0, 2)
steps = st.one_of(
    st.tuples(st.just("add"), amounts),
    st.tuples(st.just("hand over"), lines, st.integers(0, 1), amounts),
    st.tuples(st.just("import"), lines, st.integers(0, 1), amounts),
    st.tuples(st.just("undo"), st.integers(0, 9)),
    st.tuples(st.just("change"), lines, amounts),
    st.tuples(st.just("remove"), lines),
    st.tuples(st.just("publish stale draft")),
    st.tuples(st.just("close")),
    st.tuples(st.just("reopen")),
)


@dataclass
class Model:
    """The ledger in the simplest terms: quantities of lines, entries as lists, nothing stored twice."""

    arrived: list[Decimal] = field(default_factory=list)
    given: list[tuple[int, int, Decimal]] = field(default_factory=list)
    closed: bool = False

    def left(self, line: int) -> Decimal:
        return self.arrived[line] - sum((amount for where, _who, amount in self.given if where == line), Decimal(0))

    def received(self, who: int) -> Decimal:
        """What a recipient got, in kg: a unit of every line weighs two."""
        return 2 * sum((amount for _where, to, amount in self.given if to == who), Decimal(0))


class Run:
    """Takes the steps in the site and in the model, and says where they differ."""

    def __init__(self, convoy: ConvoyPage, recipients: list[Any]) -> None:
        self.convoy, self.recipients, self.model = convoy, recipients, Model()
        self.keys: list[Any] = []
        self.entries: list[HandOver] = []
        self.stale: Any = None

    def page(self) -> ConvoyPage:
        return ConvoyPage.objects.get(pk=self.convoy.pk)

    def line(self, number: int) -> CargoLine:
        return CargoLine.objects.get(page=self.convoy, translation_key=self.keys[number])

    def take(self, name: str, *arguments: Any) -> None:
        """One step; what the model forbids must be refused by the site, and the other way round."""
        if name in {"hand over", "import", "change", "remove"} and arguments[0] >= len(self.keys):
            return
        allowed = getattr(self, f"may_{name.replace(' ', '_')}", lambda *_arguments: True)(*arguments)
        try:
            with transaction.atomic():
                outcome = getattr(self, name.replace(" ", "_"))(*arguments)
        except (ValidationError, RefusedError):
            assert not allowed, (name, arguments)
        else:
            assert allowed, (name, arguments)
            if outcome is not None:
                outcome()

    def add(self, amount: Decimal) -> Any:
        if len(self.keys) > 2:
            return None
        page = self.page()
        line = CargoLine(kind="other", quantity=amount, unit="kg", weight_kg=amount * 2, sort_order=len(self.keys))
        page.cargo_lines.add(line)
        page.save_revision().publish()
        return lambda: (self.keys.append(line.translation_key), self.model.arrived.append(amount))

    def may_hand_over(self, line: int, who: int, amount: Decimal) -> bool:
        return not self.model.closed and amount <= self.model.left(line)

    def hand_over(self, line: int, who: int, amount: Decimal) -> Any:
        entry = HandOver(cargo_line=self.line(line), recipient=self.recipients[who], quantity=amount)
        ledger.hand_over([entry], None)
        return lambda: self._given(entry, line, who, amount)

    may_import = may_hand_over

    def import_(self, line: int, who: int, amount: Decimal) -> Any:
        kind = HandOverImport()
        values = {
            "convoy": self.convoy.pk,
            "cargo": str(line + 1),
            "recipient": self.recipients[who].pk,
            "quantity": amount,
        }
        # the preview, which knows an entry that is there already and would skip it
        if kind.key(values) not in kind._state(self.convoy.pk).known and kind.check(values):
            raise RefusedError
        entry = HandOver(cargo_line=self.line(line), recipient=self.recipients[who], quantity=amount)
        ledger.hand_over([entry], None)
        return lambda: self._given(entry, line, who, amount)

    def _given(self, entry: HandOver, *given: Any) -> None:
        self.entries.append(entry)
        self.model.given.append(given)

    def may_undo(self, number: int) -> bool:
        return not self.entries or not self.model.closed

    def undo(self, number: int) -> Any:
        if not self.entries:
            return None
        place = number % len(self.entries)
        ledger.undo(self.entries[place], "Помилка", None)
        return lambda: (self.entries.pop(place), self.model.given.pop(place))

    def may_change(self, line: int, amount: Decimal) -> bool:
        return amount >= self.model.arrived[line] - self.model.left(line)

    def change(self, line: int, amount: Decimal) -> Any:
        page, self.stale = self.page(), self.page().get_latest_revision()
        rows = list(page.cargo_lines.all())
        row = next(row for row in rows if row.translation_key == self.keys[line])
        row.quantity, row.weight_kg = amount, amount * 2
        page.cargo_lines = rows
        page.save_revision().publish()
        return lambda: self.model.arrived.__setitem__(line, amount)

    def may_remove(self, line: int) -> bool:
        return self.model.left(line) == self.model.arrived[line]

    def remove(self, line: int) -> Any:
        page = self.page()
        page.cargo_lines = [row for row in page.cargo_lines.all() if row.translation_key != self.keys[line]]
        page.save_revision().publish()
        self.stale = None

        def forget() -> None:
            self.keys.pop(line)
            self.model.arrived.pop(line)
            self.model.given = [(at - (at > line), who, amount) for at, who, amount in self.model.given]

        return forget

    def publish_stale_draft(self) -> Any:
        """An older draft: the ledger holds, and quantities are those of the draft where they suffice."""
        if self.stale is None:
            return None
        self.stale.publish()
        rows = {row.translation_key: row.quantity for row in CargoLine.objects.filter(page=self.convoy)}

        def follow() -> None:
            kept = [key for key in self.keys if key in rows]
            assert all(
                self.model.left(at) == self.model.arrived[at] for at, key in enumerate(self.keys) if key not in rows
            )
            places = {at: kept.index(key) for at, key in enumerate(self.keys) if key in rows}
            self.model.given = [(places[at], who, amount) for at, who, amount in self.model.given]
            self.keys, self.model.arrived = kept, [rows[key] for key in kept]

        return follow

    def may_close(self) -> bool:
        return not self.model.closed

    def close(self) -> Any:
        ledger.close(self.page(), "Решту роздадуть.", None)
        return lambda: setattr(self.model, "closed", True)

    def may_reopen(self) -> bool:
        return self.model.closed

    def reopen(self) -> Any:
        ledger.reopen(self.page(), "Помилка", None)
        return lambda: setattr(self.model, "closed", False)

    def compare(self) -> None:
        """The site says what the model says."""
        page = self.page()
        found = Balance.of(page)
        assert [row.line.translation_key for row in found.lines] == self.keys
        assert [row.left for row in found.lines] == [self.model.left(line) for line in range(len(self.keys))]
        assert all(row.left >= 0 for row in found.lines)
        totals = Totals(ConvoyPage.objects.filter(pk=page.pk).values("pk"))
        assert sum(total.received_kg for total in totals.kinds) == 2 * sum(self.model.arrived)
        assert sum(total.handed_over_kg for total in totals.kinds) == pytest.approx(
            2 * sum(a for *_, a in self.model.given)
        )
        received = {total.label.pk: total.received_kg for total in totals.recipients}
        for who, recipient in enumerate(self.recipients):
            assert received.get(recipient.pk, 0) == pytest.approx(self.model.received(who))
        stage = "closed" if self.model.closed else "handing_over" if self.model.given else "arrived"
        assert page.stage == stage


class RefusedError(Exception):
    """The preview of an import names an error."""


setattr(Run, "import", Run.import_)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(done=st.lists(steps, max_size=12))
def test_any_order_of_operations_keeps_balances_and_totals_right(convoys: ConvoyIndexPage, done: list[Any]) -> None:
    with transaction.atomic():
        recipients = [make_organisation(name) for name in ("Лікарня", "Школа")]
        convoy = make_convoy(convoys)
        convoy.save_revision().publish()
        run = Run(convoy, recipients)
        run.take("add", Decimal(10))
        for step in done:
            run.take(*step)
            run.compare()
        transaction.set_rollback(True)
