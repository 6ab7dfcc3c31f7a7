"""Partners in a real browser: the map by keyboard, what axe finds, an organisation made where it is chosen."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from partnerships.models import CooperationArea, Organisation, StageChange
from tests.browser.test_accessibility import SCREENS, to_be_judged, violations
from tests.factories.core import make_site
from tests.factories.partnerships import (
    make_agreement,
    make_agreement_index,
    make_organisation,
    make_partnership,
    make_partnership_index,
)

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def partners() -> Any:
    """Lublin with a history and agreements, a partner beside it, one beyond the map and a network."""
    home = make_site()
    partners, agreements = make_partnership_index(home), make_agreement_index(home)
    lublin = make_partnership(partners, lead="Місто-побратим.", latitude="51.2465", longitude="22.5684")
    lublin.areas = [CooperationArea(text="Молодіжні обміни")]
    lublin.stage_changes = [
        StageChange(stage="memorandum", start_date=date(2015, 5, 1), note="Підписано в Любліні"),
        StageChange(stage="active"),
    ]
    lublin.save()
    for number in range(3):
        make_agreement(agreements, title=f"Угода {number}", partner=lublin, valid_to=date(2016 + 20 * number, 12, 31))
    make_partnership(partners, title="Свідник", kind="cooperation", latitude="51.2465", longitude="22.5684")
    make_partnership(partners, title="Назарет", kind="cooperation", country="IL", latitude="32.7", longitude="35.3")
    make_partnership(partners, title="Мережа", kind="network", country="")
    return partners


@pytest.mark.usefixtures("partners")
@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_axe_finds_nothing_on_map_and_dossier(open_page: Callable[..., Page], width: int, scheme: str) -> None:
    page = open_page(**to_be_judged(width, scheme))
    found = {}
    for address in ["/partnerships/", "/partnerships/?kind=cooperation", "/partnerships/liublin/"]:
        page.goto(address)
        for details in page.locator("summary:visible").all():
            details.click()
        found[address] = violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address

    assert not any(found.values()), found


@pytest.mark.usefixtures("partners")
def test_every_pin_is_reached_by_keyboard_and_opens_its_partner(
    live_server: Any, page: Page, console_errors: list[str]
) -> None:
    page.goto(f"{live_server.url}/partnerships/")
    reached = []
    page.locator(".map__skip").focus()
    for _pin in range(3):
        page.keyboard.press("Tab")
        reached.append(page.locator(":focus").get_attribute("aria-label"))
        assert page.locator(":focus .map__point").evaluate("e => getComputedStyle(e).strokeWidth") == "8px"

    assert [str(name).split(",")[0] for name in reached] == ["Люблін", "Назарет", "Свідник"]
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Свідник")
    assert console_errors == []


def test_an_organisation_is_made_where_it_is_chosen_and_not_twice(live_server: Any, signed_in: Page) -> None:
    agreements = make_agreement_index(make_site())
    make_organisation("Карітас Польща", kind="charity", country="PL", names={"en": "Caritas Poland"})
    page = signed_in
    page.goto(f"{live_server.url}/admin/pages/add/partnerships/agreement/{agreements.pk}/")

    page.get_by_role("button", name="Додати сторону").or_(page.locator("[id$=parties-OPEN_MODAL]")).first.click()
    modal = page.locator(".modal")
    modal.locator("input[name=q]").fill("caritas")
    expect(modal.locator("table")).to_contain_text("Карітас Польща")
    modal.get_by_role("tab").nth(1).click()
    modal.locator("input[name=name]").fill("Карітас  польща")
    modal.locator("#tab-create [type=submit]").click()
    expect(modal.get_by_role("link", name="Карітас Польща")).to_be_visible()
    modal.locator("input[name=name]").fill("Фонд «Хельвеція»")
    modal.locator("#tab-create [type=submit]").click()

    expect(page.locator("#inline_child_parties-0")).to_contain_text("Фонд «Хельвеція»")
    assert Organisation.objects.count() == 2
