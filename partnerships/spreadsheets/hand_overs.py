"""The table of hand-overs: rows are entered in the ledger at once, all of them or none."""

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.documents import get_document_model
from wagtail.permissions import policy_registry

from cms_site.core.imports import cells
from cms_site.core.imports.cells import CellError
from cms_site.core.imports.declarations import ImportColumn, ImportType, RowRefusedError, Stored
from cms_site.core.spreadsheets import Row
from partnerships import personal_data
from partnerships.models import CargoLine, ConvoyPage, HandOver, Ledger, Organisation
from partnerships.models.balances import Balance
from partnerships.models.ledger import more_than_arrived
from partnerships.services import ledger
from partnerships.services.ledger_address import ledger_url
from partnerships.services.sections import section_of_convoys
from partnerships.spreadsheets.ledger_cells import (
    LedgerLookups,
    convoy_column,
    line_called,
    numbered,
    past_day,
    quantity,
)


@dataclass
class LedgerState:
    """A ledger as it would be after the rows above."""

    convoy: ConvoyPage
    refused: str
    lines: list[CargoLine]
    left: dict[int, Decimal | None]
    known: set[Hashable]


class HandOverImport(ImportType):
    """Hand-overs, one a row. Ledgers are looked up once for each convoy that the table names."""

    name = "hand-overs"
    label = gettext_lazy("Hand-overs")
    makes_drafts = False

    @cached_property
    def _known(self) -> LedgerLookups:
        return LedgerLookups()

    @cached_property
    def _states(self) -> dict[int, LedgerState]:
        return {}

    @property
    def columns(self) -> Sequence[ImportColumn]:
        """The columns, in the order of the template."""
        return hand_over_columns(self._known)

    @classmethod
    def may_import(cls, user: Any) -> bool:
        """Whether `user` may add convoys; whether the ledger of a row may be written is asked for each."""
        section = section_of_convoys()
        return section is not None and bool(section.permissions_for_user(user).can_add_subpage())

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        """What is wrong across the cells of a row and the rows above: nobody hands over more than is left."""
        if "convoy" not in values:
            return {}
        state = self._state(values["convoy"])
        if state.refused:
            return {"convoy": state.refused}
        found = {}
        if "date" in values and state.convoy.start_date and values["date"] < state.convoy.start_date:
            found["date"] = _("The convoy arrived later: on %(date)s.") % {"date": state.convoy.date}
        if "cargo" not in values:
            return found
        try:
            line = line_called(values["cargo"], state.lines)
        except CellError as error:
            return {**found, "cargo": str(error)}
        left, amount = state.left[line.pk], values.get("quantity")
        if left is None or amount is None or self.key(values) in state.known:
            return found
        if amount > left:
            return {**found, "quantity": more_than_arrived(left)}
        state.left[line.pk] = left - amount
        return found

    def warnings(self, values: Mapping[str, Any]) -> dict[str, str]:
        """What is doubtful in a row."""
        found = {}
        if "quantity" not in values:
            found["quantity"] = _("Without a quantity it stays unknown what is left.")
        if named := personal_data.findings(values.get("note", "")):
            found["note"] = " ".join(named)
        name = self._names.get(values.get("recipient", 0), "")
        if named := personal_data.findings(name):
            found["recipient"] = " ".join(named)
        return found

    def key(self, values: Mapping[str, Any]) -> Hashable | None:
        """Line, recipient, day and quantity."""
        if not {"convoy", "cargo", "recipient"} <= values.keys():
            return None
        try:
            line = line_called(values["cargo"], self._state(values["convoy"]).lines)
        except CellError:
            return None
        return line.pk, values["recipient"], values.get("date"), values.get("quantity")

    def existing(self, keys: Collection[Hashable]) -> dict[Hashable, Stored]:
        """The standing entries with one of the keys, in one query."""
        lines = {key[0] for key in keys if isinstance(key, tuple)}
        entries = HandOver.objects.standing().filter(cargo_line__in=lines).select_related("cargo_line", "convoy")
        return {key: _stored(entry) for entry in entries if (key := _key(entry)) in keys}

    def prepare(self, values: Mapping[str, Any], user: Any) -> HandOver:
        """An entry made of a row."""
        state = self._state(values["convoy"])
        self._refuse_strangers(state.convoy, values, user)
        return HandOver(
            convoy=state.convoy,
            cargo_line=line_called(values["cargo"], state.lines),
            recipient=self._organisations[values["recipient"]],
            quantity=values.get("quantity"),
            date=values.get("date"),
            document_id=values.get("document"),
            note=values.get("note", ""),
        )

    def create(self, prepared: Sequence[HandOver], user: Any) -> list[Stored]:
        """Enter hand-overs."""
        try:
            ledger.hand_over(prepared, user)
        except ValidationError as error:
            raise RowRefusedError(" ".join(error.messages)) from error
        return [_stored(entry) for entry in prepared]

    def update(self, pk: Any, values: Mapping[str, Any], user: Any) -> Stored:
        """Store document and note of a row in the entry that is there; what was handed over stays as it is."""
        entry = HandOver.objects.standing().select_related("cargo_line", "convoy").get(pk=pk)
        self._refuse_strangers(entry.convoy, values, user)
        entry.document_id = values.get("document", entry.document_id)
        entry.note = values.get("note", entry.note)
        entry.save(update_fields=["document", "note"])
        return _stored(entry)

    def _refuse_strangers(self, convoy: ConvoyPage, values: Mapping[str, Any], user: Any) -> None:
        if not ledger.may_record(convoy, user):
            raise RowRefusedError(_("You may not change “%s” now.") % convoy.title)
        documents = policy_registry.get_by_type(get_document_model()).instances_user_has_permission_for(user, "choose")
        if "document" in values and not documents.filter(pk=values["document"]).exists():
            raise RowRefusedError(_("You may not use this document."))

    def _state(self, pk: int) -> LedgerState:
        if pk not in self._states:
            convoy = self._known.page(pk)
            balance = Balance.of(convoy)
            closed = Ledger.objects.filter(convoy=convoy, closed_on__isnull=False).exists()
            refused = _("The ledger is closed. Reopen it first.") if closed else ""
            if not convoy.has_arrived:
                refused = _("The convoy has not arrived: enter and publish the date of arrival first.")
            self._states[pk] = LedgerState(
                convoy,
                refused,
                [found.line for found in balance.lines],
                {found.line.pk: found.at_most for found in balance.lines},
                {_key(entry) for _line, entry in balance.entries},
            )
        return self._states[pk]

    @cached_property
    def _organisations(self) -> dict[int, Organisation]:
        return Organisation.objects.in_bulk()

    @cached_property
    def _names(self) -> dict[int, str]:
        return {pk: organisation.name for pk, organisation in self._organisations.items()}


def hand_over_columns(known: LedgerLookups) -> Sequence[ImportColumn]:
    """The columns of the table."""
    return (
        convoy_column(known),
        ImportColumn(
            "cargo",
            gettext_lazy("Cargo line"),
            cells.line(300),
            headings=("Вантаж", "Рядок вантажу", "Cargo", "Cargo line", "Ładunek", "Pozycja ładunku"),
            required=True,
            example="1. Медичні вантажі: Ліжка функціональні",
            help=gettext_lazy("The description of a cargo line of the convoy, its number, or both."),
        ),
        ImportColumn(
            "recipient",
            gettext_lazy("Recipient"),
            known.organisation,
            headings=("Отримувач", "Кому", "Recipient", "Odbiorca"),
            required=True,
            help=gettext_lazy("An organisation of the site, by its name in any language; never a private person."),
        ),
        ImportColumn(
            "quantity",
            gettext_lazy("Quantity"),
            quantity,
            headings=("Кількість", "Quantity", "Amount", "Ilość"),
            example="12",
            help=gettext_lazy("In the unit of the cargo line. Leave empty if it is not recorded."),
        ),
        ImportColumn(
            "date",
            gettext_lazy("Date"),
            past_day,
            headings=("Дата", "Date", "Data"),
            example="25.04.2016",
        ),
        ImportColumn(
            "document",
            gettext_lazy("Document"),
            known.document,
            headings=("Документ", "Акт", "Document", "Dokument"),
            help=gettext_lazy("The title of a document of the site."),
        ),
        ImportColumn(
            "note",
            gettext_lazy("Note"),
            cells.line(255),
            headings=("Примітка", "Note", "Uwaga"),
            help=gettext_lazy("Internal: never shown to the public."),
        ),
    )


def exported(convoy: ConvoyPage, code: str) -> Iterator[Row]:
    """The standing entries of a convoy as a table that can be imported, in the language of the reader."""
    yield [str(column.label) for column in HandOverImport().columns]
    for number, found in enumerate(Balance.of(convoy).lines, start=1):
        for entry in found.entries:
            document = entry.document.title if entry.document else None
            row = [code, numbered(number, found.line), str(entry.recipient), entry.quantity]
            yield [*row, entry.date, document, entry.note]


def _key(entry: HandOver) -> tuple[int, int, date | None, Decimal | None]:
    return entry.cargo_line_id, entry.recipient_id, entry.date, entry.quantity


def _stored(entry: HandOver) -> Stored:
    return Stored(entry.pk, f"{entry.cargo_line}: {entry.recipient}", ledger_url(entry.convoy))
