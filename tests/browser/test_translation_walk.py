"""From a news item in Ukrainian to the reader abroad, and what a correction makes of the translation."""

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from django.utils.translation import override
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect
from wagtail.models import Page

from cms_site.core.changes.models import Weight
from cms_site.core.changes.proposing import Proposal
from cms_site.setup.pages import section_page
from cms_site.setup.profile import PROFILE
from home.models import NewsPage
from tests.browser import test_editorial_walk as newsroom
from tests.browser.test_editorial_walk import Editor, approve
from tests.factories.core import make_term
from tests.factories.home import make_news, make_topic

# The live server's tests empty the tables after them: the root of the page tree comes back from a copy.
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

sit_down = newsroom.sit_down
TITLE, ENGLISH = "Гості з Любліна", "Guests from Lublin"
LEAD = "Делегація з Любліна оглянула школу."
CORRECTED = "Делегація з Любліна оглянула школу та лікарню."
NOTE = "Гості побували й у лікарні."
PARAGRAPH = [{"type": "paragraph", "value": "<p>Зустріч відбулася <b>у школі</b>.</p>"}]


def look(editor: Editor, name: str) -> None:
    """Pictures of a wide and a narrow screen."""
    for width in (1280, 390):
        editor.page.set_viewport_size({"width": width, "height": 800})
        editor.look(f"{name}-{width}")
    editor.page.set_viewport_size({"width": 1280, "height": 800})


@pytest.fixture
def news(sit_down: Callable[[str], Editor]) -> NewsPage:
    """A news item that its author has submitted."""
    sit_down("author")
    author = get_user_model().objects.get(username="author")
    make_term("Люблін", kind="partner_city", en="Lublin", pl="Lublin")
    section = section_page(PROFILE.section("news"), "uk").specific
    page = make_news(section, title=TITLE, lead=LEAD, body=PARAGRAPH, live=False, topic=make_topic("Освіта"))
    page.save_revision(user=author)
    page.get_workflow().start(page, author)
    return page


@pytest.fixture
def reader(open_page: Callable[..., BrowserPage]) -> Editor:
    """Somebody abroad."""
    return Editor(open_page())


def english() -> NewsPage:
    found: NewsPage = NewsPage.objects.get(locale__language_code="en")
    return found


def correct(page: NewsPage) -> None:
    """The author corrects the public item and submits that."""
    author = get_user_model().objects.get(username="author")
    page = NewsPage.objects.get(pk=page.pk)
    page.lead = CORRECTED
    page.proposed_change = Proposal(Weight.CORRECTION, NOTE)
    page.save_revision(user=author)
    page.get_workflow().start(page, author)


def number_on_board(translator: Editor, state: str) -> str:
    """What the board of the translator says about a state of news in English."""
    translator.open("/admin/translations/")
    cell = translator.page.locator(f"a[href*='state={state}']").first
    return cell.inner_text().split()[-1] if cell.count() else "0"


def translate(translator: Editor) -> None:
    """Claim and begin the job, write the passages, read the warning of the term base, submit."""
    page = translator.page
    translator.open("/admin/translations/")
    look(translator, "t1-board")
    translator.click(TITLE, "link", within="#main")
    translator.click(_("Begin the translation"))
    passages = page.locator("[data-passage]")
    passages.first.wait_for()
    look(translator, "t2-workbench")
    texts = {TITLE: "Guests from Liublin", LEAD: "A delegation from Lublin saw a school.", "Зустріч": None}
    for start, text in texts.items():
        passage = passages.filter(has=page.locator(".passage__text", has_text=start)).first
        field = passage.locator("textarea")
        field.fill(text or "The meeting was held <b>in the school</b>.")
        field.blur()
        expect(passage).to_have_class("passage passage--done")
    title = passages.first
    expect(title.locator(".passage__problem")).to_contain_text("Lublin")
    look(translator, "t3-term")
    title.locator("textarea").fill(ENGLISH)
    title.locator("textarea").blur()
    expect(title.locator(".passage__problem")).to_have_count(0)
    expect(passages.last.locator("textarea")).to_have_value("guests-from-lublin")
    translator.open(f"/admin/translations/pages/{english().pk}/preview/")
    page.frame_locator("iframe").last.get_by_text(ENGLISH).first.wait_for()
    look(translator, "t4-preview")
    translator.open(f"/admin/pages/{english().pk}/edit/")
    page.locator("[data-workbench-leave] button").first.click()
    page.locator(".messages .success").wait_for()
    look(translator, "t5-submitted")


def approve_translation(reviewer: Editor, picture: str) -> None:
    """The reviewer reads it on the workbench and approves."""
    reviewer.open(f"/admin/pages/{english().pk}/edit/")
    look(reviewer, picture)
    reviewer.click(_("Approve…"), "link")
    reviewer.click(_("Approve and publish"))
    reviewer.page.locator(".messages .success").wait_for()


def read_in_english(reader: Editor, address: str) -> None:
    """From the Ukrainian item to the English one by the switcher."""
    reader.open(address)
    reader.page.locator("a[hreflang=en]").first.click()
    reader.page.locator("h1", has_text=ENGLISH).wait_for()


def follow(translator: Editor) -> None:
    """See what changed in the source, and say it in English."""
    page = translator.page
    translator.open(f"/admin/pages/{english().pk}/edit/")
    changed = page.locator(".passage--changed")
    expect(changed).to_have_count(1)
    expect(changed.locator("ins")).to_contain_text("та лікарню")
    expect(changed.locator("textarea")).to_have_value("A delegation from Lublin saw a school.")
    look(translator, "t8-changed")
    number = changed.get_attribute("data-passage")
    changed.locator("textarea").fill("A delegation from Lublin saw a school and a hospital.")
    page.locator(f"#text-{number}").blur()
    expect(page.locator(f"#passage-{number}")).to_have_class("passage passage--done")
    page.locator("[data-workbench-leave] button").first.click()
    page.locator(".messages .success").wait_for()


def find_nothing_to_submit(translator: Editor) -> None:
    """What is approved is submitted again only once it reads otherwise, also while the page is open."""
    page = translator.page
    translator.open(f"/admin/pages/{english().pk}/edit/")
    button, reason = page.locator("[data-workbench-submit]"), page.locator("[data-workbench-settled]")
    title = page.locator("[data-passage]").first
    expect(button).to_be_disabled()
    expect(reason).to_be_visible()
    look(translator, "t10-settled")
    title.locator("textarea").fill(f"{ENGLISH} again")
    expect(button).to_be_enabled()
    title.locator("textarea").blur()
    expect(title.locator(".passage__saved")).to_have_text(_("Saved"))
    expect(button).to_be_enabled()
    expect(reason).to_be_hidden()
    title.locator("textarea").fill(ENGLISH)
    title.locator("textarea").blur()
    expect(button).to_be_disabled()


def test_a_news_item_goes_abroad_and_follows_its_source(
    sit_down: Callable[[str], Editor], news: NewsPage, reader: Editor
) -> None:
    chief, translator, reviewer = sit_down("chief_editor"), sit_down("translator_en"), sit_down("reviewer_en")
    with override("uk"):
        chief.log_in("chief_editor")
        approve(chief, TITLE, "t0-approve")
        assert Page.objects.get(pk=news.pk).translation_jobs.count() == 2
        translator.log_in("translator_en")
        assert number_on_board(translator, "missing") == "1"
        translate(translator)
        assert not english().live
        assert number_on_board(translator, "in_review") == "1"

        reviewer.log_in("reviewer_en")
        approve_translation(reviewer, "t6-review")
        read_in_english(reader, NewsPage.objects.get(pk=news.pk).url)

        correct(news)
        approve(chief, TITLE, "t7-approve-correction")
        reader.open(english().url)
        notice = reader.page.locator("main").inner_text()
        assert "saw a school." in notice
        reader.look("t7-notice")
        assert "corrected" in notice
        translator.open("/admin/translations/")
        outdated = translator.page.locator("a[href*='state=outdated']").first
        assert outdated.inner_text().split()[-1] == "1"
        translator.open(outdated.get_attribute("href") or "")
        row = translator.page.get_by_role("region").locator("tbody tr", has_text=TITLE)
        assert "7" in row.inner_text().split()
        follow(translator)
        approve_translation(reviewer, "t9-review-of-the-change")
        reader.open(english().url)
        assert "and a hospital" in reader.page.locator("main").inner_text()
        assert "corrected" not in reader.page.locator("main").inner_text()
        find_nothing_to_submit(translator)
