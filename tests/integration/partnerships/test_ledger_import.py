"""Cargo and hand-overs from tables of LibreOffice, and back: preview, errors at the cell, one transaction."""

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import load_workbook
from wagtail.models import GroupPagePermission

from cms_site.core.imports.checking import check_table
from cms_site.core.models import ImportRun
from partnerships.models import ConvoyIndexPage, ConvoyPage, HandOver
from partnerships.models.balances import Balance
from partnerships.services import ledger
from tests.factories.partnerships import make_cargo_line, make_convoy, make_organisation
from tests.factories.spreadsheets import make_workbook

pytestmark = pytest.mark.django_db

FILES = Path(__file__).parents[2] / "fixtures" / "imports"


@pytest.fixture
def convoy(convoys: ConvoyIndexPage) -> ConvoyPage:
    """The convoy that the files name, still without cargo."""
    for name in ("Дитяча лікарня", "Перинатальний центр"):
        make_organisation(name)
    page = make_convoy(convoys)
    page.save_revision().publish()
    return page


@pytest.fixture
def loaded(convoys: ConvoyIndexPage, convoy: ConvoyPage) -> ConvoyPage:
    """The same convoy with the cargo of the files."""
    convoy.cargo_lines = [
        make_cargo_line("medical", description="Ліжка функціональні", quantity=40, unit="piece", sort_order=0),
        make_cargo_line("school", description="Парти", quantity=120, unit="set", sort_order=1),
        make_cargo_line("food", description="Борошно", quantity=Decimal("1250.5"), unit="kg", sort_order=2),
    ]
    convoy.save_revision().publish()
    return ConvoyPage.objects.get(pk=convoy.pk)


@pytest.fixture
def imported(django_capture_on_commit_callbacks: Any) -> Callable[..., ImportRun]:
    """Upload a file and confirm it."""

    def run(browser: Client, kind: str, content: bytes, **choices: Any) -> ImportRun:
        found = uploaded(browser, kind, content)
        with django_capture_on_commit_callbacks(execute=True):
            browser.post(reverse("core_import_confirm", args=[found.pk]), choices)
        found.refresh_from_db()
        return found

    return run


def uploaded(browser: Client, kind: str, content: bytes) -> ImportRun:
    file = SimpleUploadedFile(f"{kind}.xlsx", content)
    response = browser.post(reverse("core_import_upload", args=[kind]), {"file": file})
    assert response.status_code == 302, response.context["error"]
    return ImportRun.objects.latest("pk")


def file(name: str) -> bytes:
    return (FILES / name).read_bytes()


def exported(browser: Client, convoy: ConvoyPage, name: str) -> bytes:
    return b"".join(browser.get(f"/admin/convoys/{convoy.pk}/ledger/{name}.xlsx").streaming_content)


def said(convoy: ConvoyPage) -> list[Any]:
    """What the ledger says now."""
    lines = Balance.of(ConvoyPage.objects.get(pk=convoy.pk)).lines
    return [(str(found.line), found.left, len(found.entries)) for found in lines]


def results(run: ImportRun) -> list[str]:
    return [entry["result"] for entry in run.report]


def test_cargo_comes_into_the_draft_and_is_published_by_people(
    admin_client: Client, convoy: ConvoyPage, imported: Any
) -> None:
    run = imported(admin_client, "cargo", file("cargo.xlsx"))

    assert (run.state, results(run)) == ("done", ["created"] * 4)
    assert not convoy.cargo_lines.exists()
    ConvoyPage.objects.get(pk=convoy.pk).get_latest_revision().publish()
    assert [(line.kind, line.description, line.quantity, line.unit) for line in convoy.cargo_lines.all()] == [
        ("medical", "Ліжка функціональні", 40, "piece"),
        ("school", "Парти", 120, "set"),
        ("food", "Борошно", Decimal("1250.5"), "kg"),
        ("clothing", "", None, ""),
    ]
    assert [line.weight_kg for line in convoy.cargo_lines.all()] == [2000, None, Decimal("1250.5"), None]


def test_cargo_that_is_there_already_is_skipped_or_updated(
    admin_client: Client, loaded: ConvoyPage, imported: Any
) -> None:
    first = imported(admin_client, "cargo", file("cargo.xlsx"))
    second = imported(admin_client, "cargo", file("cargo.xlsx"), every="update")

    assert results(first) == ["skipped", "skipped", "skipped", "created"]
    assert results(second) == ["updated"] * 4
    lines = ConvoyPage.objects.get(pk=loaded.pk).get_latest_revision_as_object().cargo_lines.all()
    assert [line.weight_kg for line in lines] == [2000, None, Decimal("1250.5"), None]


@pytest.mark.parametrize("name", ["hand_overs.xlsx", "hand_overs_cp1251.csv"])
def test_hand_overs_are_entered_at_once(admin_client: Client, loaded: ConvoyPage, imported: Any, name: str) -> None:
    run = imported(admin_client, "hand-overs", file(name))

    assert (run.state, run.problem) == ("done", "")
    assert [found.left for found in Balance.of(loaded).lines] == [0, 120, 1000]
    entry = HandOver.objects.get(quantity=15)
    assert (str(entry), entry.date, entry.note) == ("Дитяча лікарня", date(2016, 4, 25), "накладна 12")
    assert entry.recorded_by.username == "admin"


@pytest.mark.parametrize(("kind", "name"), [("cargo", "cargo.xlsx"), ("hand-overs", "hand_overs.xlsx")])
def test_a_title_may_stand_above_the_tables_of_a_ledger(
    admin_client: Client, loaded: ConvoyPage, imported: Any, kind: str, name: str
) -> None:
    book = load_workbook(FILES / name)
    book.active.insert_rows(1, amount=2)
    book.active["A1"] = "Розподіл допомоги, отриманої містом у 2016 році"
    buffer = io.BytesIO()
    book.save(buffer)

    run = imported(admin_client, kind, buffer.getvalue())

    assert (run.state, run.problem) == ("done", "")
    assert [entry["row"] for entry in run.report] == list(range(4, 4 + len(run.report)))


def test_a_title_may_stand_above_a_csv_of_a_ledger(admin_client: Client, loaded: ConvoyPage, imported: Any) -> None:
    title = "Розподіл, облік, передача; 2016 рік\r\n\r\n".encode("cp1251")

    run = imported(admin_client, "hand-overs", title + file("hand_overs_cp1251.csv"))

    assert (run.state, [entry["row"] for entry in run.report]) == ("done", [4, 5, 6])


@pytest.mark.parametrize(("kind", "as_drafts"), [("hand-overs", False), ("cargo", True)])
def test_only_what_becomes_a_draft_is_called_one(
    admin_client: Client, loaded: ConvoyPage, imported: Any, kind: str, as_drafts: bool
) -> None:
    form = admin_client.get(reverse("core_import_upload", args=[kind])).content.decode()
    run = imported(admin_client, kind, file(f"{kind.replace('-', '_')}.xlsx"))
    report = admin_client.get(reverse("core_import", args=[run.pk])).content.decode()

    with override("uk"):
        said_before, said_after = str(_("Confirm. All rows become drafts, or none.")), str(_("Added as draft"))
    assert (said_before in form, said_after in report) == (as_drafts, as_drafts)


def test_every_wrong_cell_is_named_and_nothing_is_entered(
    admin_client: Client, loaded: ConvoyPage, imported: Any
) -> None:
    run = imported(admin_client, "hand-overs", file("wrong_hand_overs.xlsx"))

    remarks = [str(remark) for remark in check_table(run.importer(), run.read_table()).errors]
    assert [remark.partition(":")[0] for remark in remarks] == ["D3", "C4", "E5", "B6"]
    assert "лише 25" in remarks[0]
    assert "Школа № 99" in remarks[1]
    assert "Ковдри" in remarks[3]
    warnings = [str(remark) for remark in check_table(run.importer(), run.read_table()).warnings]
    assert any(remark.startswith("F4") and "Петренко Іван Миколайович" in remark for remark in warnings)
    assert (run.state, HandOver.objects.count()) == ("uploaded", 0)


def test_a_person_without_patronymic_is_a_warning_that_blocks_nothing(
    admin_client: Client, loaded: ConvoyPage, imported: Any
) -> None:
    make_organisation("Іваненку Петру")
    make_organisation("Гімназія імені Івана Франка")
    book = load_workbook(FILES / "hand_overs.xlsx")
    book.active["C2"], book.active["C3"] = "Іваненку Петру", "Гімназія імені Івана Франка"
    buffer = io.BytesIO()
    book.save(buffer)

    run = imported(admin_client, "hand-overs", buffer.getvalue())

    remarks = [remark for entry in run.report for remark in entry["remarks"]]
    assert [remark.partition(":")[0] for remark in remarks] == ["C2"]
    assert "«Іваненку Петру»" in remarks[0]
    assert run.state == "done"


def test_what_was_handed_over_since_the_preview_stops_the_whole_import(
    admin_client: Client, loaded: ConvoyPage, imported: Any
) -> None:
    run = uploaded(admin_client, "hand-overs", file("hand_overs.xlsx"))
    beds = loaded.cargo_lines.first()
    given = HandOver(cargo_line=beds, recipient=make_organisation("Госпіталь"), quantity=1)
    ledger.hand_over([given], None)

    admin_client.post(reverse("core_import_confirm", args=[run.pk]))

    assert HandOver.objects.count() == 1
    assert "лише 24" in str(check_table(run.importer(), run.read_table()).errors[0])


def test_an_exported_ledger_is_known_when_it_comes_back(
    admin_client: Client, loaded: ConvoyPage, imported: Any
) -> None:
    imported(admin_client, "hand-overs", file("hand_overs.xlsx"))

    runs = [
        imported(admin_client, kind, exported(admin_client, loaded, name))
        for kind, name in (("cargo", "cargo"), ("hand-overs", "hand-overs"))
    ]

    assert [results(run) for run in runs] == [["skipped"] * 3, ["skipped"] * 3]
    assert HandOver.objects.count() == 3


def test_an_exported_ledger_can_be_entered_into_an_empty_one(
    admin_client: Client, loaded: ConvoyPage, imported: Any
) -> None:
    imported(admin_client, "hand-overs", file("hand_overs.xlsx"))
    tables = [exported(admin_client, loaded, name) for name in ("cargo", "hand-overs")]
    before = said(loaded)
    HandOver.objects.all().delete()
    loaded.cargo_lines = []
    loaded.save_revision().publish()

    imported(admin_client, "cargo", tables[0])
    ConvoyPage.objects.get(pk=loaded.pk).get_latest_revision().publish()
    imported(admin_client, "hand-overs", tables[1])

    assert said(loaded) == before


@pytest.mark.parametrize("written", ["0", "0,0000001"])
def test_a_quantity_of_nothing_is_named_in_the_preview(admin_client: Client, loaded: ConvoyPage, written: str) -> None:
    rows = [["Конвой", "Вантаж", "Отримувач", "Кількість"], [loaded.ledger.code, 1, "Дитяча лікарня", written]]

    page = admin_client.get(
        reverse("core_import", args=[uploaded(admin_client, "hand-overs", make_workbook(*rows)).pk])
    )

    assert [str(error)[:4] for error in page.context["checked"].errors] == ["D2: "]


def test_a_name_of_two_organisations_is_not_taken_for_one_of_them(admin_client: Client, loaded: ConvoyPage) -> None:
    for number, name in enumerate(["Дитячий фонд", "Фонд дітей"]):
        make_organisation(name, names={"en": "Children's Fund"}, website=f"https://{number}.example.org")
    rows = [["Конвой", "Вантаж", "Отримувач"], [loaded.ledger.code, 1, "Children's Fund"]]

    page = admin_client.get(
        reverse("core_import", args=[uploaded(admin_client, "hand-overs", make_workbook(*rows)).pk])
    )

    (error,) = page.context["checked"].errors
    assert str(error).startswith("C2: ")
    assert "Children's Fund" in error.text


def test_a_closed_ledger_takes_no_table(admin_client: Client, loaded: ConvoyPage) -> None:
    ledger.close(loaded, "Решту повернуто.", None)

    run = uploaded(admin_client, "hand-overs", file("hand_overs.xlsx"))

    errors = check_table(run.importer(), run.read_table()).errors
    assert [str(error).partition(":")[0] for error in errors] == ["A2", "A3", "A4"]


def test_an_import_of_a_convoy_that_one_may_not_edit_is_refused(
    client: Client, convoys: ConvoyIndexPage, loaded: ConvoyPage, imported: Any
) -> None:
    group = Group.objects.create(name="Автори")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(group=group, page=convoys, permission_type="add")
    user = get_user_model().objects.create_user("author", password="x")
    user.groups.add(group)
    client.force_login(user)

    runs = [
        imported(client, kind, file(name))
        for kind, name in (("cargo", "cargo.xlsx"), ("hand-overs", "hand_overs.xlsx"))
    ]

    assert [run.state for run in runs] == ["uploaded", "uploaded"]
    assert all(loaded.title in run.problem for run in runs)
    assert HandOver.objects.count() == 0
    assert client.get(f"/admin/convoys/{loaded.pk}/ledger/cargo.xlsx").status_code == 302
