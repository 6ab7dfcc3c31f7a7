"""A news item with tags can be translated: its tags belong to its own language."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment
from wagtail_localize.operations import translate_object

from home.models import NewsPage
from tests.factories.core import translate
from tests.factories.home import make_home, make_news, make_news_index
from tests.factories.rules import make_rule
from tests.factories.workflow import make_group, make_member, make_route, under_four_eyes

pytestmark = pytest.mark.django_db


@pytest.fixture
def source() -> NewsPage:
    home = make_home()
    index = make_news_index(home)
    page = make_news(index, title="Ярмарок на площі", lead="Три дні")
    page.tags.add("ярмарок", "Celle 2016")
    page.save_revision().publish()
    translate(index, "en", title="News")
    return NewsPage.objects.get(pk=page.pk)


def tags_of(page: Any) -> set[str]:
    return {tag.name for tag in page.tags.all()}


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_what_is_tagged_in_ukrainian_is_translated_on_the_workbench_and_approved(source: NewsPage) -> None:
    translate_object(source, [Locale.objects.get(language_code="en")])
    page = NewsPage.objects.get(translation_key=source.translation_key, locale__language_code="en")
    under_four_eyes(NewsPage)
    home = Page.objects.get(depth=2, locale__language_code="en")
    translators, reviewers = make_group("Translators", home, "change"), make_group("Reviewers", home, "change")
    make_route(reviewers, page=home)
    oksana, olena = make_member(translators, "oksana"), make_member(reviewers, "olena")
    client = signed_in(oksana)
    for segment in StringSegment.objects.filter(source__object_id=source.translation_key).select_related("context"):
        text = {"title": "Fair on the square", "lead": "Three days"}.get(segment.context.path)
        if text:
            address = reverse("translation_workbench:save_passage", args=[page.pk, segment.pk])
            client.post(address, {"text": text, "seen": ""})

    client.post(reverse("translation_board:submit", args=[page.pk]))
    # she reads it before she approves
    signed_in(olena).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    NewsPage.objects.get(pk=page.pk).current_workflow_task_state.approve(user=olena)

    page = NewsPage.objects.get(pk=page.pk)
    assert (page.title, page.live) == ("Fair on the square", True)
    assert tags_of(page) == set()
    assert tags_of(source) == {"ярмарок", "Celle 2016"}
    assert Client().get(page.url).status_code == 200


def test_the_tags_that_a_translation_was_given_stay_when_its_source_is_published_again(source: NewsPage) -> None:
    page = translate(source, "en", title="Fair on the square", lead="Three days")
    page.tags.add("fair")
    page.save_revision().publish()

    source.tags.add("площа")
    source.save_revision().publish()

    assert tags_of(NewsPage.objects.get(pk=page.pk)) == {"fair"}


def test_a_rule_adds_no_tag_that_readers_of_a_translation_cannot_read(
    source: NewsPage, django_capture_on_commit_callbacks: Any
) -> None:
    make_rule("published", ("tag", {"tag": "новини"}))
    with django_capture_on_commit_callbacks(execute=True):
        page = translate(source, "en", title="Fair on the square", lead="Three days")

    page = NewsPage.objects.get(pk=page.pk)
    assert tags_of(page) == set()
    assert Client().get(page.url).status_code == 200
