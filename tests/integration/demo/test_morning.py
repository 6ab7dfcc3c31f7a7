"""What the translator into English finds on the first morning of the demo."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cms_site.core.models import TranslationJob
from cms_site.core.translation.jobs.models import State
from cms_site.demo.pages import key_of
from cms_site.users.models import User
from home.models import NewsPage
from tests.factories.core import speaking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo"), pytest.mark.xdist_group("demo")]


@pytest.fixture
def translator() -> Client:
    client = Client()
    client.force_login(speaking(User.objects.get(username="demo-translator-en"), "en"))
    return client


def job(key: str) -> TranslationJob:
    return TranslationJob.objects.get(source__translation_key=key_of(f"news:{key}"), locale__language_code="en")


def english(key: str) -> NewsPage:
    return NewsPage.objects.get(translation_key=key_of(f"news:{key}"), locale__language_code="en")


def edit(client: Client, page: Any) -> str:
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def test_the_home_page_shows_what_is_returned_and_what_is_free(translator: Client) -> None:
    html = translator.get(reverse("wagtailadmin_home")).content.decode()

    for title in ("Рік гуманітарної допомоги", "Сім книжок за рік", "П’ятнадцять випусків", "Відкрито зварювальний"):
        assert title in html
    assert job("year-of-aid").assignee.username == "demo-translator-en"


def test_two_news_wait_for_a_translator() -> None:
    for key in ("books-of-the-year", "herald-of-the-year"):
        assert (job(key).state, job(key).assignee) == (State.MISSING, None)
        assert job(key).words > 10


def test_one_translation_is_outdated_by_a_correction_that_the_workbench_shows(translator: Client) -> None:
    assert job("E29").state == State.OUTDATED

    html = edit(translator, english("E29"))

    assert "The source has changed:" in html
    assert "<ins>" in html
    assert "<del>" in html
    assert "Polish is taught at vocational school no. 11" in html


def test_one_translation_is_returned_with_a_comment_that_can_be_followed(translator: Client) -> None:
    assert job("year-of-aid").state == State.IN_WORK
    page = english("year-of-aid")

    html = edit(translator, page)

    assert "в оригіналі 200 т" in html
    assert "In the source and not here: 200. Here and not in the source: 20." in html
    assert not page.live
    answer = translator.post(reverse("translation_board:submit", args=[page.pk]), follow=True).content.decode()
    assert "is submitted for approval" in answer


def test_readers_of_english_see_nothing_of_it_but_the_notice_of_the_correction() -> None:
    listing = Client().get("/en/corrections/").content.decode()

    assert english("E29").title in listing
    assert "шкільний предмет" not in listing
    assert "convoys, ten containers" not in Client().get("/en/news/").content.decode()
