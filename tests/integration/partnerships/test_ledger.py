"""The ledger of a convoy: nobody hands over more than arrived."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from partnerships.models import CargoLine, Container, ConvoyIndexPage, ConvoyPage, HandOver, Organisation
from tests.factories.partnerships import make_cargo_line, make_convoy, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def hospital(convoys: ConvoyIndexPage) -> Organisation:
    return make_organisation("Лікарня")


@pytest.fixture
def line(convoys: ConvoyIndexPage, hospital: Organisation) -> CargoLine:
    """Ten boxes, of which five were handed over in two parts."""
    boxes = make_cargo_line(quantity=10, unit="box", hand_overs=[(hospital, 3), (hospital, 2)])
    return make_convoy(convoys, cargo_lines=[boxes]).cargo_lines.get()


def stored(line: CargoLine) -> Decimal:
    return CargoLine.objects.get(pk=line.pk).handed_over


def test_the_balance_is_what_arrived_less_what_was_handed_over(line: CargoLine) -> None:
    assert (stored(line), line.balance, line.page.balance) == (5, 5, {str(line.get_unit_display()): 5})


def test_the_balance_of_an_unknown_quantity_is_unknown(convoys: ConvoyIndexPage, hospital: Organisation) -> None:
    convoy = make_convoy(convoys, cargo_lines=[make_cargo_line(hand_overs=[(hospital, 3)])])
    line = convoy.cargo_lines.get()

    assert (line.balance, line.handed_over_in_all, convoy.balance) == (None, 3, {})


def test_a_hand_over_of_unknown_quantity_leaves_the_balance_unknown(
    convoys: ConvoyIndexPage, hospital: Organisation
) -> None:
    boxes = make_cargo_line(quantity=10, unit="box", hand_overs=[(hospital, 3), (hospital, None)])
    line = make_convoy(convoys, cargo_lines=[boxes]).cargo_lines.get()

    assert (line.balance, line.handed_over_in_all, stored(line)) == (None, None, 3)


def test_a_loader_cannot_hand_over_more_than_arrived(convoys: ConvoyIndexPage, hospital: Organisation) -> None:
    boxes = make_cargo_line(quantity=10, unit="box", hand_overs=[(hospital, 6), (hospital, 5)])
    convoy = ConvoyPage(title="Конвой")
    convoy.cargo_lines = [boxes]

    with pytest.raises(ValidationError):
        boxes.clean()
    with pytest.raises(ValidationError):
        convoys.add_child(instance=convoy)
    assert not CargoLine.objects.exists()


def test_the_database_refuses_it_even_if_nobody_checks(line: CargoLine, hospital: Organisation) -> None:
    with pytest.raises(IntegrityError, match="cargo_balance_is_not_negative"):
        HandOver.objects.create(cargo_line=line, recipient=hospital, quantity=6)


def test_a_draft_cannot_be_stored_with_it_either(convoys: ConvoyIndexPage, hospital: Organisation) -> None:
    boxes = make_cargo_line(quantity=10, unit="box", hand_overs=[(hospital, 11)])

    with pytest.raises(IntegrityError, match="cargo_balance_is_not_negative"):
        make_convoy(convoys, live=False, cargo_lines=[boxes])


def test_the_sum_follows_a_hand_over_that_is_added_changed_or_deleted(line: CargoLine, hospital: Organisation) -> None:
    added = HandOver.objects.create(cargo_line=line, recipient=hospital, quantity=4)
    assert stored(line) == 9
    added.quantity = 1
    added.save()
    assert stored(line) == 6
    added.delete()
    assert stored(line) == 5


def test_parts_may_be_moved_between_hand_overs_as_long_as_the_sum_fits(line: CargoLine) -> None:
    convoy = ConvoyPage.objects.get()
    edited = convoy.cargo_lines.get()
    first, second = edited.hand_overs.all()
    first.quantity, second.quantity = Decimal(9), Decimal(1)
    edited.hand_overs = [first, second]
    convoy.cargo_lines = [edited]
    convoy.save()
    first.quantity, second.quantity = Decimal(1), Decimal(9)
    edited.hand_overs = [first, second]
    convoy.cargo_lines = [edited]

    convoy.save_revision().publish()

    assert stored(line) == 10
    assert [row.quantity for row in HandOver.objects.order_by("sort_order", "pk")] == [1, 9]


@pytest.mark.parametrize(
    ("model", "fields", "rule"),
    [
        (CargoLine, {"quantity": 0, "handed_over": 0}, "cargo_quantity_is_positive"),
        (CargoLine, {"quantity": -5}, "cargo_"),
        (CargoLine, {"unit": ""}, "cargo_quantity_has_a_unit"),
        (CargoLine, {"weight_kg": -1}, "cargo_weight_is_positive"),
        (CargoLine, {"handed_over": 11}, "cargo_balance_is_not_negative"),
        (CargoLine, {"quantity": 4}, "cargo_balance_is_not_negative"),
        (HandOver, {"quantity": -1}, "hand_over_quantity_is_positive"),
        (Container, {"weight_kg": 0}, "container_weight_is_positive"),
        (ConvoyPage, {"weight_t": 0}, "convoy_weight_is_positive"),
    ],
)
def test_the_database_refuses_quantities_that_cannot_be(
    line: CargoLine, model: Any, fields: dict[str, Any], rule: str
) -> None:
    Container.objects.create(page=line.page, number="MSKU 1234567")

    with pytest.raises(IntegrityError, match=rule):
        model.objects.update(**fields)


@pytest.mark.parametrize("fields", [{"quantity": 0, "unit": "box"}, {"quantity": -1, "unit": "box"}, {"quantity": 5}])
def test_the_model_refuses_a_quantity_of_nothing_or_without_a_unit(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        make_cargo_line(**fields).full_clean(exclude=["page", "locale"])


def test_containers_listed_one_by_one_count_instead_of_the_recorded_number(convoys: ConvoyIndexPage) -> None:
    convoy = make_convoy(convoys, container_count=5)
    assert convoy.containers_arrived == 5

    convoy.containers = [Container(number="1"), Container(number="2")]
    convoy.save()

    assert convoy.containers_arrived == 2
    assert make_convoy(convoys, title="Інший", container_count=None).containers_arrived is None


def test_an_organisation_that_received_something_cannot_be_deleted(line: CargoLine, hospital: Organisation) -> None:
    with pytest.raises(IntegrityError):
        hospital.delete()


def test_a_copy_of_a_convoy_starts_with_an_empty_ledger_and_takes_nothing_from_the_first(
    convoys: ConvoyIndexPage, line: CargoLine
) -> None:
    convoy = ConvoyPage.objects.get()
    convoy.save_revision().publish()

    copied = convoy.copy(update_attrs={"slug": "copy"}, keep_live=False)
    copied.get_latest_revision().publish()

    assert not ConvoyPage.objects.get(pk=copied.pk).cargo_lines.exists()
    assert HandOver.objects.filter(cargo_line__page=convoy).count() == 2
