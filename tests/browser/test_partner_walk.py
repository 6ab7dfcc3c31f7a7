"""From the dossier of a partner to a renewed agreement, from a sheet of cargo to a donor, in a browser."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils.translation import gettext as _
from django.utils.translation import override
from playwright.sync_api import Page, expect

from partnerships.models import Agreement, ConvoyPage, Organisation
from partnerships.models.ledger import more_than_arrived
from tests.factories.core import make_site
from tests.factories.partnerships import (
    make_agreement,
    make_agreement_index,
    make_convoy,
    make_convoy_index,
    make_organisation,
    make_partnership,
    make_partnership_index,
)

# The live server's tests empty the tables after them: the root of the page tree comes back from a copy.
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

CARGO = Path(__file__).parents[1] / "fixtures" / "imports" / "cargo.xlsx"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def look(page: Page, name: str) -> None:
    """Take pictures for people when SHOTS= names a folder; nothing may be wider than a telephone."""
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        if folder := os.environ.get("SHOTS"):
            page.screenshot(path=Path(folder) / f"partner-{name}-{width}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (name, width)
    page.set_viewport_size({"width": 1280, "height": 800})


def violations(page: Page, context: str) -> list[str]:
    """What axe finds in a part of the page."""
    found = Axe().run(page, context=context, options={"runOnly": RULES}).response["violations"]
    return [f"{rule['id']}: {node['target']}" for rule in found for node in rule["nodes"]]


def publish(page: Page) -> None:
    """Publish what is in the editor."""
    page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    page.locator("button[name=action-publish]").first.click()
    page.wait_for_url("**/admin/pages/*/")


def fill(page: Page, recipient: Organisation, quantity: str) -> None:
    """Fill the form of a hand-over as an officer would; the chooser of organisations is Wagtail's own."""
    page.locator("[name=cargo_line]").select_option(index=1)
    page.evaluate("id => { document.querySelector('[name=recipient]').value = id }", str(recipient.pk))
    page.locator("[name=quantity]").fill(quantity)
    page.locator("[name=note]").fill("накладна 12")


def test_an_agreement_is_renewed_from_the_dossier_of_its_partner(live_server: Any, signed_in: Page) -> None:
    home = make_site()
    lublin = make_partnership(make_partnership_index(home))
    index = make_agreement_index(home)
    parent = make_agreement(index, parties=[make_organisation()], partner=lublin)

    page = signed_in
    page.goto(live_server.url + lublin.url)
    look(page, "1-dossier")
    page.get_by_role("link", name=parent.title).first.click()
    page.wait_for_url(f"**{parent.url}")

    page.goto(f"{live_server.url}/admin/pages/{parent.pk}/edit/", wait_until="networkidle")
    page.get_by_label("Дії", exact=True).first.click()
    page.get_by_role("link", name="Поновити цю угоду").first.click()
    page.get_by_label("Назва нової угоди").fill("Угода на 2017 рік")
    page.get_by_role("button", name="Поновити цю угоду").click()
    page.wait_for_url("**/edit/")

    fields = {"start_date": "14.12.2016", "valid_from": "31.12.2015", "valid_to": "31.12.2017"}
    for name, value in fields.items():
        page.locator(f"#id_{name}").fill(value)
        page.locator(f"#id_{name}").blur()
    page.get_by_role("button", name="Зберегти чернетку").first.click()
    page.get_by_text("поновлення не може початися раніше за неї").first.wait_for()
    assert {name: page.locator(f"#id_{name}").input_value() for name in fields} == fields

    page.locator("#id_valid_from").fill("01.01.2017")
    page.locator("#id_valid_from").blur()
    publish(page)

    renewal = Agreement.objects.exclude(pk=parent.pk).get()
    assert (renewal.live, renewal.valid_from, renewal.renews_id) == (True, date(2017, 1, 1), parent.pk)
    page.goto(f"{live_server.url}{lublin.url}")
    page.get_by_role("link", name="Угода на 2017 рік").first.click()
    expect(page.locator("[aria-current=page]", has_text="Угода на 2017 рік")).to_be_visible()
    look(page, "2-renewed")


def test_a_convoy_is_received_from_a_sheet_and_two_windows_hand_over_the_same_beds(
    live_server: Any, signed_in: Page
) -> None:
    convoys = make_convoy_index(make_site())
    hospital = make_organisation("Лікарня", names={"en": "Hospital"})
    convoy: ConvoyPage = make_convoy(convoys, donors=[hospital])
    with override("uk"):
        upload, confirm = _("Upload and check"), _("Import")

    page = signed_in
    page.goto(f"{live_server.url}/admin/imports/cargo/", wait_until="networkidle")
    page.locator("#import-file").set_input_files(CARGO)
    page.get_by_role("button", name=upload, exact=True).click()
    page.get_by_role("button", name=confirm, exact=True).wait_for()
    look(page, "3-sheet")
    page.get_by_role("button", name=confirm, exact=True).click()
    page.locator(".import__table").wait_for()
    assert not convoy.cargo_lines.exists()
    page.goto(f"{live_server.url}/admin/pages/{convoy.pk}/edit/", wait_until="networkidle")
    publish(page)
    assert convoy.cargo_lines.count() == 4

    first, second = page, page.context.new_page()
    for window in (first, second):
        window.goto(f"{live_server.url}/admin/convoys/{convoy.pk}/ledger/", wait_until="networkidle")
        fill(window, hospital, "24")
    look(first, "4-form")
    assert violations(first, ".ledger__table") == []
    for window in (first, second):
        window.locator(".ledger__form button[type=submit]").click()
        window.wait_for_load_state("networkidle")
    with override("uk"):
        expect(second.locator(".ledger__form")).to_contain_text(str(more_than_arrived(16)))
    expect(second.locator("[name=quantity]")).to_have_value("24")
    expect(second.locator("[name=note]")).to_have_value("накладна 12")
    assert convoy.hand_overs.count() == 1
    look(second, "5-refused")

    donor = first
    donor.goto(f"{live_server.url}/en/k/{convoy.ledger.code}/")
    expect(donor.locator("main")).to_contain_text("Hospital")
    expect(donor.locator("main")).to_contain_text("16 pieces")
    expect(donor.locator("main span[lang=uk]").first).to_contain_text("Ліжка")
    look(donor, "6-donor")
