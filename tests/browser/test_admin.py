from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from wagtail_localize.models import Translation, TranslationSource

from cms_site.core.models import TranslationJob
from cms_site.core.translation.jobs import following
from tests.factories.core import make_locales, make_park, make_site, make_tree
from tests.factories.translation import require
from tests.factories.workflow import make_group, make_route
from tests.testapp.models import TreePage

# The live server's tests empty the tables after them: the root of the page tree comes back from a copy.
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture
def tree():
    return make_tree(make_park(make_site()))


@pytest.fixture(autouse=True)
def nothing_is_asked_of_another_host(live_server, requested):
    yield
    hosts = {urlsplit(address).netloc for address in requested if address.startswith("http")}
    assert hosts == {urlsplit(live_server.url).netloc}


def test_the_login_page_speaks_ukrainian(live_server, page, console_errors):
    page.goto(f"{live_server.url}/admin/login/", wait_until="networkidle")
    assert page.locator("html").get_attribute("lang") == "uk"
    assert page.get_by_role("button", name="Увійти").is_visible()
    assert console_errors == []


def test_the_page_editor_and_its_preview_work_under_the_content_policy(live_server, signed_in, console_errors, tree):
    signed_in.goto(f"{live_server.url}/admin/pages/{tree.pk}/edit/", wait_until="networkidle")
    signed_in.locator("[data-side-panel-toggle=preview]").click()
    signed_in.frame_locator("[data-w-preview-target=iframe]").first.get_by_text(tree.title).first.wait_for()
    assert console_errors == []


def test_the_translation_editor_and_the_board_work_under_the_policy(live_server, signed_in, console_errors, tree):
    source, _ = TranslationSource.get_or_create_from_instance(tree)
    translation = Translation.objects.create(source=source, target_locale=make_locales()["en"])
    translation.save_target(publish=False)
    target = translation.get_target_instance()
    signed_in.goto(f"{live_server.url}/admin/pages/{target.pk}/edit/", wait_until="networkidle")
    signed_in.get_by_text(tree.title).first.wait_for()

    require(type(tree), "en")
    following.open_jobs(tree.pk)
    job = TranslationJob.objects.get(source=tree.pk)
    for width in (1280, 390):
        signed_in.set_viewport_size({"width": width, "height": 800})
        for address in ("", "jobs/", f"jobs/{job.pk}/"):
            signed_in.goto(f"{live_server.url}/admin/translations/{address}", wait_until="networkidle")
            found = Axe().run(signed_in, context="#main", options={"runOnly": RULES}).response["violations"]
            assert [f"{rule['id']}: {node['target']}" for rule in found for node in rule["nodes"]] == [], address
            assert signed_in.evaluate("document.documentElement.scrollWidth") <= width
            table = signed_in.locator(".board")
            assert table.count() == 0 or table.evaluate("e => e.scrollWidth <= e.parentElement.clientWidth")
            region = signed_in.locator(".board__scroll")
            assert region.count() == 0 or region.evaluate("e => e.scrollWidth <= e.clientWidth"), address
    assert console_errors == []


def test_a_date_stays_as_it_was_typed_and_a_wrong_one_is_named(live_server, signed_in, tree):
    signed_in.goto(f"{live_server.url}/admin/pages/{tree.pk}/edit/", wait_until="networkidle")
    field = signed_in.locator("#id_start_date")
    assert field.input_value() == "01.05.2016"

    for typed in ("25.02.2016", "колись"):
        field.fill(typed)
        field.press("Tab")
        assert field.input_value() == typed
    signed_in.get_by_role("button", name="Зберегти чернетку").first.click()

    signed_in.get_by_text("Введіть коректну дату.").first.wait_for()
    assert signed_in.locator("#id_start_date").input_value() == "колись"


def test_the_calendar_of_a_date_closes_with_escape_and_never_opens_over_what_comes_after_it(
    live_server, signed_in, tree
):
    signed_in.clock.install()
    signed_in.goto(f"{live_server.url}/admin/pages/{tree.pk}/edit/", wait_until="networkidle")
    field, calendar = signed_in.locator("#id_start_date"), signed_in.locator(".xdsoft_datetimepicker:visible")

    field.focus()
    signed_in.clock.run_for(500)
    expect(calendar).to_have_count(1)
    field.press("Escape")
    expect(calendar).to_have_count(0)
    expect(field).to_be_focused()

    field.blur()
    field.focus()
    signed_in.locator("#id_title").focus()
    signed_in.clock.run_for(500)
    expect(calendar).to_have_count(0)


def let_the_form_save_itself(page):
    """What the form does by itself a moment after something was changed in it."""
    with page.expect_request(lambda request: request.headers.get("accept") == "application/json"):
        page.locator("#page-edit-form").dispatch_event("w-unsaved:add")


def test_a_page_saved_while_it_saves_itself_is_created_once(live_server, signed_in, console_errors, tree):
    signed_in.goto(f"{live_server.url}/admin/pages/add/testapp/treepage/{tree.get_parent().pk}/")
    signed_in.locator("#id_start_date").fill("01.05.2016")
    signed_in.locator("#id_species").select_option("oak")
    signed_in.locator("#id_title").fill("Каштан")
    let_the_form_save_itself(signed_in)
    signed_in.get_by_role("button", name="Зберегти чернетку").first.click()
    signed_in.locator(".messages .success").wait_for()

    assert list(TreePage.objects.exclude(pk=tree.pk).values_list("title", flat=True)) == ["Каштан"]
    assert console_errors == []


def test_a_text_submitted_while_it_saves_itself_is_submitted_as_it_was_typed_last(
    live_server, signed_in, console_errors, tree
):
    make_route(make_group("keepers", tree), page=tree)
    tree.save_revision()
    held = []

    def hold(route):
        held.append(route) if route.request.headers["accept"] == "application/json" else route.continue_()

    signed_in.route(f"**/pages/{tree.pk}/edit/", hold)
    signed_in.goto(f"{live_server.url}/admin/pages/{tree.pk}/edit/")
    signed_in.locator("#id_title").fill("Каштан")
    let_the_form_save_itself(signed_in)
    signed_in.locator("#id_title").fill("Каштан біля ратуші")
    signed_in.locator("footer [data-w-dropdown-target=toggle]").click()
    signed_in.locator("footer [name=action-submit]").click()
    held.pop().continue_()
    signed_in.locator(".messages .success").wait_for()

    tree = TreePage.objects.get()
    assert tree.workflow_in_progress
    assert tree.get_latest_revision_as_object().title == "Каштан біля ратуші"
    assert console_errors == held == []
