"""The open register of agreements: what is public, as CSV and JSON at fixed addresses."""

import csv
import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.test import Client

from partnerships.models import AgreementIndexPage, PartnershipIndexPage
from tests.factories.core import translate
from tests.factories.partnerships import make_agreement, make_organisation, make_partnership

pytestmark = pytest.mark.django_db

STEPS = {
    "drafted_on": date(2026, 1, 1),
    "sent_on": date(2026, 1, 10),
    "approved_on": date(2026, 2, 1),
    "start_date": date(2026, 3, 1),
    "registration_date": date(2026, 3, 20),
    "registration_number": "=77",
}


def read(client: Client, address: str) -> str:
    return b"".join(client.get(address).streaming_content).decode()


def records(client: Client, query: str = "") -> list[dict[str, Any]]:
    return json.loads(read(client, f"/agreements/open-data/agreements.json{query}"))["records"]


@time_machine.travel("2026-06-15 12:00", tick=False)
def test_the_register_says_all_that_is_public_of_an_agreement(
    client: Client, agreements: AgreementIndexPage, partners: PartnershipIndexPage
) -> None:
    hidden = make_partnership(partners, title="Тиша", slug="hidden", live=False)
    earlier = make_agreement(agreements, title="Перша", slug="first", kind="other")
    make_agreement(
        agreements,
        title="Друга",
        kind="memorandum",
        partner=hidden,
        parties=[make_organisation("Сумська міська рада")],
        renews=earlier,
        valid_from=None,
        valid_to=None,
        without_end=True,
        **STEPS,
    )
    make_agreement(agreements, title="Чернетка", slug="draft", live=False)

    found = {record["title"]: record for record in records(client)}

    assert set(found) == {"Перша", "Друга"}
    second = found["Друга"]
    assert {name: second[name] for name in ("kind", "validity", "validity_label", "without_end", "valid_to")} == {
        "kind": "memorandum",
        "validity": "in_force",
        "validity_label": "Діє",
        "without_end": True,
        "valid_to": None,
    }
    assert second["parties"] == ["Сумська міська рада"]
    assert (second["renews"], second["partner"]) == ("Перша", None)
    assert (second["sent_on"], second["registration_number"]) == ("2026-01-10", "=77")
    assert "step_due" not in second
    assert found["Перша"]["validity"] == "expired"
    assert "Тиша" not in read(client, "/agreements/open-data/agreements.json")
    assert [record["title"] for record in records(client, "?validity=in_force")] == ["Друга"]


def test_the_file_for_spreadsheets_runs_no_formula_and_has_a_dictionary(
    client: Client, agreements: AgreementIndexPage, partners: PartnershipIndexPage
) -> None:
    with time_machine.travel("2026-06-15 12:00"):
        page = make_agreement(
            agreements, kind="memorandum", partner=make_partnership(partners), valid_to=None, valid_from=None, **STEPS
        )
    translate(page, "en", title="Memorandum")

    text = read(client, "/agreements/open-data/agreements.csv").removeprefix("\ufeff")
    (row,) = csv.DictReader(StringIO(text))

    assert row["registration_number"] == "'=77"
    assert row["partner"] == "Люблін"
    described = client.get("/agreements/open-data/").content.decode()
    assert all(name in described for name in row)
    assert "/agreements/open-data/agreements.csv" in client.get("/agreements/").content.decode()
