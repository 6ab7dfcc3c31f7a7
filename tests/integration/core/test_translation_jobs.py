"""A job for each public source and language, whose state follows from the pages and whose numbers from the jobs."""

import random
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource
from wagtail_localize.operations import translate_object

from cms_site.core.changes.proposing import Proposal, propose
from cms_site.core.desk import working_hours
from cms_site.core.lifecycle import bin as recycle_bin
from cms_site.core.models import TranslationCount, TranslationJob
from cms_site.core.translation.jobs import following
from cms_site.core.translation.jobs.models import State
from tests.factories.core import make_park, make_site, make_tree, translate
from tests.factories.translation import assert_jobs_are_right, require
from tests.factories.workflow import make_group, make_member, make_route
from tests.testapp.models import TreePage

pytestmark = pytest.mark.django_db

Committing = Callable[..., Any]


@pytest.fixture
def committing(django_capture_on_commit_callbacks: Any) -> Committing:
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def park() -> Page:
    park = make_park(make_site())
    require(TreePage, "en", "pl")
    return park


@pytest.fixture
def oak(park: Page, committing: Committing) -> TreePage:
    """A public source of six words."""
    oak = make_tree(park, title="Старий дуб", lead="Росте біля мосту здавна", live=False)
    with committing():
        oak.save_revision().publish()
    return again(oak)


def again(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)


def job_of(source: Page, language: str = "en") -> TranslationJob:
    return TranslationJob.objects.get(source=source.pk, locale__language_code=language)


def publish(page: Any, weight: str = "content", **fields: Any) -> None:
    page = again(page)
    for name, value in fields.items():
        setattr(page, name, value)
    revision = page.save_revision()
    propose(revision, Proposal(weight, "Виправлено." if weight == "correction" else ""))
    revision.publish()


def test_publishing_opens_one_job_for_each_language_that_the_type_needs(oak: TreePage, committing: Committing) -> None:
    jobs = list(TranslationJob.objects.filter(source=oak.pk).order_by("locale__language_code"))

    assert [(job.locale.language_code, job.state, job.words) for job in jobs] == [
        ("en", State.MISSING, 6),
        ("pl", State.MISSING, 6),
    ]
    assert jobs[0].due == working_hours.due(jobs[0].opened_at, 9, timezone.get_default_timezone())
    assert jobs[0].source_revision_id == oak.live_revision_id
    assert [event.kind for event in jobs[0].events.all()] == ["opened"]
    with committing():
        publish(oak, lead="Росте біля старого мосту здавна")
    assert TranslationJob.objects.count() == 2
    assert job_of(oak).words == 7
    assert_jobs_are_right()


def test_a_type_that_is_not_named_needs_no_translation(park: Page, committing: Committing) -> None:
    with committing():
        publish(park, title="Сквер")

    assert not TranslationJob.objects.exists()
    assert call_command("open_translation_jobs", stdout=StringIO()) is None
    assert not TranslationJob.objects.exists()


def test_what_was_not_opened_when_a_process_was_killed_is_opened_once_by_the_next_run(
    park: Page, django_capture_on_commit_callbacks: Any
) -> None:
    tree = make_tree(park, live=False)
    with django_capture_on_commit_callbacks():  # the process dies after the commit, before the jobs are opened
        tree.save_revision().publish()

    assert again(tree).live
    assert not TranslationJob.objects.exists()
    with pytest.raises(CommandError, match="Differences: 1"):
        call_command("open_translation_jobs", check=True, stdout=StringIO())
    for expected in ("opened: 2", "opened: 0"):
        output = StringIO()
        call_command("open_translation_jobs", stdout=output)
        assert expected in output.getvalue()
    languages = TranslationJob.objects.filter(source=tree.pk).values_list("locale__language_code", flat=True)
    assert sorted(languages) == ["en", "pl"]
    call_command("open_translation_jobs", check=True, stdout=StringIO())


def test_publishing_does_not_fail_because_of_jobs(
    park: Page, committing: Committing, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any) -> None:
        raise RuntimeError("jobs are broken")

    monkeypatch.setattr(following, "required_of", fail)
    tree = make_tree(park, live=False)
    with committing():
        tree.save_revision().publish()

    assert again(tree).live
    assert not TranslationJob.objects.exists()


def test_a_job_goes_from_missing_over_work_and_review_to_current(oak: TreePage) -> None:
    english = translate(oak, "en", publish=False, title="Old oak", lead="")
    job = job_of(oak)
    assert (job.state, job.words) == (State.IN_WORK, 4)

    group = make_group("Reviewers", english.get_parent(), "change")
    translator = make_member(make_group("Translators", english.get_parent(), "change"), "translator")
    workflow = make_route(group, page=english.get_parent())
    english.lead = "It has grown by the bridge"
    english.save_revision(user=translator)
    state = workflow.start(english, translator)
    assert (job_of(oak).state, job_of(oak).words) == (State.IN_REVIEW, 0)

    reviewer = make_member(group, "reviewer")
    state.current_task_state.reject(user=reviewer, comment="Mind the article")
    assert job_of(oak).state == State.IN_WORK
    state.refresh_from_db()
    state.resume(user=translator)
    assert job_of(oak).state == State.IN_REVIEW

    state.refresh_from_db()
    state.current_task_state.approve(user=reviewer)
    job = job_of(oak)
    assert again(english).live
    assert (job.state, job.words, job.closed_at is None) == (State.CURRENT, 0, False)
    assert [event.kind for event in job.events.order_by("pk")] == ["opened", "closed"]
    assert job_of(oak, "pl").state == State.MISSING
    assert_jobs_are_right()


def test_what_is_written_in_the_editor_of_wagtail_localize_is_work(oak: TreePage) -> None:
    english = Locale.objects.get(language_code="en")
    translate_object(oak, [english])
    assert (job_of(oak).state, job_of(oak).words) == (State.MISSING, 6)

    source = TranslationSource.objects.get_for_instance(oak)
    segment = StringSegment.objects.get(source=source, context__path="title")
    StringTranslation.objects.create(
        translation_of=segment.string, locale=english, context=segment.context, data="Old oak"
    )

    assert (job_of(oak).state, job_of(oak).words) == (State.IN_WORK, 4)
    assert_jobs_are_right()


def test_a_changed_source_makes_a_current_translation_outdated_with_the_words_that_changed(
    oak: TreePage, committing: Committing
) -> None:
    english = translate(oak, "en", title="Old oak", lead="It has grown by the bridge")
    assert job_of(oak).state == State.CURRENT

    with committing():
        publish(oak, weight="typo", title="Старий дуб.")
    assert job_of(oak).state == State.CURRENT
    with committing():
        publish(oak, lead="Росте біля нового мосту з давніх часів")
    job = job_of(oak)
    assert (job.state, job.words, job.closed_at) == (State.OUTDATED, 7, None)
    assert job.due == working_hours.due(job.opened_at, 9, timezone.get_default_timezone())
    with committing():
        publish(oak, weight="correction", lead="Росте біля нового мосту з 1916 року")
    assert job_of(oak).due < job.due

    english = again(english)
    english.lead = "It has grown by the new bridge since 1916"
    draft = english.save_revision()
    assert (job_of(oak).state, job_of(oak).words) == (State.IN_WORK, 0)
    draft.publish()
    assert job_of(oak).state == State.CURRENT
    assert_jobs_are_right()


def test_of_a_summary_only_title_and_lead_are_asked(park: Page, committing: Committing) -> None:
    TranslationJob.objects.all().delete()
    require(type(park), "en", summary=True)
    park = again(park)
    park.body = [("paragraph", "<p>Довга розповідь про дерева міста.</p>")]
    park.lead = "Дерева міста"
    with committing():
        park.save_revision().publish()
    assert job_of(park).words == 3

    english = translate(park, "en", publish=False, title="Park", lead="Trees of the city")
    english.body = []
    english.save_revision().publish()

    assert again(english).live
    assert job_of(park).state == State.CURRENT
    with committing():
        publish(again(park), body=[("paragraph", "<p>Інша розповідь.</p>")])
    assert job_of(park).state == State.CURRENT
    assert_jobs_are_right()


def test_what_leaves_the_site_needs_no_translation_until_it_is_back(oak: TreePage, committing: Committing) -> None:
    again(oak).unpublish()
    assert {job.state for job in TranslationJob.objects.all()} == {State.CLOSED}
    assert_jobs_are_right()

    with committing():
        publish(oak)
    assert {job.state for job in TranslationJob.objects.all()} == {State.MISSING}

    item = recycle_bin.put(again(oak))
    assert not TranslationJob.objects.exists()
    assert not TranslationCount.objects.exclude(jobs=0).exists()
    recycle_bin.restore(item)
    assert {job.state for job in TranslationJob.objects.all()} == {State.MISSING}
    assert [event.kind for event in job_of(oak).events.order_by("pk")] == ["opened", "closed", "opened"]
    assert_jobs_are_right()


def test_a_translation_in_the_bin_is_missing_and_current_again_when_it_is_restored(oak: TreePage) -> None:
    english = translate(oak, "en")

    item = recycle_bin.put(again(english))
    assert job_of(oak).state == State.MISSING
    recycle_bin.restore(item)

    assert job_of(oak).state == State.CURRENT
    assert_jobs_are_right()


def test_a_moved_source_is_counted_in_the_section_where_it_stands_now(
    oak: TreePage, park: Page, committing: Committing
) -> None:
    other = make_park(again(park.get_parent().specific), title="Гай", slug="grove")

    again(oak).move(other, pos="last-child")

    assert {job.section_id for job in TranslationJob.objects.all()} == {other.pk}
    assert_jobs_are_right()


def test_after_many_random_acts_the_board_says_what_the_pages_say(
    park: Page, committing: Committing, client: Client
) -> None:
    chance = random.Random(2016)
    trees = [make_tree(park, title=f"Дуб {number}", slug=f"oak-{number}", live=False) for number in range(3)]
    drafts = [translate(again(tree), "en", publish=False) for tree in trees]
    binned: list[Any] = []

    def act() -> None:
        tree, english = (again(page) for page in chance.choice(list(zip(trees, drafts, strict=True))))
        kind = chance.choice(["publish", "typo", "unpublish", "draft", "translate", "bin", "refuse"])
        if kind in ("publish", "typo"):
            publish(tree, weight="typo" if kind == "typo" else "content", lead=f"Дерево {chance.randrange(100)} парку")
        elif kind == "unpublish" and tree.live:
            tree.unpublish()
        elif kind in ("draft", "translate") and tree.live:
            english.lead = f"Tree {chance.randrange(100)}"
            revision = english.save_revision()
            if kind == "translate":
                revision.publish()
        elif kind == "bin":
            binned.append(recycle_bin.put(english if chance.random() < 0.5 else tree))
            recycle_bin.restore(binned.pop())

    for _step in range(40):
        with committing():
            act()
    assert_jobs_are_right()
