"""A day of the newsroom with four logins, from a news item that is written to one that comes back from the bin."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils.translation import gettext as _
from django.utils.translation import override
from playwright.sync_api import Page

from cms_site.setup.profile import PROFILE
from home.models import NewsPage
from tests.browser.test_visit_walk import Hands
from tests.factories.core import speaking
from tests.factories.home import make_topic

# The live server's tests empty the tables after them: the root of the page tree comes back from a copy.
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

TITLE = "Відкрито навчальний клас"
URGENT = "На Соборній немає води"
COMMENT = "Додайте, скільки в класі місць."
NOTE = "У класі 24 місця, а не 20."
WITHDRAWN = "Відкриття перенесено на осінь."


class Editor(Hands):
    """Somebody of the newsroom, who logs in as people do."""

    def log_in(self, name: str) -> None:
        self.page.goto("/admin/login/", wait_until="networkidle")
        self.answer("username", name)
        self.answer("password", "x")
        self.click(_("Sign in"))
        self.page.locator("#main").wait_for()

    def open(self, address: str) -> None:
        self.page.goto(address, wait_until="networkidle")

    def edit(self, title: str) -> None:
        self.open(f"/admin/pages/{item(title).pk}/edit/")
        self.page.locator("#id_title").wait_for()

    def paragraph(self, text: str) -> None:
        """Add a paragraph to the story and write it."""
        self.page.locator(".c-sf-add-button").first.click()
        self.page.get_by_role("option", name=_("Paragraph")).first.click()
        self.clicks += 2
        words = self.page.locator("[contenteditable=true]").first
        words.click()
        words.press_sequentially(text)
        self.answers += 1

    def save(self) -> None:
        """Save a draft."""
        self.page.locator("footer [data-w-dropdown-target=toggle]").click()
        self.page.locator("footer button:visible", has_text=_("Save draft")).first.click()
        self.page.locator(".messages .success").wait_for()

    def press(self, name: str) -> None:
        """Press a button below the form, in sight or in its menu."""
        self.clicks += 1
        button = self.page.locator(f"footer button[name={name}]").first
        if not button.is_visible():
            self.clicks += 1
            self.page.locator("footer [data-w-dropdown-target=toggle]").click()
        button.click()
        self.page.locator(".messages .success").wait_for()


def item(title: str) -> NewsPage:
    found: NewsPage = NewsPage.objects.get(title=title)
    return found


@pytest.fixture
def sit_down(open_page: Callable[..., Page]) -> Callable[[str], Editor]:
    """Returns somebody of a role, who has not logged in yet."""
    with override("uk"):
        call_command("setup_site", stdout=StringIO())
    make_topic("Освіта")

    def sit(role: str) -> Editor:
        user = get_user_model().objects.create_user(role, f"{role}@example.org", "x")
        user.groups.add(Group.objects.get(name=PROFILE.role(role).name))
        speaking(user, "uk")
        return Editor(open_page(locale="uk-UA"))

    return sit


def write_and_submit(author: Editor) -> None:
    """From the login to a news item that waits for the chief editor."""
    author.log_in("author")
    author.click(_("Press service"))
    author.click(_("News"), "link")
    author.click("Додати: новина", "link")
    author.page.locator("#id_title").wait_for()
    author.answer("title", TITLE)
    author.page.locator("#id_topic").select_option(label="Освіта")
    author.answers += 1
    author.answer("lead", "Клас має 20 місць.")
    author.paragraph("Навчатися можуть усі охочі.")
    author.look("e1-written")
    author.press("action-submit")
    assert "Навчатися можуть усі охочі." in str(item(TITLE).get_latest_revision_as_object().body)


def send_back(chief: Editor) -> None:
    chief.log_in("chief_editor")
    chief.look("e2-home-of-the-chief")
    chief.click(TITLE, "link", within="#main")
    page = chief.page
    page.locator("#id_title").wait_for()
    reject = page.locator("footer [data-workflow-action-name=reject]").first
    if not reject.is_visible():
        page.locator("footer [data-w-dropdown-target=toggle]").click()
    reject.click()
    comment = page.get_by_role("dialog").locator("textarea")
    comment.fill(COMMENT)
    chief.look("e3-returned")
    page.get_by_role("dialog").locator("[type=submit]").click()
    page.locator(".messages .success").wait_for()


def mend(author: Editor) -> None:
    author.open("/admin/")
    author.look("e4-home-of-the-author")
    author.edit(TITLE)
    author.look("e5-comment")
    assert COMMENT in author.page.locator("body").inner_text()
    author.answer("lead", "Клас має 20 місць для дітей і дорослих.")
    author.press("action-submit")


def approve(chief: Editor, title: str, picture: str) -> None:
    """What the chief editor has read is what becomes public."""
    chief.edit(title)
    chief.page.locator("footer a[href*='read=']", has_text=_("Approve")).click()
    chief.page.locator("textarea").first.wait_for()
    chief.look(picture)
    chief.click(_("Approve and publish"))
    chief.page.locator(".messages .success").wait_for()


def publish_urgently(duty: Editor) -> None:
    duty.log_in("duty_editor")
    duty.open(f"/admin/pages/add/home/newspage/{item(TITLE).get_parent().pk}/")
    duty.answer("title", URGENT)
    duty.page.locator("#id_topic").select_option(label="Освіта")
    duty.answer("lead", "Аварія водогону.")
    duty.save()
    page = duty.page
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.locator("footer a[href*='approval/urgent']").click()
    page.locator("#id_reason").fill("Аварія водогону, води немає з другої ночі.")
    duty.look("e7-urgent")
    page.locator("main form button[type=submit]").click()
    page.locator(".messages .success").wait_for()


def confirm(chief: Editor) -> None:
    page = chief.page
    chief.open("/admin/")
    chief.look("e8-unconfirmed")
    page.locator("#main a[href*='approval/confirm']").first.click()
    page.locator("main form button[type=submit]").click()
    page.locator(".messages .success").wait_for()


def propose_correction(author: Editor) -> None:
    author.edit(TITLE)
    page = author.page
    page.get_by_role("tab", name=_("Publishing")).click()
    page.locator("input[name=change_weight][value=correction]").check()
    author.answer("change_note", NOTE)
    author.look("e9-correction")
    page.get_by_role("tab", name=_("Story")).click()
    author.answer("lead", "Клас має 24 місця для дітей і дорослих.")
    author.press("action-submit")


def withdraw(chief: Editor) -> None:
    page = chief.page
    chief.open(f"/admin/pages/{item(TITLE).pk}/unpublish/")
    page.locator("input[name=kind][value=withdrawn]").check()
    chief.answer("reason", "Підрядник не встиг.")
    chief.answer("note_uk", WITHDRAWN)
    chief.look("e11-withdraw")
    page.locator("main form button[type=submit]").first.click()
    page.locator(".messages .success").wait_for()


def delete_and_restore(administrator: Editor) -> None:
    page = administrator.page
    administrator.log_in("administrator")
    administrator.open(f"/admin/pages/{item(TITLE).pk}/delete/")
    administrator.look("e13-delete")
    page.locator("main form button[type=submit], main form input[type=submit]").first.click()
    page.locator(".messages .success").wait_for()
    assert not NewsPage.objects.filter(title=TITLE).exists()
    page.locator(".messages .success a").first.click()
    administrator.look("e14-restore")
    page.locator("main form[method=post] button[type=submit]").first.click()
    page.locator(".messages .success").wait_for()


def read_story(administrator: Editor) -> list[str]:
    """The acts in the story of the item, the oldest first."""
    administrator.open(f"/admin/story/{item(TITLE).pk}/")
    administrator.look("e15-story")
    administrator.page.set_viewport_size({"width": 390, "height": 800})
    administrator.look("e16-story-on-a-phone")
    return administrator.page.locator(".story__line > p:first-child").all_inner_texts()[::-1]


def test_a_day_of_the_newsroom(sit_down: Callable[[str], Editor], open_page: Callable[..., Page]) -> None:
    author, chief = sit_down("author"), sit_down("chief_editor")
    duty, administrator = sit_down("duty_editor"), sit_down("administrator")
    reader = Editor(open_page(locale="uk-UA"))
    with override("uk"):
        write_and_submit(author)
        # name and password, title, topic, lead and a paragraph; seven clicks from the login to "submitted"
        assert (author.answers, author.clicks) == (6, 7)
        send_back(chief)
        mend(author)
        approve(chief, TITLE, "e6-approve")
        assert item(TITLE).live
        assert item(TITLE).lead == "Клас має 20 місць для дітей і дорослих."

        publish_urgently(duty)
        reader.open(item(URGENT).url)
        confirm(chief)

        propose_correction(author)
        approve(chief, TITLE, "e10-approve-correction")
        reader.open(item(TITLE).url)
        assert NOTE in reader.page.locator("#corrections").inner_text()

        withdraw(chief)
        reader.open(item(TITLE).url)
        assert WITHDRAWN in reader.page.locator(".notice--withdrawn").inner_text()
        reader.look("e12-withdrawn")

        delete_and_restore(administrator)
        assert item(TITLE).live
        told = " ".join(read_story(administrator))
    acts = ["Подано на затвердження", "Повернуто на доопрацювання", "Подано знову", "Затверджено", "Опубліковано"]
    acts += ["Відкликано", "Переміщено до кошика", "Відновлено з кошика"]
    assert [act for act in acts if act not in told] == []
