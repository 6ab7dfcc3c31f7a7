"""An officer imports a table of LibreOffice with three wrong cells, corrects it, confirms and reads the report."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils.translation import gettext as _
from django.utils.translation import override
from playwright.sync_api import Page, expect

from delegations.models import DelegationPage
from tests.factories.core import make_site
from tests.factories.delegations import make_delegation_index, make_visit
from tests.factories.partnerships import make_partnership, make_partnership_index

# The live server's tests empty the tables after them: the root of the page tree comes back from a copy.
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

FILES = Path(__file__).parents[1] / "fixtures" / "imports"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def look(page: Page, name: str) -> None:
    """Take pictures for people when SHOTS= names a folder; nothing may be wider than a telephone."""
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        if folder := os.environ.get("SHOTS"):
            page.screenshot(path=Path(folder) / f"import-{name}-{width}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (name, width)
    hidden = "[...document.querySelectorAll('.import__scroll')].filter(box => box.scrollWidth > box.clientWidth).length"
    assert page.evaluate(hidden) == 0, name
    assert not page.locator(".import__table thead").is_visible(), name
    page.set_viewport_size({"width": 1280, "height": 800})


def violations(page: Page) -> list[str]:
    """What axe finds in the part of the page that is ours."""
    found = Axe().run(page, context=".import", options={"runOnly": RULES}).response["violations"]
    return [f"{rule['id']}: {node['target']}" for rule in found for node in rule["nodes"]]


@pytest.fixture
def site() -> None:
    home = make_site()
    index = make_delegation_index(home)
    make_partnership(make_partnership_index(home), title="Люблін")
    make_visit(index, title="Німецькі підприємці", start_date="2016-03-14", countries=["DE"])


@pytest.mark.usefixtures("site")
def test_a_table_with_three_wrong_cells_is_corrected_and_imported(
    live_server: object, signed_in: Page, console_errors: list[str]
) -> None:
    page = signed_in
    with override("uk"):
        upload, confirm = _("Upload and check"), _("Import")
    page.goto(f"{live_server.url}/admin/imports/visits/", wait_until="networkidle")
    look(page, "1-upload")
    assert violations(page) == []

    page.locator("#import-file").set_input_files(FILES / "three_wrong_cells.xlsx")
    page.get_by_role("button", name=upload, exact=True).click()
    page.locator(".import__table .import__error").first.wait_for()
    addresses = [text.strip().partition(":")[0] for text in page.locator("td .import__error").all_inner_texts()]
    assert addresses == ["D2", "B3", "J6"]
    assert page.get_by_role("button", name=confirm, exact=True).count() == 0
    look(page, "2-three-wrong-cells")
    assert violations(page) == []

    page.locator("#import-file").set_input_files(FILES / "visits.xlsx")
    page.get_by_role("button", name=upload, exact=True).click()
    page.locator("#import-every").wait_for()
    assert page.locator(".import__error").count() == 0
    assert page.get_by_role("link", name="Німецькі підприємці").is_visible()
    page.locator("select[name=row-3]").select_option("update")
    look(page, "3-corrected")
    assert violations(page) == []

    page.get_by_role("button", name=confirm, exact=True).click()
    page.locator(".import__table").wait_for()
    page.reload(wait_until="networkidle")
    look(page, "4-report")
    assert violations(page) == []
    assert DelegationPage.objects.count() == 4
    page.get_by_role("link", name="Міський голова обговорив співпрацю").click()
    page.locator("#panel-facts-content, form[data-edit-form]").first.wait_for()
    assert console_errors == []


@pytest.mark.usefixtures("site")
def test_the_bar_of_a_running_import_moves_and_ends_in_the_report(
    live_server: object, signed_in: Page, console_errors: list[str], django_user_model: object
) -> None:
    from django.utils import timezone

    from cms_site.core.imports import progress
    from cms_site.core.models import ImportRun

    page = signed_in
    run = ImportRun.objects.create(
        user=django_user_model.objects.get(), kind="visits", file_name="visits.xlsx", state="confirmed", attempt=1,
        confirmed=timezone.now(), table={"headings": [], "rows": []},
    )  # fmt: skip
    progress.write(run.pk, 1, 1250, 5000)
    page.goto(f"{live_server.url}/admin/imports/run/{run.pk}/", wait_until="networkidle")
    bar = page.locator("#import-progress")
    assert bar.get_attribute("value") == "1250"
    look(page, "5-progress")
    assert violations(page) == []

    progress.write(run.pk, 1, 4000, 5000)
    expect(bar).to_have_js_property("value", 4000)
    page.reload(wait_until="networkidle")
    assert bar.get_attribute("value") == "4000"

    ImportRun.objects.update(state="done")
    page.locator(".import__table").wait_for()
    assert console_errors == []
