"""A news item is quickly written, keeps its embargo and says what was corrected."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone, translation
from wagtail.models import Page

from cms_site.core.catalog.models import Entry
from home.models import NewsIndexPage, NewsPage
from tests.factories.core import translate
from tests.factories.home import make_home, make_image, make_news, make_news_index, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def index() -> NewsIndexPage:
    return make_news_index(make_home())


def listed() -> list[str]:
    return list(Entry.objects.of_type("home.NewsPage").values_list("title", flat=True))


@time_machine.travel("2016-05-15 22:30 +00:00", tick=False)
def test_the_date_is_today_in_kyiv_unless_the_editor_says_otherwise() -> None:
    assert NewsPage().start_date == date(2016, 5, 16)
    assert NewsPage().kind == "news"


def test_a_draft_needs_no_topic_but_a_public_item_does(index: NewsIndexPage) -> None:
    make_news(index, title="Чернетка", topic=None, live=False)

    with pytest.raises(ValidationError) as refused:
        make_news(index, title="Новина", topic=None)

    assert list(refused.value.message_dict) == ["topic"]


def test_an_item_under_embargo_is_published_by_the_schedule_and_not_before(index: NewsIndexPage) -> None:
    embargo = timezone.now() + timedelta(hours=2)
    page = make_news(index, title="Секрет", embargo_until=embargo)
    assert (page.live, page.go_live_at) == (False, embargo)

    page.save_revision().publish()
    call_command("publish_scheduled")
    assert (listed(), Page.objects.get(pk=page.pk).live) == ([], False)

    with time_machine.travel(embargo + timedelta(minutes=1)):
        call_command("publish_scheduled")
        assert listed() == ["Секрет"]


def test_a_later_schedule_is_left_and_an_earlier_one_is_moved_to_the_end_of_the_embargo(index: NewsIndexPage) -> None:
    embargo = timezone.now() + timedelta(hours=2)
    later, earlier = embargo + timedelta(hours=1), embargo - timedelta(hours=1)

    assert make_news(index, title="А", embargo_until=embargo, go_live_at=later).go_live_at == later
    assert make_news(index, title="Б", embargo_until=embargo, go_live_at=earlier).go_live_at == embargo


def test_a_public_item_cannot_come_under_an_embargo(index: NewsIndexPage) -> None:
    page = make_news(index)
    page.embargo_until = timezone.now() + timedelta(hours=2)

    with pytest.raises(ValidationError) as refused:
        page.save_revision()

    assert list(refused.value.message_dict) == ["embargo_until"]


def test_an_embargo_that_was_set_in_a_draft_alone_cannot_be_passed_by(index: NewsIndexPage) -> None:
    page = make_news(index, live=False)
    page.embargo_until = timezone.now() + timedelta(hours=2)
    revision = page.save_revision(clean=False)

    with pytest.raises(ValidationError):
        revision.publish()

    assert listed() == []


def test_a_past_embargo_holds_nothing_back(index: NewsIndexPage) -> None:
    make_news(index, embargo_until=timezone.now() - timedelta(minutes=1))

    assert listed() == ["Відкрито клас"]


def test_a_topic_is_called_in_the_reader_s_language(index: NewsIndexPage) -> None:
    topic = make_topic("Освіта", en="Education")

    with translation.override("en"):
        assert str(topic) == "Education"
    with translation.override("pl"):
        assert str(topic) == "Освіта"


def test_facts_follow_to_the_translation_and_its_texts_stay(index: NewsIndexPage) -> None:
    page = make_news(index, kind="video", video_url="https://example.org/v", video_title="Відео")
    page.gallery.add(_row(page, "gallery", image=make_image(), caption="Площа"))
    page.save_revision().publish()
    english = translate(NewsPage.objects.get(pk=page.pk), "en", title="A class opens", video_title="Video")
    row = english.gallery.get()
    row.caption = "The square"
    row.save()
    english.save_revision().publish()

    page = NewsPage.objects.get(pk=page.pk)
    page.kind = "announcement"
    page.related_pages.add(_row(page, "related_pages", related=Page.objects.get(pk=index.pk)))
    page.save_revision().publish()

    english = NewsPage.objects.get(pk=english.pk)
    assert (english.kind, english.title, english.video_title) == ("announcement", "A class opens", "Video")
    assert english.gallery.get().caption == "The square"
    assert english.related_pages.get().related_id == index.pk


def _row(page: NewsPage, relation: str, **fields: Any) -> Any:
    return getattr(page, relation).model(locale=page.locale, **fields)
