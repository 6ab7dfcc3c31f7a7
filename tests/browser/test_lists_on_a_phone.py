"""Lists of the editing interface on a phone: nothing beyond its edge, each fact with the heading of its column."""

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from cms_site.core.bundles.models import Bundle
from tests.browser.test_accessibility import violations
from tests.factories.core import make_site
from tests.factories.home import make_alert, make_news, make_news_index
from tests.factories.partnerships import make_cargo_line, make_convoy, make_convoy_index, make_organisation

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

BEYOND_THE_EDGE = """() => [...document.querySelectorAll("#main .listing :is(th, td)")]
    .filter((cell) => cell.getBoundingClientRect().right > innerWidth).map((cell) => cell.textContent.trim())"""


@pytest.fixture
def news() -> Any:
    """News with a long title, and an alert."""
    section = make_news_index(make_site())
    for n in range(3):
        make_news(section, title=f"Місто відкриває великий навчальний клас для зварювальників {n}")
    make_alert()
    return section


def test_lists_of_wagtail_fit_into_a_phone(signed_in: Page, news: Any) -> None:
    signed_in.set_viewport_size({"width": 390, "height": 844})
    found = {}
    for address in (
        f"/admin/pages/{news.pk}/",
        "/admin/home_newspage/",
        "/admin/snippets/home/alert/",
        "/admin/users/",
        "/admin/reports/site-history/",
    ):
        signed_in.goto(address, wait_until="networkidle")
        assert signed_in.locator("#main .listing tbody tr").count() > 0, address
        assert signed_in.locator("#main .listing td[data-label]").count() > 0, address
        found[address] = [*signed_in.evaluate(BEYOND_THE_EDGE), *violations(signed_in)]
    assert not any(found.values()), found


def test_a_list_that_was_searched_keeps_the_names_of_its_facts_and_is_sorted_by_keyboard(
    signed_in: Page, news: Any
) -> None:
    signed_in.set_viewport_size({"width": 390, "height": 844})
    signed_in.goto(f"/admin/pages/{news.pk}/", wait_until="networkidle")
    assert signed_in.locator("#main .listing tbody tr").count() == 3

    signed_in.locator("#main input[name=q]").fill("зварювальників 1")
    expect(signed_in.locator("#main .listing tbody tr")).to_have_count(1)
    expect(signed_in.locator("#main .listing td[data-label]").first).to_be_visible()

    signed_in.goto(f"/admin/pages/{news.pk}/", wait_until="networkidle")
    sorting = signed_in.locator("#main .listing thead th.title a")
    sorting.focus()
    signed_in.keyboard.press("Enter")
    signed_in.wait_for_url("**ordering=title*")


def test_buttons_beside_a_title_leave_it_readable_on_a_phone(signed_in: Page, news: Any) -> None:
    signed_in.set_viewport_size({"width": 390, "height": 844})
    bundle = Bundle.objects.create(name="День Європи")
    signed_in.goto(f"/admin/bundle/{bundle.pk}/", wait_until="networkidle")

    header = signed_in.locator(".w-slim-header")
    for name in (bundle.name, "Додати сторінки", "Назва й час", "Історія"):
        link = header.locator("a:visible", has_text=name)
        # What is in the middle of it is the link itself, and not what lies over it.
        assert link.evaluate(
            """e => {
                const { left, right, top, bottom } = e.getBoundingClientRect();
                const found = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
                return left >= 0 && right <= innerWidth && e.contains(found);
            }"""
        ), name


def test_the_list_of_blocks_stays_inside_its_card_on_a_phone(signed_in: Page, news: Any) -> None:
    signed_in.set_viewport_size({"width": 390, "height": 844})
    signed_in.goto(f"/admin/pages/add/home/newspage/{news.pk}/", wait_until="networkidle")

    signed_in.locator("button.c-sf-add-button").first.click()
    signed_in.locator(".w-combobox__option").first.wait_for()

    card = signed_in.locator(".w-combobox-container").evaluate("e => e.getBoundingClientRect().right")
    for option in signed_in.locator(".w-combobox__option").all():
        assert option.evaluate("e => e.getBoundingClientRect().right") <= card
    assert "Нове: " in signed_in.title()


def test_the_ledger_of_a_convoy_fits_into_a_phone(signed_in: Page) -> None:
    hospital = make_organisation("Обласна дитяча клінічна лікарня")
    beds = make_cargo_line(description="Ліжка функціональні", quantity=40, unit="piece", hand_overs=[(hospital, 15)])
    convoy = make_convoy(make_convoy_index(make_site()), cargo_lines=[beds, make_cargo_line("school")])
    signed_in.set_viewport_size({"width": 390, "height": 844})

    signed_in.goto(f"/admin/convoys/{convoy.pk}/ledger/", wait_until="networkidle")

    for region in signed_in.locator(".ledger__table").all():
        assert region.evaluate("region => region.scrollWidth <= region.clientWidth")
    # A cell that says nothing, here of a unit, takes no room.
    indents = """row => row.querySelector("td[data-label]").getBoundingClientRect().left
        - row.getBoundingClientRect().left"""
    assert [row.evaluate(indents) for row in signed_in.locator(".ledger__table tbody tr").all()] == [0, 0, 0]
    left = signed_in.locator(".ledger__table td.ledger__left").first
    assert (left.get_attribute("data-label"), left.inner_text().strip()) == ("Залишок", "25")
    signed_in.get_by_role("link", name="Передати: ").first.click()
    signed_in.wait_for_url("**?line=*")
    if folder := os.environ.get("SHOTS"):
        signed_in.screenshot(path=Path(folder) / "ledger-390.png", full_page=True)
    assert violations(signed_in) == []


def test_a_list_of_long_choices_in_a_row_of_fields_stays_inside_a_phone(signed_in: Page) -> None:
    make_site()
    signed_in.set_viewport_size({"width": 390, "height": 844})
    signed_in.goto("/admin/snippets/core/contentrule/add/", wait_until="networkidle")

    box = signed_in.locator("select[name=event]").bounding_box()

    assert box["x"] + box["width"] <= 390
