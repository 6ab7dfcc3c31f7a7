"""What axe-core finds on public pages, on a wide and a narrow screen, in the light and the dark scheme: nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import Page, expect
from wagtail.models import Page as WagtailPage

from tests.factories.bundles import make_bundle, shown_to_reader
from tests.factories.core import make_park, make_site, make_tree, translate
from tests.factories.home import make_image
from tests.factories.publications import make_book, make_book_index
from tests.factories.workflow import asked_about

# The live server's tests empty the tables after them: the root of the page tree comes back from a copy.
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCREENS = [(width, scheme) for width in (1280, 390) for scheme in ("light", "dark")]
STORY = [
    ("heading", "Про дерево"),
    ("paragraph", "<p>Росте <a href='https://example.org/'>біля мосту</a>.</p><h3>Далі</h3><ul><li>Дупло</li></ul>"),
    ("quote", {"quote": "Старший за місто.", "speaker": "Садівник", "post": "міський парк"}),
    ("video", {"title": "Дуб навесні", "url": "https://example.org/oak", "transcript": "Шумить листя."}),
]


def to_be_judged(width: int, scheme: str) -> dict[str, Any]:
    """How a page is opened for axe, a script of ours, which the policy of the site would refuse."""
    size = {"width": width, "height": 800}
    return {"viewport": size, "color_scheme": scheme, "bypass_csp": True, "reduced_motion": "reduce"}


def violations(page: Page) -> list[str]:
    """What axe finds on the open page: rule and place."""
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [f"{rule['id']}: {node['target']}" for rule in found for node in rule["nodes"]]


@pytest.fixture
def site() -> WagtailPage:
    """Two sections, a list of several pages, a page with every kind of text, one page in English."""
    home = make_site()
    park = make_park(home, title="Міський парк", show_in_menus=True, lead="Дерева, які посадило місто.")
    tree = make_tree(park, title="Старий дуб", slug="oak", origin=["PL"], body=STORY, date_precision="month")
    for number in range(24):
        make_tree(park, title=f"Липа {number}", species="lime", lead="Молоде дерево.")
    for page, title in ((home, "City"), (park, "City park"), (tree, "Old oak")):
        translate(page, "en", title=title)
    return home


@pytest.fixture
def signed(site: WagtailPage) -> list[str]:
    """What people without an account are shown: a bundle and a page of it, a page they are asked about."""
    editor = get_user_model().objects.create_superuser("editor", "editor@example.org")
    draft = make_tree(site.get_children().first().specific, title="Молодий дуб", slug="young", body=STORY, live=False)
    draft.save_revision(user=editor)
    bundle = make_bundle(draft, by=editor)
    with transaction.atomic():  # once a mail is sent its link is forgotten
        token = shown_to_reader(bundle, by=editor)
        _asked, word = asked_about(draft, editor)
    return [
        reverse("bundle_preview", args=[token]),
        reverse("bundle_preview_page", args=[token, draft.pk]),
        reverse("sign_off", args=[word]),
    ]


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_axe_finds_nothing(open_page: Callable[..., Page], signed: list[str], width: int, scheme: str) -> None:
    page = open_page(**to_be_judged(width, scheme))
    addresses = ["/", "/park/", "/park/?species=oak&year=2016", "/park/?year=1999", "/park/oak/", "/en/park/", "/pl/a/"]
    addresses += signed
    found = {}
    for address in addresses:
        assert page.goto(address).ok == (address != "/pl/a/"), address
        for details in page.locator("summary:visible").all():
            details.click()
        found[address] = violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address

    assert not any(found.values()), found


@pytest.mark.usefixtures("site")
def test_the_keyboard_goes_past_the_header_first(live_server: object, page: Page) -> None:
    page.goto(f"{live_server.url}/park/")
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("class") == "skip-link"
    page.keyboard.press("Enter")
    assert page.locator(":focus").get_attribute("id") == "main"


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("width", [1280, 390])
def test_the_menu_and_the_filters_work_without_script(open_page: Callable[..., Page], width: int) -> None:
    page = open_page(viewport={"width": width, "height": 800}, java_script_enabled=False)
    page.goto("/park/")
    for part in (".menu", ".filters"):
        if page.locator(f"{part} > summary").is_visible():
            assert not page.locator(f"{part} a").first.is_visible()
            page.locator(f"{part} > summary").click()
        assert page.locator(f"{part} a").first.is_visible()
    page.locator(".facet__option", has_text="Oak").click()
    page.wait_for_url("**/park/?species=oak")
    expect(page.locator(".card")).to_have_count(1)


@pytest.mark.usefixtures("site")
def test_everything_that_a_finger_hits_is_large_enough(live_server: object, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{live_server.url}/park/?species=lime")
    for details in page.locator("summary:visible").all():
        details.click()

    small = [
        (link.inner_text(), link.bounding_box()["height"])
        for link in page.locator("a:visible, button:visible, summary:visible, input:visible").all()
        if not link.evaluate("e => e.matches('.skip-link, .card__link')") and link.bounding_box()["height"] < 44
    ]

    assert small == []


def test_several_cards_go_on_one_sheet_of_paper(open_page: Callable[..., Page], site: WagtailPage) -> None:
    section = make_book_index(site.specific)
    for number in range(3):
        make_book(section, title=f"Книга {number}", image=make_image())
    page = open_page(viewport={"width": 650, "height": 900})
    page.emulate_media(media="print")
    page.goto(section.url)

    assert page.locator(".cards .card__picture img").count() == 3
    assert max(card.bounding_box()["height"] for card in page.locator(".cards .card").all()) < 300
