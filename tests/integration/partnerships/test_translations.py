"""Facts without a language follow to the translations, rows of rows included; translated text stays."""

from datetime import date
from typing import Any

import pytest

from partnerships.models import (
    Container,
    ConvoyIndexPage,
    CooperationArea,
    HandOver,
    Ledger,
    PartnershipIndexPage,
    StageChange,
)
from partnerships.models.balances import Balance
from partnerships.services import ledger
from tests.factories.core import translate
from tests.factories.partnerships import make_cargo_line, make_convoy, make_organisation, make_partnership

pytestmark = pytest.mark.django_db


def shown(page: Any) -> list[tuple[Any, ...]]:
    """The ledger as the page in its language shows it."""
    return [
        (found.line.kind, found.line.quantity, found.left, [(str(entry), entry.quantity) for entry in found.entries])
        for found in Balance.of(page).lines
    ]


def test_a_translated_convoy_shows_the_one_ledger_of_the_convoy(convoys: ConvoyIndexPage) -> None:
    hospital = make_organisation("Лікарня")
    source = make_convoy(
        convoys, cargo_lines=[make_cargo_line(quantity=10, unit="box", hand_overs=[(hospital, 3), (hospital, 2)])]
    )

    target = translate(source, "en", title="Convoy")
    ledger.hand_over([HandOver(cargo_line=source.cargo_lines.get(), recipient=hospital, quantity=1)], None)

    assert shown(target) == shown(source) == [("medical", 10, 4, [("Лікарня", 3), ("Лікарня", 2), ("Лікарня", 1)])]
    assert type(target).objects.get(pk=target.pk).stage == "handing_over"
    assert Ledger.objects.count() == 1


def test_changes_of_the_cargo_follow_and_translated_descriptions_stay(convoys: ConvoyIndexPage) -> None:
    hospital, school = make_organisation("Лікарня"), make_organisation("Школа")
    source = make_convoy(
        convoys,
        donors=[],
        cargo_lines=[make_cargo_line(description="Ліжка", quantity=10, unit="box", hand_overs=[(hospital, 3)])],
    )
    target = translate(source, "en", title="Convoy")
    translated = target.cargo_lines.get()
    translated.description = "Beds"
    target.cargo_lines = [translated]
    target.save_revision().publish()

    line = source.cargo_lines.get()
    line.quantity = 20
    source.cargo_lines = [line, make_cargo_line("food", description="Крупи", sort_order=1)]
    source.containers = [Container(number="MSKU 1", weight_kg=900)]
    source.donors = [source.donors.model(organisation=school)]
    source.container_count = 6
    source.save_revision().publish()
    ledger.hand_over([HandOver(cargo_line=line, recipient=school, quantity=15)], None)

    target = type(target).objects.get(pk=target.pk)
    assert shown(target) == [("medical", 20, 2, [("Лікарня", 3), ("Школа", 15)]), ("food", None, None, [])]
    assert [line.description for line in target.cargo_lines.all()] == ["Beds", ""]
    assert [(row.number, row.weight_kg) for row in target.containers.all()] == [("MSKU 1", 900)]
    assert [str(row) for row in target.donors.all()] == ["Школа"]
    assert (target.title, target.container_count) == ("Convoy", 6)


def test_stages_and_places_of_a_partnership_follow_and_its_texts_stay(partners: PartnershipIndexPage) -> None:
    source = make_partnership(partners)
    source.areas = [CooperationArea(text="Освіта")]
    source.stage = "contact"
    source.stage_changes = [
        StageChange(stage="contact", start_date=date(2015, 1, 1), date_precision="year", note="Лист")
    ]
    source.save()
    target = translate(source, "en", title="Lublin")
    area, change = target.areas.get(), target.stage_changes.get()
    area.text, change.note = "Education", "A letter"
    target.areas, target.stage_changes = [area], [change]
    target.save_revision().publish()

    change = source.stage_changes.get()
    change.stage = "dormant"
    source.stage_changes = [change]
    source.latitude, source.longitude, source.stage = "51.24650", "22.56840", "dormant"
    source.save_revision().publish()

    target = type(target).objects.get(pk=target.pk)
    assert (str(target.latitude), target.stage, target.title) == ("51.24650", "dormant", "Lublin")
    assert [area.text for area in target.areas.all()] == ["Education"]
    assert [(change.stage, change.note) for change in target.stage_changes.all()] == [("dormant", "A letter")]
