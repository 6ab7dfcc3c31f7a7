"""A news item with tags can be translated: its tags belong to its own language."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment
from wagtail_localize.operations import translate_object

from cms_site.core.models import ReplacedText
from cms_site.core.translation.memory import digest
from home.models import NewsPage
from tests.factories.core import make_term, translate
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


@pytest.fixture
def english(source: NewsPage) -> NewsPage:
    """A draft on the workbench, with words and without tags."""
    translate_object(source, [Locale.objects.get(language_code="en")])
    page = NewsPage.objects.get(translation_key=source.translation_key, locale__language_code="en")
    under_four_eyes(NewsPage)
    home = Page.objects.get(depth=2, locale__language_code="en")
    make_route(make_group("Reviewers", home, "change"), page=home)
    return page


@pytest.fixture
def oksana(english: NewsPage) -> Client:
    home = Page.objects.get(depth=2, locale__language_code="en")
    client = signed_in(make_member(make_group("Translators", home, "change"), "oksana"))
    for segment in StringSegment.objects.filter(source__object_id=english.translation_key).select_related("context"):
        text = {"title": "Fair on the square", "lead": "Three days"}.get(segment.context.path)
        if text:
            address = reverse("translation_workbench:save_passage", args=[english.pk, segment.pk])
            client.post(address, {"text": text, "seen": ""})
    return client


def write_tags(client: Client, page: NewsPage, text: str, seen: str = "") -> Any:
    address = reverse("translation_workbench:save_tags", args=[page.pk])
    return client.post(address, {"text": text, "seen": seen}, headers={"accept": "application/json"})


def bench(client: Client, page: NewsPage) -> str:
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def draft_of(page: NewsPage) -> NewsPage:
    return NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def submit(client: Client, page: NewsPage) -> str:
    answer = client.post(reverse("translation_board:submit", args=[page.pk]), follow=True)
    return answer.content.decode()


def give_tags(page: NewsPage, *names: str) -> None:
    """As the ordinary editor does, or a copy of long ago did."""
    draft = draft_of(page)
    draft.tags.set(names)
    draft.save_revision(clean=False)


def test_tags_are_written_on_the_workbench_beside_those_of_the_source_and_submitted(
    english: NewsPage, oksana: Client
) -> None:
    make_term("ярмарок", kind="institution", en="Fair")
    html = bench(oksana, english)
    assert "Celle 2016, ярмарок" in html
    assert 'lang="en">Fair</span>' in html

    said = write_tags(oksana, english, "fair,  Celle 2016,\nfair").json()

    assert said["state"] == "done"
    assert tags_of(draft_of(english)) == {"fair", "Celle 2016"}
    assert ">Celle 2016, fair</textarea>" in bench(oksana, english)
    submit(oksana, english)
    assert NewsPage.objects.get(pk=english.pk).workflow_in_progress
    assert tags_of(draft_of(english)) == {"fair", "Celle 2016"}
    assert draft_of(english).title == "Fair on the square"


def test_a_draft_with_tags_in_ukrainian_is_mended_without_leaving_the_workbench(
    english: NewsPage, oksana: Client
) -> None:
    give_tags(english, "ярмарок", "Celle 2016")
    html = bench(oksana, english)
    assert "Readers of this language cannot read these tags: ярмарок." in html
    assert "Not translated: tags." in submit(oksana, english)
    seen = digest("Celle 2016, ярмарок")

    write_tags(oksana, english, "Celle 2016", seen)

    assert "cannot read these tags" not in bench(oksana, english)
    assert '<q lang="en">Celle 2016, ярмарок</q>' in bench(oksana, english)
    submit(oksana, english)
    assert NewsPage.objects.get(pk=english.pk).workflow_in_progress
    assert tags_of(draft_of(english)) == {"Celle 2016"}


def test_all_tags_can_be_taken_away_again(english: NewsPage, oksana: Client) -> None:
    seen = write_tags(oksana, english, "fair").json()["seen"]

    assert write_tags(oksana, english, "", seen).json()["state"] == "optional"

    submit(oksana, english)
    assert tags_of(draft_of(english)) == set()
    assert ReplacedText.objects.get(page_id=english.pk, place="tags").text == "fair"


def test_two_translators_at_the_tags_lose_none_of_theirs(english: NewsPage, oksana: Client) -> None:
    give_tags(english, "market")

    answer = write_tags(oksana, english, "fair")

    assert (answer.status_code, answer.json()["theirs"]) == (409, "market")
    assert tags_of(draft_of(english)) == {"market"}
    form = {"text-tags": "fair", "seen-tags": ""}
    html = oksana.post(reverse("translation_workbench:save", args=[english.pk]), form).content.decode()
    assert ">fair</textarea>" in html
    assert '<q lang="en">market</q>' in html
    assert tags_of(draft_of(english)) == {"market"}


def test_a_tag_that_is_too_long_is_refused_with_a_sentence_and_stays_in_its_field(
    english: NewsPage, oksana: Client
) -> None:
    answer = write_tags(oksana, english, "x" * 101)
    assert answer.status_code == 422
    assert "at most 100 characters" in answer.json()["said"]

    form = {"text-tags": "x" * 101, "seen-tags": ""}
    html = oksana.post(reverse("translation_workbench:save", args=[english.pk]), form).content.decode()

    assert f">{'x' * 101}</textarea>" in html
    assert "at most 100 characters" in html
    assert "Somebody else wrote in a passage" not in html
    assert tags_of(draft_of(english)) == set()


def test_what_was_typed_without_script_is_saved_with_the_tags(english: NewsPage, oksana: Client) -> None:
    form = {"text-tags": "fair, square", "seen-tags": ""}

    oksana.post(reverse("translation_workbench:save", args=[english.pk]), form)

    assert tags_of(draft_of(english)) == {"fair", "square"}


def test_nobody_writes_tags_under_review_nor_without_the_right(english: NewsPage, oksana: Client) -> None:
    stranger = signed_in(make_member(make_group("Others", None), "petro"))
    assert write_tags(stranger, english, "fair").status_code in (302, 403)
    submit(oksana, english)

    assert write_tags(oksana, english, "fair").status_code in (302, 403)

    assert tags_of(draft_of(english)) == set()


@pytest.mark.parametrize("file_format", ["po", "xliff"])
def test_tags_go_out_with_the_passages_and_come_back(english: NewsPage, oksana: Client, file_format: str) -> None:
    give_tags(english, "fair & square")
    export = reverse("translation_workbench:export", args=[english.pk, file_format])
    content = oksana.get(export).content.decode()
    assert "Celle 2016, ярмарок" in content
    assert content.count("fair &amp; square") == 1

    def upload(text: str) -> str:
        file = SimpleUploadedFile(f"fair.{file_format}", content.replace("fair &amp; square", text).encode())
        address = reverse("translation_workbench:take_file", args=[english.pk])
        answer = oksana.post(address, {"file": file}, follow=True)
        return " ".join(str(message) for message in answer.context["messages"])

    assert "0 passages were taken. 4 were the same already." in upload("fair &amp; square")
    assert "A tag has at most 100 characters" in upload("x" * 101)
    assert tags_of(draft_of(english)) == {"fair & square"}
    assert "1 passage was taken." in upload("market, Celle 2016")

    assert tags_of(draft_of(english)) == {"market", "Celle 2016"}
    assert ReplacedText.objects.get(page_id=english.pk, place="tags").text == "fair & square"
