"""The table of cargo lines: rows are added to the newest draft of a convoy, which people publish."""

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms_site.core.imports import cells
from cms_site.core.imports.declarations import ImportColumn, ImportType, RowRefusedError, Stored
from cms_site.core.spreadsheets import Row
from partnerships import personal_data
from partnerships.models import CargoLine, ConvoyPage, Ledger
from partnerships.models.cargo import CargoKind, Unit
from partnerships.services import ledger
from partnerships.services.sections import section_of_convoys
from partnerships.spreadsheets.ledger_cells import LedgerLookups, convoy_column, quantity

UNIT_WORDS = {
    "шт": "piece", "шт.": "piece", "штука": "piece", "штук": "piece", "pcs": "piece", "szt.": "piece",
    "коробка": "box", "кор.": "box", "ящик": "box", "ящики": "box", "палета": "pallet", "піддон": "pallet",
    "комплект": "set", "компл.": "set", "кілограм": "kg", "кілограми": "kg", "л": "litre", "літр": "litre",
}  # fmt: skip
KIND_WORDS = {
    "медикаменти": "medical", "медичні": "medical", "медицина": "medical", "школа": "school", "школам": "school",
    "дитсадок": "kindergarten", "садок": "kindergarten", "дитячий садок": "kindergarten", "дснс": "fire_rescue",
    "пожежна служба": "fire_rescue", "харчі": "food", "продукти": "food", "одяг": "clothing", "інше": "other",
}  # fmt: skip


@dataclass(frozen=True)
class NewLine:
    """A cargo line that is not stored yet, and its convoy."""

    convoy: ConvoyPage
    line: CargoLine


class CargoImport(ImportType):
    """Cargo lines, one a row."""

    name = "cargo"
    label = gettext_lazy("Cargo of convoys")

    @cached_property
    def _known(self) -> LedgerLookups:
        return LedgerLookups()

    @property
    def columns(self) -> Sequence[ImportColumn]:
        """The columns, in the order of the template."""
        return (convoy_column(self._known), *cargo_columns())

    @classmethod
    def may_import(cls, user: Any) -> bool:
        """Whether `user` may add convoys; whether the convoy of a row may be edited is asked for each."""
        section = section_of_convoys()
        return section is not None and bool(section.permissions_for_user(user).can_add_subpage())

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        """What is wrong across the cells of a row."""
        if "quantity" in values and "unit" not in values:
            return {"unit": _("Choose the unit that the quantity is counted in.")}
        return {}

    def warnings(self, values: Mapping[str, Any]) -> dict[str, str]:
        """What somebody may want to look at before the convoy is published."""
        found = personal_data.findings(values.get("description", ""))
        return {"description": " ".join(found)} if found else {}

    def key(self, values: Mapping[str, Any]) -> Hashable | None:
        """Convoy, kind, description and unit."""
        if not {"convoy", "kind"} <= values.keys():
            return None
        return _key(values["convoy"], values["kind"], values.get("description", ""), values.get("unit", ""))

    def existing(self, keys: Collection[Hashable]) -> dict[Hashable, Stored]:
        """The lines of the newest drafts with one of the keys, in three queries."""
        convoys = {key[0] for key in keys if isinstance(key, tuple)}
        pages = ConvoyPage.objects.filter(pk__in=convoys).select_related("latest_revision")
        found = {}
        for page in pages.prefetch_related("cargo_lines"):
            for line in _lines(page):
                key = _key(page.pk, line["kind"], line["description"], line["unit"])
                if key in keys:
                    found[key] = _stored(page, line["description"], str(line["translation_key"]))
        return found

    def prepare(self, values: Mapping[str, Any], user: Any) -> NewLine:
        """A line made of a row."""
        page = self._editable(values["convoy"], user)
        line = CargoLine(locale_id=page.locale_id)
        _fill(line, values)
        line.clean_fields(exclude=["page"])
        line.clean()
        return NewLine(page, line)

    def create(self, prepared: Sequence[NewLine], user: Any) -> list[Stored]:
        """Add lines to the newest drafts of their convoys."""
        by_convoy: dict[int, list[NewLine]] = {}
        for new in prepared:
            by_convoy.setdefault(new.convoy.pk, []).append(new)
        for group in by_convoy.values():
            draft = _newest_draft(group[0].convoy)
            last = len(draft.cargo_lines.all())
            for place, new in enumerate(group, start=last):
                new.line.sort_order = place
                draft.cargo_lines.add(new.line)
            _save(draft, user)
        return [_stored(new.convoy, str(new.line), str(new.line.translation_key)) for new in prepared]

    def update(self, pk: Any, values: Mapping[str, Any], user: Any) -> Stored:
        """Store quantity and weight of a row in the line of the newest draft."""
        page, key = self._editable(values["convoy"], user), pk
        draft = _newest_draft(page)
        line = next(line for line in draft.cargo_lines.all() if str(line.translation_key) == key)
        _fill(line, values)
        line.clean()
        draft.cargo_lines.add(line)
        draft.clean()
        _save(draft, user)
        return _stored(page, str(line), key)

    def _editable(self, pk: int, user: Any) -> ConvoyPage:
        page = self._known.page(pk)
        if not ledger.may_record(page, user) or page.permissions_for_user(user).page_locked():
            raise RowRefusedError(_("You may not change “%s” now.") % page.title)
        if Ledger.objects.filter(convoy=page, closed_on__isnull=False).exists():
            raise RowRefusedError(_("The ledger is closed. Reopen it first."))
        return page


def cargo_columns() -> Sequence[ImportColumn]:
    """The columns that describe a cargo line."""
    return (
        ImportColumn(
            "kind",
            gettext_lazy("Kind"),
            cells.one_of(CargoKind.choices, KIND_WORDS),
            headings=("Вид", "Вид вантажу", "Kind", "Kind of cargo", "Rodzaj", "Rodzaj ładunku"),
            required=True,
            allowed=lambda: CargoKind.labels,
            example=str(CargoKind.MEDICAL.label),
        ),
        ImportColumn(
            "description",
            gettext_lazy("Description"),
            cells.line(255),
            headings=("Опис", "Назва", "Найменування", "Що", "Description", "What", "Opis", "Nazwa"),
            example="Ліжка функціональні",
            help=gettext_lazy("What it is; never whom it is for by name."),
        ),
        ImportColumn(
            "quantity",
            gettext_lazy("Quantity"),
            quantity,
            headings=("Кількість", "Quantity", "Amount", "Ilość"),
            example="40",
            help=gettext_lazy("Leave empty if it is not recorded."),
        ),
        ImportColumn(
            "unit",
            gettext_lazy("Unit"),
            cells.one_of(Unit.choices, UNIT_WORDS),
            headings=("Одиниця", "Од.", "Одиниця виміру", "Unit", "Jednostka"),
            allowed=lambda: Unit.labels,
            example=str(Unit.PIECE.label),
        ),
        ImportColumn(
            "weight_kg",
            gettext_lazy("Weight, kg"),
            quantity,
            headings=("Вага", "Вага, кг", "Weight", "Weight, kg", "Waga", "Waga, kg"),
            example="1 200,5",
        ),
    )


def exported(convoy: ConvoyPage, code: str) -> Iterator[Row]:
    """The cargo of a convoy as a table that can be imported, in the language of the reader."""
    yield [str(column.label) for column in CargoImport().columns]
    for line in convoy.cargo_lines.all():
        unit = line.get_unit_display() if line.unit else None
        yield [code, line.get_kind_display(), line.description, line.quantity, unit, line.weight_kg]


def _lines(page: ConvoyPage) -> list[Mapping[str, Any]]:
    if page.latest_revision is not None:
        lines: list[Mapping[str, Any]] = page.latest_revision.content.get("cargo_lines", [])
        return lines
    return [vars(line) for line in page.cargo_lines.all()]


def _key(convoy: int, kind: str, description: str, unit: str) -> Hashable:
    return convoy, kind, cells.name_key(description), unit


def _fill(line: CargoLine, values: Mapping[str, Any]) -> None:
    for name in ("kind", "description", "quantity", "unit", "weight_kg"):
        if name in values:
            setattr(line, name, values[name])


def _newest_draft(page: ConvoyPage) -> ConvoyPage:
    """The draft as the row before left it: a page in memory knows no newer revision than its own."""
    draft: ConvoyPage = ConvoyPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return draft


def _save(draft: ConvoyPage, user: Any) -> None:
    if not draft.live:
        draft.save(clean=False)
    draft.save_revision(user=user, log_action=True, clean=False)


def _stored(page: ConvoyPage, title: str, key: str) -> Stored:
    return Stored(key, f"{page.title}: {title}", reverse("wagtailadmin_pages:edit", args=[page.pk]))
