"""The whole way of a visit: logged, imported, corrected, submitted, published by the head, found abroad and counted."""

import os
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.utils.translation import gettext as _
from django.utils.translation import override
from playwright.sync_api import Page, expect

from cms_site.setup.pages import section_page
from cms_site.setup.profile import PROFILE
from delegations.models import DelegationPage
from tests.factories.core import speaking, translate
from tests.factories.partnerships import make_partnership

# The live server's tests empty the tables after them: the root of the page tree comes back from a copy.
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

FILES = Path(__file__).parents[1] / "fixtures" / "imports"
TITLE = "Гості з Любліна відкрили виставку"
ENGLISH = "Guests from Lublin opened an exhibition"


class Hands:
    """Somebody at a computer; counts the clicks and the answers."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = self.answers = 0

    def click(self, text: str, role: str = "button", *, within: str = "body") -> None:
        """Click what is called so."""
        self.clicks += 1
        self.page.locator(within).get_by_role(role, name=text, exact=True).first.click()

    def answer(self, name: str, value: str) -> None:
        """Fill in or choose one answer of the form."""
        self.answers += 1
        field = self.page.locator(f"#id_{name}")
        if field.evaluate("element => element.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)

    def look(self, name: str) -> None:
        """Take a picture for people when SHOTS= names a folder."""
        if folder := os.environ.get("SHOTS"):
            self.page.screenshot(path=Path(folder) / f"walk-{name}.png", full_page=True)


@pytest.fixture
def site() -> None:
    call_command("setup_site", stdout=StringIO())
    make_partnership(section_page(PROFILE.section("partnerships"), "uk").specific, title="Люблін", country="PL")


@pytest.fixture
def sit_down(open_page: Callable[..., Page], live_server: Any, site: None) -> Callable[[str], Hands]:
    """Returns somebody of a role, who is signed in at a computer of their own."""

    def sign_in(role: str) -> Hands:
        user = get_user_model().objects.create_user(role, f"{role}@example.org", "x")
        user.groups.add(Group.objects.get(name=PROFILE.role(role).name))
        client = Client()
        client.force_login(speaking(user, "uk"))
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page = open_page()
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        return Hands(page)

    return sign_in


def log_a_visit(officer: Hands) -> None:
    """From the home page of the editing interface to a draft: one visit while the partner is on the telephone."""
    officer.page.goto("/admin/", wait_until="networkidle")
    officer.click(_("Log a visit"), "link", within="#main")
    officer.page.locator("#id_title").wait_for()
    for name, value in {
        "title": TITLE,
        "direction": "incoming",
        "start_date": "05.05.2016",
        "end_date": "07.05.2016",
        "kind": "official_visit",
        "purpose": "Відкрити виставку",
        "head_count": "8",
    }.items():
        officer.answer(name, value)
    officer.page.locator(".country-picker input[type=search]").fill("Польщ")
    officer.page.locator(".country-picker label", has_text="Польща").click()
    assert officer.page.get_by_role("checkbox", name="Польща").is_checked()
    officer.answers += 1
    officer.page.locator("#id_official").check()
    officer.clicks += 1
    officer.look("1-log")
    officer.page.locator("footer [data-w-dropdown-target=toggle]").click()
    officer.page.locator("button:visible", has_text=_("Save draft")).first.click()
    officer.clicks += 2
    officer.page.locator(".messages .success").wait_for()


def import_a_table(officer: Hands) -> None:
    """A table of LibreOffice with three wrong cells: refused, corrected, confirmed."""
    page = officer.page
    page.goto("/admin/imports/visits/", wait_until="networkidle")
    page.locator("#import-file").set_input_files(FILES / "three_wrong_cells.xlsx")
    officer.click(_("Upload and check"))
    expect(page.locator("td .import__error")).to_have_count(3)
    officer.look("2-three-wrong-cells")
    page.locator("#import-file").set_input_files(FILES / "visits.xlsx")
    officer.click(_("Upload and check"))
    page.get_by_role("button", name=_("Import"), exact=True).wait_for()
    assert page.locator(".import__error").count() == 0
    officer.click(_("Import"))
    page.locator(".import__table").wait_for()
    officer.look("3-imported")


def submit(officer: Hands) -> None:
    """The officer finds the draft in the list and hands it to the head."""
    page = officer.page
    page.goto(f"/admin/pages/{DelegationPage.objects.get(title=TITLE).pk}/edit/", wait_until="networkidle")
    submit = page.locator("button[name=action-submit]")
    if not submit.is_visible():
        page.locator("footer [data-w-dropdown-target=toggle]").click()
    submit.click()
    page.locator(".messages .success").wait_for()
    officer.look("4-submitted")


def approve(head: Hands) -> None:
    """The head finds it on the home page, reads it and publishes exactly that."""
    page = head.page
    page.goto("/admin/", wait_until="networkidle")
    head.look("5-home-of-the-head")
    head.click(TITLE, "link", within="#main")
    page.locator("#id_title").wait_for()
    page.locator("footer a[href*='read=']", has_text=_("Approve")).click()
    page.locator("textarea").first.wait_for()
    head.look("6-approve")
    head.click(_("Approve and publish"))
    page.locator(".messages .success").wait_for()


def find_in_english(reader: Hands) -> None:
    """A reader abroad looks for visits from Poland, reads one and opens the list behind the figure."""
    page = reader.page
    page.goto("/en/")
    reader.click("Delegation visits", "link", within="header")
    page.locator(".facet__option", has_text="Poland").click()
    reader.look("7-from-poland")
    reader.click(ENGLISH, "link", within="main")
    expect(page.locator("h1")).to_have_text(ENGLISH)
    reader.look("8-visit")
    reader.click("Delegation visits", "link", within="nav")
    figure = page.locator("#incoming_delegations .figures__value, .figures a.figures__value").first
    expect(figure).to_have_text("1 list in Ukrainian")
    reader.look("9-figures")
    figure.click()
    expect(page.locator(".card__title")).to_have_text([TITLE])
    reader.look("10-list-behind-the-figure")


def test_a_visit_is_logged_published_found_in_english_and_counted(
    sit_down: Callable[[str], Hands], open_page: Callable[..., Page]
) -> None:
    officer, head = sit_down("foreign_relations_officer"), sit_down("head_of_foreign_relations")
    with override("uk"):
        log_a_visit(officer)
        # eight short answers and four clicks: well under a minute for somebody who types
        assert (officer.answers, officer.clicks) == (8, 4)
        import_a_table(officer)
        assert DelegationPage.objects.filter(live=False).count() == 5
        submit(officer)
        approve(head)
    visit = DelegationPage.objects.get(title=TITLE)
    assert (visit.live, visit.register) == (True, "1/2016")
    english = translate(visit, "en", publish=False, title=ENGLISH, slug="guests", purpose="To open an exhibition")
    head_user = get_user_model().objects.get(username="head_of_foreign_relations")
    english.get_latest_revision().publish(user=head_user)
    find_in_english(Hands(open_page()))
