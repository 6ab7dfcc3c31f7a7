"""News and a visit go out together: put into a bundle, approved, read by a press officer abroad, released."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core import mail
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect
from wagtail.models import Page

from cms_site.core.bundles.models import Bundle
from cms_site.setup.pages import section_page
from cms_site.setup.profile import PROFILE
from tests.browser.test_visit_walk import Hands
from tests.browser.test_visit_walk import sit_down as walk_sit_down
from tests.browser.test_visit_walk import site as walk_site
from tests.factories.delegations import make_visit
from tests.factories.home import make_news

# The live server's tests empty the tables after them: the root of the page tree comes back from a copy.
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

site, sit_down = walk_site, walk_sit_down
NEWS, VISIT = "Гості з Любліна вже в дорозі", "Візит делегації з Любліна"


def look(hands: Hands, name: str) -> None:
    """Pictures of a wide and a narrow screen."""
    for width in (1280, 390):
        hands.page.set_viewport_size({"width": width, "height": 800})
        hands.look(f"bundle-{name}-{width}")
    hands.page.set_viewport_size({"width": 1280, "height": 800})


def draft(make: Callable[..., Any], section: str, title: str, user: str) -> Page:
    parent = section_page(PROFILE.section(section), "uk").specific
    page = make(parent, title=title, live=False, has_unpublished_changes=True)
    page.save_revision(user=get_user_model().objects.get(username=user))
    return page


def put_together(officer: Hands, author: Hands, visit: Page, news: Page) -> Bundle:
    """The officer names a bundle and puts the visit in; the author chooses it for the news."""
    officer.page.goto(reverse("core_bundle_add", args=[visit.pk]), wait_until="networkidle")
    officer.answer("name", "Делегація з Любліна")
    look(officer, "1-add")
    officer.click(_("Add"), within="#main")
    officer.page.locator(".messages .success").wait_for()
    bundle = Bundle.objects.get()
    author.page.goto(reverse("core_bundle_choose", args=[bundle.pk]), wait_until="networkidle")
    author.page.get_by_label(NEWS).check()
    look(author, "2-choose")
    author.click(_("Add what is ticked"))
    author.page.locator(".messages .success").wait_for()
    look(author, "3-waiting")
    return bundle


def approve(chief: Hands, bundle: Bundle) -> None:
    """The chief reads and approves each text; nothing is public by that."""
    for _number in range(2):
        chief.page.goto(reverse("core_bundle", args=[bundle.pk]), wait_until="networkidle")
        chief.page.locator("a", has_text=_("Approve the text")).first.click()
        chief.click(_("I have read it and approve it"))
        chief.page.locator(".messages .success").wait_for()
    expect(chief.page.get_by_text(_("Ready"), exact=True)).to_have_count(2)
    look(chief, "4-ready")


def show(chief: Hands) -> str:
    """The chief sends a link; returns the address in the mail."""
    chief.click(_("Show to a reader…"), "link")
    chief.answer("name", "Марія Ковальська")
    chief.answer("email", "maria@example.org")
    chief.answer("language", "pl")
    look(chief, "5-show")
    chief.click(_("Send the link"))
    chief.page.locator(".messages .success").wait_for()
    for _try in range(100):
        if mail.outbox:
            break
        chief.page.wait_for_timeout(100)
    found = re.search(r"http://[^/\s]+(/\S*preview/\S+)", mail.outbox[0].body)
    assert found
    return found[1]


def test_two_pages_are_previewed_and_become_public_together(
    sit_down: Callable[[str], Hands], open_page: Callable[..., BrowserPage]
) -> None:
    officer, author, chief = sit_down("foreign_relations_officer"), sit_down("author"), sit_down("chief_editor")
    head = Group.objects.get(name=PROFILE.role("head_of_foreign_relations").name)
    get_user_model().objects.get(username="chief_editor").groups.add(head)
    visit = draft(make_visit, "delegations", VISIT, "foreign_relations_officer")
    news = draft(make_news, "news", NEWS, "author")
    reader = Hands(open_page())
    with override("uk"):
        bundle = put_together(officer, author, visit, news)
        approve(chief, bundle)
        address = show(chief)
        reader.page.goto(address)
        look(reader, "6-preview")
        reader.click(NEWS, "link", within="main")
        expect(reader.page.locator("h1")).to_have_text(NEWS)
        look(reader, "7-preview-page")
        assert reader.page.goto(news.url).status == 404

        chief.click(_("Release now"), "link")
        look(chief, "8-release")
        chief.click(_("Release now"))
        chief.page.locator(".messages .success").wait_for()
        look(chief, "9-released")
    for page in (news, visit):
        assert reader.page.goto(page.url).status == 200
