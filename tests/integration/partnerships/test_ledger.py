"""The ledger of a convoy: nobody hands over more than arrived, whichever way it is tried."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import F, RestrictedError
from django.utils import timezone
from wagtail.models import PageLogEntry

from partnerships.models import CargoLine, Container, ConvoyIndexPage, ConvoyPage, HandOver, Ledger, Organisation
from partnerships.models.balances import Balance
from partnerships.services import ledger
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


def balance(line: CargoLine) -> Any:
    """The balance of the only line of a convoy."""
    (found,) = Balance.of(ConvoyPage.objects.get(pk=line.page_id)).lines
    return found


def entry(line: CargoLine, recipient: Organisation, quantity: Any, **fields: Any) -> HandOver:
    return HandOver(cargo_line=line, recipient=recipient, quantity=quantity, **fields)


def test_the_balance_is_what_arrived_less_what_was_handed_over(line: CargoLine) -> None:
    found = balance(line)

    assert (found.handed_over, found.left, found.percent) == (5, 5, 50)
    assert Balance.of(line.page).left == {"box": 5}


def test_the_balance_of_an_unknown_quantity_is_unknown(convoys: ConvoyIndexPage, hospital: Organisation) -> None:
    convoy = make_convoy(convoys, cargo_lines=[make_cargo_line(hand_overs=[(hospital, 3)])])
    found = balance(convoy.cargo_lines.get())

    assert (found.left, found.percent, found.handed_over, Balance.of(convoy).left) == (None, None, 3, {})


def test_a_hand_over_of_unknown_quantity_leaves_the_balance_unknown(
    convoys: ConvoyIndexPage, hospital: Organisation
) -> None:
    boxes = make_cargo_line(quantity=10, unit="box", hand_overs=[(hospital, 3), (hospital, None)])
    found = balance(make_convoy(convoys, cargo_lines=[boxes]).cargo_lines.get())

    assert (found.left, found.handed_over, found.at_most) == (None, None, 7)


@pytest.mark.parametrize(
    ("others", "words"),
    [
        ([(4, 0)], "4 коробки"),
        ([(4, 0), (4, None)], "4 коробки; щодо частини вантажу не записано"),
        ([(4, 4)], "0 коробок"),
        ([(4, 4), (4, None)], "щодо частини вантажу не записано"),
        ([(None, 4)], ""),
    ],
    ids=["known", "partly known", "nothing", "nothing of what is known", "unknown"],
)
def test_what_is_left_is_said_of_all_lines_or_with_the_remark_that_it_is_not_known_of_all(
    convoys: ConvoyIndexPage, hospital: Organisation, others: list[tuple[Any, Any]], words: str
) -> None:
    lines = [
        make_cargo_line(quantity=received, unit="box", hand_overs=[(hospital, handed)] if handed != 0 else [])
        for received, handed in others
    ]

    assert Balance.of(make_convoy(convoys, cargo_lines=lines)).left_in_words == words


def test_handing_over_more_than_is_left_is_refused_with_what_is_left(line: CargoLine, hospital: Organisation) -> None:
    with pytest.raises(ValidationError) as refused:
        ledger.hand_over([entry(line, hospital, Decimal(3)), entry(line, hospital, Decimal("2.001"))], None)

    assert list(refused.value.message_dict) == ["quantity"]
    assert "залишилося передати лише 2" in refused.value.messages[0]
    assert balance(line).left == 5


def _create(line: CargoLine, hospital: Organisation) -> None:
    HandOver.objects.create(cargo_line=line, recipient=hospital, quantity=6)


def _create_in_bulk(line: CargoLine, hospital: Organisation) -> None:
    HandOver.objects.bulk_create(
        [entry(line, hospital, 3, convoy=line.page), entry(line, hospital, 3, convoy=line.page)]
    )


def _change(line: CargoLine, hospital: Organisation) -> None:
    HandOver.objects.filter(quantity=3).update(quantity=9)


def _bring_back(line: CargoLine, hospital: Organisation) -> None:
    HandOver.objects.create(
        cargo_line=line, recipient=hospital, quantity=6, undone_at=timezone.now(), undo_reason="Помилка"
    )
    HandOver.objects.update(undone_at=None)


def _shrink(line: CargoLine, hospital: Organisation) -> None:
    CargoLine.objects.update(quantity=Decimal("4.999"))


def _shrink_by_saving(line: CargoLine, hospital: Organisation) -> None:
    line.quantity = 4
    line.save()


def _type_a_statement(line: CargoLine, hospital: Organisation) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE partnerships_handover SET quantity = quantity + 6")


@pytest.mark.parametrize(
    "attempt", [_create, _create_in_bulk, _change, _bring_back, _shrink, _shrink_by_saving, _type_a_statement]
)
def test_the_database_refuses_it_even_if_nobody_checks(
    line: CargoLine, hospital: Organisation, attempt: Callable[[CargoLine, Organisation], None]
) -> None:
    with pytest.raises(IntegrityError, match="cargo_balance_is_not_negative"), transaction.atomic():
        attempt(line, hospital)

    assert balance(line).left == 5


def test_an_entry_belongs_to_the_convoy_of_its_line(
    convoys: ConvoyIndexPage, line: CargoLine, hospital: Organisation
) -> None:
    other = make_convoy(convoys, title="Інший конвой")

    with pytest.raises(IntegrityError, match="hand_over_is_of_its_convoy"):
        HandOver.objects.bulk_create([entry(line, hospital, 1, convoy=other)])


def test_thousandths_add_up(convoys: ConvoyIndexPage, hospital: Organisation) -> None:
    tenths = make_cargo_line(quantity=Decimal("0.3"), unit="kg", hand_overs=[(hospital, Decimal("0.1"))] * 3)

    assert balance(make_convoy(convoys, cargo_lines=[tenths]).cargo_lines.get()).left == 0


@pytest.mark.parametrize(
    ("model", "fields", "rule"),
    [
        (CargoLine, {"quantity": 0}, "cargo_"),
        (CargoLine, {"quantity": -5}, "cargo_"),
        (CargoLine, {"unit": ""}, "cargo_quantity_has_a_unit"),
        (CargoLine, {"weight_kg": -1}, "cargo_weight_is_positive"),
        (HandOver, {"quantity": -1}, "hand_over_quantity_is_positive"),
        (HandOver, {"undone_at": F("recorded_at")}, "hand_over_undone_with_reason"),
        (Ledger, {"explanation": "Лишилося"}, "ledger_explained_when_closed"),
        (Container, {"weight_kg": 0}, "container_weight_is_positive"),
        (ConvoyPage, {"weight_t": 0}, "convoy_weight_is_positive"),
    ],
)
def test_the_database_refuses_what_cannot_be(line: CargoLine, model: Any, fields: dict[str, Any], rule: str) -> None:
    Container.objects.create(page=line.page, number="MSKU 1234567")

    with pytest.raises(IntegrityError, match=rule):
        model.objects.update(**fields)


@pytest.mark.parametrize("fields", [{"quantity": 0, "unit": "box"}, {"quantity": -1, "unit": "box"}, {"quantity": 5}])
def test_the_model_refuses_a_quantity_of_nothing_or_without_a_unit(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        make_cargo_line(**fields).full_clean(exclude=["page", "locale"])


def test_an_entry_is_undone_with_a_reason_and_stays_in_the_ledger(line: CargoLine) -> None:
    officer = get_user_model().objects.create_user("officer", password="x")
    wrong = HandOver.objects.get(quantity=3)

    ledger.undo(wrong, "Записано двічі", officer)

    wrong.refresh_from_db()
    assert balance(line).left == 8
    assert (wrong.standing, wrong.undone_by, wrong.undo_reason) == (False, officer, "Записано двічі")
    logged = PageLogEntry.objects.filter(action="partnerships.undo_hand_over").get()
    assert (logged.user, logged.data["reason"]) == (officer, "Записано двічі")
    with pytest.raises(ValidationError):
        ledger.undo(wrong, "Ще раз", officer)


def test_undoing_needs_a_reason(line: CargoLine) -> None:
    with pytest.raises(ValidationError) as refused:
        ledger.undo(HandOver.objects.get(quantity=3), "  ", None)

    assert list(refused.value.message_dict) == ["reason"]


@pytest.mark.parametrize("day", [date(2016, 4, 20), timezone.localdate() + timedelta(days=1)])
def test_nothing_is_handed_over_before_the_arrival_or_in_the_future(
    line: CargoLine, hospital: Organisation, day: date
) -> None:
    with pytest.raises(ValidationError) as refused:
        ledger.hand_over([entry(line, hospital, 1, date=day)], None)

    assert list(refused.value.message_dict) == ["date"]


def test_the_stage_follows_the_ledger_in_every_language_and_listing(
    convoys: ConvoyIndexPage, hospital: Organisation
) -> None:
    convoy = make_convoy(convoys, start_date=None, cargo_lines=[make_cargo_line(quantity=2, unit="box")])
    stages = [stage_of(convoy)]
    with pytest.raises(ValidationError):
        ledger.hand_over([entry(convoy.cargo_lines.get(), hospital, 1)], None)
    convoy.start_date = date(2016, 4, 21)
    convoy.save_revision().publish()
    stages.append(stage_of(convoy))
    (given,) = ledger.hand_over([entry(convoy.cargo_lines.get(), hospital, 1)], None)
    stages.append(stage_of(convoy))
    ledger.undo(given, "Помилка", None)
    stages.append(stage_of(convoy))
    ledger.hand_over([entry(convoy.cargo_lines.get(), hospital, 2)], None)
    ledger.close(convoy, "", None)
    stages.append(stage_of(convoy))

    assert stages == ["announced", "arrived", "handing_over", "arrived", "closed"]
    facets = dict(convoy.page_ptr.catalog_entry.facets.values_list("name", "value"))
    assert facets["stage"] == "closed"


def stage_of(convoy: ConvoyPage) -> str:
    return ConvoyPage.objects.get(pk=convoy.pk).stage


def test_a_ledger_is_closed_with_something_left_only_if_that_is_explained(
    line: CargoLine, hospital: Organisation
) -> None:
    with pytest.raises(ValidationError) as refused:
        ledger.close(line.page, " ", None)
    ledger.close(line.page, "П’ять коробок зіпсувала вода.", None)

    assert "5" in refused.value.message_dict["explanation"][0]
    assert line.page.ledger.explanation == "П’ять коробок зіпсувала вода."
    for forbidden in (
        lambda: ledger.hand_over([entry(line, hospital, 1)], None),
        lambda: ledger.undo(HandOver.objects.first(), "Помилка", None),
        lambda: ledger.close(line.page, "Ще раз", None),
    ):
        with pytest.raises(ValidationError):
            forbidden()


def test_a_closed_ledger_is_opened_again_for_a_reason(line: CargoLine, hospital: Organisation) -> None:
    ledger.close(line.page, "Решту повернуто.", None)
    with pytest.raises(ValidationError):
        ledger.reopen(line.page, "", None)

    ledger.reopen(line.page, "Знайшлася ще одна коробка", None)

    assert not Ledger.objects.get(convoy=line.page_id).closed
    ledger.hand_over([entry(line, hospital, 5)], None)
    assert balance(line).left == 0


def test_a_stale_draft_takes_nothing_back_when_it_is_published(
    convoys: ConvoyIndexPage, hospital: Organisation
) -> None:
    """Two editors save drafts, one without the line and one that makes it smaller; meanwhile it is handed over."""
    convoy = make_convoy(convoys, cargo_lines=[make_cargo_line(quantity=10, unit="box")])
    line = convoy.cargo_lines.get()
    convoy.save_revision().publish()
    smaller, without = convoy.get_latest_revision_as_object(), convoy.get_latest_revision_as_object()
    changed = smaller.cargo_lines.get()
    changed.quantity = 6
    smaller.cargo_lines = [changed]
    first = smaller.save_revision()
    without.cargo_lines = []
    second = without.save_revision()
    ledger.hand_over([entry(line, hospital, 7), entry(line, hospital, 3)], None)

    for revision in (first, second):
        revision.publish()
        assert HandOver.objects.count() == 2
        assert (balance(line).line.quantity, balance(line).left) == (10, 0)
    assert convoy.get_latest_revision_as_object().cargo_lines.get().quantity == 10


def test_a_stale_draft_does_not_recount_what_was_handed_over_in_another_unit(
    convoys: ConvoyIndexPage, hospital: Organisation
) -> None:
    """Nobody recorded how many boxes came, and a draft counts them in kilograms; meanwhile boxes are handed over."""
    convoy = make_convoy(convoys, cargo_lines=[make_cargo_line(unit="box")])
    line = convoy.cargo_lines.get()
    draft = convoy.get_latest_revision_as_object()
    changed = draft.cargo_lines.get()
    changed.unit = "kg"
    draft.cargo_lines = [changed]
    revision = draft.save_revision()
    ledger.hand_over([entry(line, hospital, 3)], None)

    revision.publish()

    assert balance(line).line.unit == "box"


def test_the_draft_in_which_a_line_was_new_is_published_again_without_a_second_line(
    convoys: ConvoyIndexPage, hospital: Organisation
) -> None:
    convoy = make_convoy(convoys)
    convoy.cargo_lines.add(CargoLine(kind="beds", quantity=16, unit="pcs"))
    first = convoy.save_revision()
    first.publish()
    line = CargoLine.objects.get(page=convoy)
    ledger.hand_over([HandOver(cargo_line=line, recipient=hospital, quantity=4)], None)

    first.publish()

    assert CargoLine.objects.get(page=convoy) == line
    assert line.hand_overs.get().quantity == 4


def test_a_draft_may_make_a_line_smaller_as_far_as_nothing_was_handed_over(line: CargoLine) -> None:
    draft = line.page.get_latest_revision_as_object()
    changed = draft.cargo_lines.get()
    changed.quantity = 5
    draft.cargo_lines = [changed]

    draft.save_revision().publish()

    assert balance(line).left == 0


@pytest.mark.parametrize("quantity", [4, None])
def test_a_page_saved_by_hand_cannot_contradict_the_ledger(line: CargoLine, quantity: int | None) -> None:
    convoy = ConvoyPage.objects.get(pk=line.page_id)
    changed = convoy.cargo_lines.get()
    changed.quantity = quantity
    convoy.cargo_lines = [changed] if quantity else []

    with pytest.raises(ValidationError):
        convoy.save()


def test_a_line_of_which_something_was_handed_over_cannot_be_deleted(line: CargoLine) -> None:
    with pytest.raises(RestrictedError):
        line.delete()


def test_a_convoy_is_deleted_with_its_ledger(line: CargoLine) -> None:
    ConvoyPage.objects.get().delete()

    assert (HandOver.objects.count(), CargoLine.objects.count(), Ledger.objects.count()) == (0, 0, 0)


def test_every_convoy_has_a_short_code_that_stays(convoys: ConvoyIndexPage) -> None:
    first, second = make_convoy(convoys), make_convoy(convoys, title="Другий")
    code = first.ledger.code
    first.start_date = date(2017, 1, 1)
    first.save_revision().publish()

    assert Ledger.objects.get(convoy=first).code == code != second.ledger.code
    assert len(code) == 5


def test_an_arrival_lies_in_the_past(convoys: ConvoyIndexPage) -> None:
    with pytest.raises(ValidationError) as refused:
        make_convoy(convoys, start_date=timezone.localdate() + timedelta(days=1))

    assert list(refused.value.message_dict) == ["start_date"]


def test_containers_listed_one_by_one_count_instead_of_the_recorded_number(convoys: ConvoyIndexPage) -> None:
    convoy = make_convoy(convoys, container_count=5)
    assert convoy.containers_arrived == 5

    convoy.containers = [Container(number="1"), Container(number="2")]
    convoy.save()

    assert convoy.containers_arrived == 2
    assert make_convoy(convoys, title="Інший", container_count=None).containers_arrived is None


@pytest.mark.parametrize(
    ("fields", "weights", "asked"),
    [
        ({"weight_t": Decimal(200), "container_count": 5}, [], "40"),  # as the report of 2016 was printed
        ({"weight_t": Decimal(200), "container_count": 10}, [], ""),
        ({"weight_t": Decimal(150), "container_count": 5}, [], ""),
        ({"weight_t": Decimal(200)}, [None] * 4, "50"),
        ({}, [Decimal(29_000), Decimal("30000.5"), None], "30"),
        ({}, [Decimal(30_000)], ""),
        ({"weight_t": Decimal(40), "container_count": None}, [], ""),
    ],
)
def test_a_container_of_more_than_thirty_tonnes_is_questioned(
    convoys: ConvoyIndexPage, fields: dict[str, Any], weights: list[Decimal | None], asked: str
) -> None:
    convoy = make_convoy(convoys, **fields)
    convoy.containers = [Container(weight_kg=weight) for weight in weights]
    convoy.save()

    assert bool(convoy.doubtful_weight) == bool(asked)
    assert asked in convoy.doubtful_weight


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
    assert Ledger.objects.get(convoy=copied.pk).code != convoy.ledger.code
    assert HandOver.objects.filter(convoy=convoy).count() == 2
