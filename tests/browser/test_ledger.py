"""Two officers hand over the same boxes in two windows; a donor follows them in English."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils.translation import override
from playwright.sync_api import Page, expect

from partnerships.models import ConvoyPage, Organisation
from partnerships.models.ledger import more_than_arrived
from tests.factories.core import make_site
from tests.factories.partnerships import make_cargo_line, make_convoy, make_convoy_index, make_organisation

# The live server's tests empty the tables after them: the root of the page tree comes back from a copy.
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def look(page: Page, name: str) -> None:
    """Take pictures for people when SHOTS= names a folder; nothing may be wider than a telephone."""
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        if folder := os.environ.get("SHOTS"):
            page.screenshot(path=Path(folder) / f"ledger-{name}-{width}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (name, width)
    page.set_viewport_size({"width": 1280, "height": 800})


def violations(page: Page, context: str) -> list[str]:
    """What axe finds in a part of the page."""
    found = Axe().run(page, context=context, options={"runOnly": RULES}).response["violations"]
    return [f"{rule['id']}: {node['target']}" for rule in found for node in rule["nodes"]]


def fill(page: Page, recipient: Organisation, quantity: str) -> None:
    """Fill the form as an officer would; the chooser of organisations is Wagtail's own."""
    page.locator("[name=cargo_line]").select_option(index=1)
    page.evaluate("id => { document.querySelector('[name=recipient]').value = id }", str(recipient.pk))
    page.locator("[name=quantity]").fill(quantity)
    page.locator("[name=note]").fill("накладна 12")


def test_two_windows_hand_over_the_same_boxes_and_a_donor_follows(live_server: object, signed_in: Page) -> None:
    convoys = make_convoy_index(make_site())
    hospital = make_organisation("Лікарня", names={"en": "Hospital"})
    boxes = make_cargo_line(description="Ліжка", quantity=10, unit="box")
    convoy: ConvoyPage = make_convoy(convoys, donors=[hospital], cargo_lines=[boxes])
    first, second = signed_in, signed_in.context.new_page()
    for window in (first, second):
        window.goto(f"{live_server.url}/admin/convoys/{convoy.pk}/ledger/", wait_until="networkidle")
        fill(window, hospital, "6")
    look(first, "1-form")
    assert violations(first, ".ledger__table") == []

    for window in (first, second):
        window.locator(".ledger__form button[type=submit]").click()
        window.wait_for_load_state("networkidle")

    with override("uk"):
        expect(second.locator(".ledger__form")).to_contain_text(str(more_than_arrived(4)))
    expect(second.locator("[name=quantity]")).to_have_value("6")
    expect(second.locator("[name=note]")).to_have_value("накладна 12")
    assert convoy.hand_overs.count() == 1
    look(second, "2-refused")

    donor = first
    donor.goto(f"{live_server.url}/en/k/{convoy.ledger.code}/")
    expect(donor.locator("main")).to_contain_text("Hospital")
    expect(donor.locator("main")).to_contain_text("4 boxes")
    expect(donor.locator("main span[lang=uk]").first).to_contain_text("Ліжка")
    look(donor, "3-donor")
