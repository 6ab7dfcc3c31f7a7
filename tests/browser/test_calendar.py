from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.factories.core import make_site
from tests.factories.delegations import make_delegation_index, make_visit

# The live server's tests empty the tables after them: the root of the page tree comes back from a copy.
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture
def visits() -> None:
    index = make_delegation_index(make_site())
    make_visit(index, title="Гості з Любліна", start_date=date(2016, 9, 28), end_date=date(2016, 9, 30))
    make_visit(index, title="Гості з Враци", start_date=date(2016, 9, 5), live=False)
    make_visit(
        index,
        title="Делегація міста-партнера на святкування Дня міста",
        start_date=date(2016, 9, 3),
        cancelled=True,
        cancellation_reason="Туман",
    )
    make_visit(index, title="Осінній візит", start_date=date(2016, 9, 1), date_precision="season")


@pytest.mark.usefixtures("visits")
@pytest.mark.parametrize("width", [1280, 390])
def test_the_month_is_read_and_walked_by_keyboard_on_a_desktop_and_on_a_phone(
    live_server: object, signed_in: Page, console_errors: list[str], width: int
) -> None:
    signed_in.set_viewport_size({"width": width, "height": 800})
    signed_in.goto(f"{live_server.url}/admin/visits/calendar/?month=2016-09", wait_until="networkidle")

    assert signed_in.locator(".calendar__entries a:visible").count() == 6
    assert signed_in.locator(".calendar__day:visible").count() == (35 if width == 1280 else 5)
    assert signed_in.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(signed_in, context="#main", options={"runOnly": RULES}).response["violations"]
    assert [f"{rule['id']}: {node['target']}" for rule in found for node in rule["nodes"]] == []

    signed_in.locator(".calendar__ways a").first.focus()
    for _link in range(4):
        signed_in.keyboard.press("Tab")
    assert signed_in.locator(":focus").inner_text() == "Делегація міста-партнера на святкування Дня міста"
    signed_in.locator("a[rel=next]").click()
    signed_in.wait_for_url("**/?month=2016-10")
    assert console_errors == []


@pytest.mark.usefixtures("visits")
def test_the_address_is_made_and_copied(live_server: object, signed_in: Page, console_errors: list[str]) -> None:
    signed_in.context.grant_permissions(["clipboard-read", "clipboard-write"])
    signed_in.goto(f"{live_server.url}/admin/visits/calendar/address/", wait_until="networkidle")
    signed_in.locator("button[name=create]").click()
    signed_in.locator("[data-action='w-clipboard#copy']").click()
    signed_in.locator("[data-w-clone-target=container] p").wait_for()

    address = signed_in.locator("#calendar-address").input_value()

    assert signed_in.evaluate("navigator.clipboard.readText()") == address
    assert address.startswith(f"{live_server.url}/calendar/staff/")
    assert console_errors == []
