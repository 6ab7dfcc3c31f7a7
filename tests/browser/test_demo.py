"""axe over the sample site: every kind of public page, in Ukrainian and English, wide and light, narrow and dark."""

from collections.abc import Callable, Iterator
from io import StringIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from playwright.sync_api import Page

from cms_site.core.catalog.models import Entry
from cms_site.core.page_types import label_of, page_types
from tests.browser.test_accessibility import RULES, to_be_judged
from tests.integration.demo.conftest import load_demo

# The live server's tests empty the tables after them: the root of the page tree comes back from a copy.
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

# What is no page of its own: below the home page, and below the section of visits.
OF_THE_SITE = ("search/?q=Люблін", "search/?q=qqqq", "alerts/", "no-such-page/")
OF_VISITS = (
    "?year=2016&direction=incoming",
    "?year=1999",
    "2016/",
    "country/PL/",
    "statistics/2016/",
    "open-data/",
)


@pytest.fixture
def demo() -> None:
    call_command("setup_site", stdout=StringIO())
    load_demo()


def addresses() -> Iterator[str]:
    """Two pages of every type in Ukrainian, one in English where there is one, and what is no page of its own."""
    for model in page_types():
        of_type = Entry.objects.of_type(label_of(model)).order_by("page_id")
        for language, number in (("uk", 2), ("en", 1)):
            yield from of_type.in_language(language).values_list("url", flat=True)[:number]
    yield from (home + special for home in ("/", "/en/") for special in OF_THE_SITE)
    visits = Entry.objects.of_type("delegations.DelegationIndexPage").filter(locale__language_code__in=["uk", "en"])
    yield from (section.url + special for section in visits for special in OF_VISITS)


def problems(page: Page, urls: list[str]) -> dict[str, list[str]]:
    """What axe finds at each of the addresses, and where something is wider than the screen."""
    found = {}
    for url in urls:
        response = page.goto(url)
        assert response.status == (404 if url.endswith("no-such-page/") else 200), url
        for details in page.locator("summary:visible").all():
            details.click()
        rules = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response["violations"]
        found[url] = [f"{rule['id']}: {node['target']}" for rule in rules for node in rule["nodes"]]
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found[url].append("wider than the screen")
    return {url: errors for url, errors in found.items() if errors}


@pytest.mark.usefixtures("demo")
def test_axe_finds_nothing_on_any_kind_of_page_of_the_sample_site(open_page: Callable[..., Page]) -> None:
    urls = list(addresses())
    assert len(urls) > 60

    assert problems(open_page(**to_be_judged(1280, "light")), urls) == {}
    assert problems(open_page(**to_be_judged(390, "dark")), urls[::4]) == {}
