"""The board: numbers of what the user works on, the lists behind them, and who is on what."""

import csv
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import strip_tags
from openpyxl import load_workbook
from wagtail.models import Locale, Page

from cms_site.core.models import TranslationJob
from cms_site.core.translation.board import views as board_views
from cms_site.core.translation.jobs import assignment, following
from cms_site.core.translation.jobs.models import State
from tests.factories.core import make_park, make_tree, speaking, translate
from tests.factories.translation import assert_jobs_are_right, make_translated_park
from tests.factories.workflow import make_group, make_member
from tests.testapp.models import TreePage

pytestmark = pytest.mark.django_db

BOARD = "translation_board:index"
LIST = "translation_board:jobs"


@pytest.fixture
def park() -> Page:
    return make_translated_park()


@pytest.fixture
def trees(park: Page) -> list[TreePage]:
    """Three public sources: nothing of the first is translated, of the others the English is begun and done."""
    trees = [make_tree(park, title=f"Дуб {number}", slug=f"oak-{number}") for number in range(3)]
    translate(trees[1], "en", publish=False)
    translate(trees[2], "en")
    for tree in trees:
        following.open_jobs(tree.pk)
    return trees


@pytest.fixture
def people() -> Callable[[str, str], Any]:
    def make(name: str, language: str, *rights: str) -> Any:
        home = Page.objects.get(depth=2, locale__language_code=language)
        return make_member(make_group(f"Group {language} {rights}", home, *rights or ("change",)), name)

    return make


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def job_of(source: Page, language: str = "en") -> TranslationJob:
    return TranslationJob.objects.get(source=source.pk, locale__language_code=language)


def post(user: Any, view: str, *args: Any, **data: Any) -> Any:
    return signed_in(user).post(reverse(f"translation_board:{view}", args=args), data, follow=True)


def listed(client: Client, query: str = "") -> list[tuple[str, str]]:
    response = client.get(f"{reverse(LIST)}{query}")
    assert response.status_code == 200
    return [(job.source.title, job.locale.language_code) for job in response.context["object_list"]]


def test_every_number_leads_to_the_list_that_it_was_counted_from_and_the_list_to_the_text(
    trees: list[TreePage], park: Page, people: Any
) -> None:
    make_group("Group pl ()", Page.objects.get(depth=2, locale__language_code="pl"), "change")
    translator = people("oksana", "en")
    TranslationJob.objects.filter(source=trees[0].pk).update(due=timezone.now() - timedelta(hours=1))
    client = signed_in(translator)

    language, *others = client.get(reverse(BOARD)).context["languages"]
    row = language.rows[0]

    assert others == []
    assert (language.name, row.title) == ("English", "Park")  # in the language of the interface, as there is one
    numbers = {str(state): number for state, number, _address in row.numbers()}
    assert numbers == {"missing": 1, "in_work": 1, "in_review": 0, "outdated": 0, "current": 1, "refused": 0}
    for state, number, address in [*row.numbers(), *language.total.numbers()]:
        assert bool(address) == bool(number), state
        if address:
            assert len(client.get(address).context["object_list"]) == number
    assert (row.overdue, row.words) == (1, job_of(trees[0]).words + job_of(trees[1]).words)
    assert [job.source.title for job in client.get(row.overdue_address).context["object_list"]] == ["Дуб 0"]
    assert row.oldest == min(job.opened_at for job in TranslationJob.objects.filter(locale=row.locale, closed_at=None))

    draft = TreePage.objects.get(translation_key=trees[1].translation_key, locale__language_code="en")
    content = client.get(f"{reverse(LIST)}?state=in_work").content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[draft.pk]) in content


def test_nothing_can_be_claimed_together_where_nothing_is_free(trees: list[TreePage], people: Any) -> None:
    oksana = people("oksana", "en")
    client = signed_in(speaking(oksana, "en"))
    address = f"{reverse(LIST)}?state=missing"
    assert "Claim the chosen" in client.get(address).content.decode()

    post(oksana, "claim", only=job_of(trees[0]).pk)
    assert "Claim the chosen" not in client.get(address).content.decode()


def test_what_is_free_says_until_when_it_is_due(trees: list[TreePage], park: Page, people: Any) -> None:
    content = " ".join(
        strip_tags(signed_in(speaking(people("oksana", "en"), "en")).get(reverse(BOARD)).content.decode()).split()
    )
    due = timezone.localtime(job_of(trees[0]).due)
    assert f"Due: {due:%d.%m.%Y %H:%M}" in content


def test_the_list_is_narrowed_by_each_filter_sorted_and_downloaded_as_it_is_shown(
    trees: list[TreePage], park: Page, admin_user: Any, people: Any
) -> None:
    translator = people("oksana", "pl")
    english = Locale.objects.get(language_code="en")
    post(translator, "claim", only=job_of(trees[0], "pl").pk)
    client = signed_in(speaking(admin_user, "en"))

    assert len(listed(client)) == 6
    assert listed(client, f"?locale={english.pk}&ordering=source__title") == [(f"Дуб {n}", "en") for n in range(3)]
    assert listed(client, "?state=current&state=in_work&ordering=-state") == [("Дуб 1", "en"), ("Дуб 2", "en")]
    assert listed(client, f"?assignee={translator.pk}") == [("Дуб 0", "pl")]
    assert listed(client, "?assignee=me") == []
    assert len(listed(client, f"?section={park.pk}&page_type=testapp.treepage&open=true")) == 5
    assert len(listed(client, "?page_type=testapp.parkpage")) == 0
    assert listed(client, "?overdue=true") == []
    shown = client.get(f"{reverse(LIST)}?open=true").context["view"].active_filters
    assert [str(each.value) for each in shown] == ["Так"]
    assert len(listed(client, "?q=Дуб 1")) == 2
    assert "Take a filter away" in client.get(f"{reverse(LIST)}?overdue=true").content.decode()

    job_of(trees[0])
    TreePage.objects.filter(pk=trees[1].pk).update(title="=1+1")
    address = f"{reverse(LIST)}?locale={english.pk}&ordering=source__title&export="
    text = b"".join(client.get(f"{address}csv").streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text)))
    assert rows[0][:5] == ["Page", "Page type", "Section", "Language", "State"]
    assert [(row[0], row[4]) for row in rows[1:]] == [
        ("'=1+1", "in work"),
        ("Дуб 0", "missing"),
        ("Дуб 2", "current"),
    ]
    sheet = load_workbook(BytesIO(b"".join(client.get(f"{address}xlsx").streaming_content))).active
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["'=1+1", "Дуб 0", "Дуб 2"]


def test_a_job_is_claimed_handed_over_and_given_back_and_remembers_who_was_on_it(
    trees: list[TreePage], people: Any
) -> None:
    oksana, petro, polish = people("oksana", "en"), people("petro", "en"), people("polish", "pl")
    job = job_of(trees[0])

    assert "Claimed by me" in signed_in(oksana).get(reverse(BOARD)).content.decode()
    post(oksana, "claim", only=job.pk)
    assert job_of(trees[0]).assignee == oksana
    answer = post(petro, "claim", only=job.pk).content.decode()
    assert "Oksana is on “Дуб 0” already." in answer
    answer = post(petro, "hand_over", job.pk, to=petro.pk).content.decode()
    assert "Only who is on “Дуб 0” hands it over" in answer
    assert post(oksana, "hand_over", job.pk, to=polish.pk).status_code == 200
    assert job_of(trees[0]).assignee == oksana

    post(oksana, "hand_over", job.pk, to=petro.pk, comment="I am away on Monday")
    assert job_of(trees[0]).assignee == petro
    post(petro, "give_back", job.pk)

    assert job_of(trees[0]).assignee is None
    history = [(event.kind, event.by, event.assignee) for event in job.events.order_by("pk")]
    assert history == [
        ("opened", None, None),
        ("claimed", oksana, oksana),
        ("handed_over", oksana, petro),
        ("given_back", petro, None),
    ]
    page = signed_in(oksana).get(reverse("translation_board:job", args=[job.pk])).content.decode()
    assert "I am away on Monday" in page
    assert_jobs_are_right()


def test_several_are_claimed_at_once_and_what_is_taken_is_said(trees: list[TreePage], people: Any) -> None:
    oksana, petro = people("oksana", "en"), people("petro", "en")
    post(petro, "claim", only=job_of(trees[1]).pk)

    answer = post(
        oksana, "claim", job=[job_of(trees[0]).pk, job_of(trees[1]).pk], next=f"{reverse(LIST)}?state=missing"
    )

    assert answer.redirect_chain[0][0] == f"{reverse(LIST)}?state=missing"
    assert "1 translation is yours now." in answer.content.decode()
    assert "Petro is on “Дуб 1” already." in answer.content.decode()
    assert job_of(trees[0]).assignee == oksana
    assert "Choose the jobs first." in post(oksana, "claim", next="https://example.org/").content.decode()


def test_a_job_that_was_deleted_since_the_list_was_shown_keeps_no_other_from_being_claimed(
    trees: list[TreePage], people: Any
) -> None:
    oksana = people("oksana", "en")
    gone = job_of(trees[1]).pk
    Page.objects.get(pk=trees[1].pk).delete()

    answer = post(oksana, "claim", job=[job_of(trees[0]).pk, gone]).content.decode()

    assert "1 translation is yours now." in answer
    assert "its page was deleted" in answer


def test_who_begins_a_job_that_somebody_else_claims_at_the_same_moment_is_told_so(
    trees: list[TreePage], people: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    oksana, petro = people("oksana", "en"), people("petro", "en")
    read = board_views._visible

    def slowly(request: Any, pk: int) -> TranslationJob:
        found = read(request, pk)
        assignment.claim(pk, petro)
        return found

    monkeypatch.setattr(board_views, "_visible", slowly)
    job = job_of(trees[0])

    response = signed_in(oksana).post(reverse("translation_board:begin", args=[job.pk]))

    assert response.url == reverse("translation_board:job", args=[job.pk])
    assert job_of(trees[0]).assignee == petro


def test_declining_needs_a_reason_stays_until_somebody_begins_and_can_be_taken_back(
    trees: list[TreePage], people: Any
) -> None:
    oksana = people("oksana", "en")
    job = job_of(trees[0])

    answer = post(oksana, "decline", job.pk, reason=" ")
    assert "This field is required" in answer.content.decode()
    assert job_of(trees[0]).state == State.MISSING
    post(oksana, "decline", job.pk, reason="Only of local interest")
    declined = job_of(trees[0])
    assert (declined.state, declined.refusal, declined.words) == (State.REFUSED, "Only of local interest", 0)
    following.open_jobs(trees[0].pk)
    assert job_of(trees[0]).state == State.REFUSED
    assert "Only of local interest" in signed_in(oksana).get(f"{reverse(LIST)}?state=refused").content.decode()
    answer = post(oksana, "decline", job_of(trees[1]).pk, reason="Too late for that")
    assert "what is begun cannot be declined" in answer.content.decode()

    post(oksana, "resume", job.pk)
    assert (job_of(trees[0]).state, job_of(trees[0]).refusal) == (State.MISSING, "")
    post(oksana, "decline", job.pk, reason="Only of local interest")
    translate(trees[0], "en", publish=False)
    assert (job_of(trees[0]).state, job_of(trees[0]).refusal) == (State.IN_WORK, "")
    kinds = [event.kind for event in job.events.order_by("pk")]
    assert kinds == ["opened", "closed", "declined", "opened", "resumed", "closed", "declined", "opened"]
    assert_jobs_are_right()


def test_beginning_makes_a_draft_claims_the_job_and_opens_the_text(trees: list[TreePage], people: Any) -> None:
    oksana = people("oksana", "en")
    job = job_of(trees[0])

    answer = post(oksana, "begin", job.pk)

    english = TreePage.objects.get(translation_key=trees[0].translation_key, locale__language_code="en")
    assert answer.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[english.pk])
    assert (english.live, job_of(trees[0]).assignee) == (False, oksana)
    assert job_of(trees[0]).state == State.MISSING  # nothing is translated yet
    post(oksana, "begin", job.pk)
    assert TreePage.objects.filter(translation_key=trees[0].translation_key, locale__language_code="en").count() == 1


def test_nobody_sees_or_does_anything_in_a_language_or_section_that_is_not_theirs(
    trees: list[TreePage], park: Page, people: Any
) -> None:
    english, polish = people("oksana", "en"), people("polish", "pl")
    author = make_member(make_group("Authors", park, "add", "change", "publish"), "author")
    other = make_park(Page.objects.get(depth=2, locale__language_code="uk").specific, title="Гай", slug="grove")
    grove = translate(other, "en")
    keeper = make_member(make_group("Keepers", grove, "change"), "keeper")
    job = job_of(trees[0])

    assert {language for _title, language in listed(signed_in(english))} == {"en"}
    assert listed(signed_in(keeper)) == []
    for stranger in (polish, keeper, author):
        client = signed_in(stranger)
        home = reverse("wagtailadmin_home")
        assert client.get(reverse("translation_board:job", args=[job.pk])).url == home
        assert client.post(reverse("translation_board:claim"), {"job": job.pk}).url == home
        for view in ("begin", "give_back", "hand_over", "decline", "resume"):
            answer = client.post(reverse(f"translation_board:{view}", args=[job.pk]), {"reason": "Not for me"})
            assert answer.url == home, view
    assert signed_in(author).get(reverse(BOARD)).url == reverse("wagtailadmin_home")
    assert reverse(BOARD) not in signed_in(author).get(reverse("wagtailadmin_home")).content.decode()
    assert reverse(BOARD) in signed_in(english).get(reverse("wagtailadmin_home")).content.decode()
    assert (job_of(trees[0]).assignee, job_of(trees[0]).state) == (None, State.MISSING)


def test_the_list_says_how_many_jobs_there_are_in_words_that_are_right_for_every_number(
    trees: list[TreePage], admin_user: Any
) -> None:
    html = signed_in(speaking(admin_user, "uk")).get(reverse(LIST)).content.decode()

    assert "Завдання на переклад: 6" in html


def test_an_empty_board_says_what_will_be_there(park: Page, people: Any) -> None:
    client = signed_in(people("oksana", "en"))

    assert "Nothing is to be translated here." in client.get(reverse(BOARD)).content.decode()
    assert "Nothing is to be translated here." in client.get(reverse(LIST)).content.decode()


def test_board_and_list_take_as_many_queries_for_many_jobs_as_for_few(
    trees: list[TreePage], park: Page, people: Any, django_assert_max_num_queries: Callable
) -> None:
    client = signed_in(people("oksana", "en"))

    def queries() -> list[int]:
        found = []
        for address in (reverse(BOARD), reverse(LIST)):
            client.get(address)
            with django_assert_max_num_queries(25) as captured:
                client.get(address)
            found.append(len(captured))
        return found

    few = queries()
    for number in range(20):
        following.open_jobs(make_tree(park, title=f"Липа {number}", slug=f"lime-{number}").pk)
    assert queries() == few


def test_states_are_called_in_ukrainian_what_fits_one_translation_and_a_number_of_them() -> None:
    with translation.override("uk"):
        labels = [str(state.label) for state in State]

    assert labels == ["немає", "у роботі", "на перевірці", "застаріло", "актуально", "відхилено", "не потрібно"]


@pytest.mark.parametrize("words", ["дуб", "ДУБ", "Дуб"])
def test_a_job_is_found_by_its_title_in_capitals_or_not(trees: list[TreePage], people: Any, words: str) -> None:
    assert len(listed(signed_in(people("oksana", "en")), f"?q={words}")) == 3


def test_what_a_search_for_marks_finds_has_these_marks(trees: list[TreePage], people: Any) -> None:
    client = signed_in(people("oksana", "en"))
    assert [len(listed(client, f"?q={marks}")) for marks in (".", "(", "%5B", "%5C", "%25")] == [0] * 5


@pytest.mark.parametrize("ordering", ["", "?ordering=due", "?ordering=-due"])
def test_jobs_without_a_time_limit_come_after_those_with_one(trees: list[TreePage], people: Any, ordering: str) -> None:
    TranslationJob.objects.filter(source=trees[2].pk).update(due=None)
    assert listed(signed_in(people("oksana", "en")), ordering)[-1] == ("Дуб 2", "en")


def test_the_oldest_job_stands_first_where_the_board_says_since_when_one_waits(
    trees: list[TreePage], people: Any
) -> None:
    now = timezone.now()
    for number, tree in enumerate(trees[:2]):
        times = {"opened_at": now - timedelta(days=number), "due": now + timedelta(days=number)}
        TranslationJob.objects.filter(source=tree.pk).update(**times)
    client = signed_in(people("oksana", "en"))
    (language,) = client.get(reverse(BOARD)).context["languages"]

    waiting = client.get(language.rows[0].oldest_address).context["object_list"]
    assert [job.source.title for job in waiting] == ["Дуб 1", "Дуб 0"]


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 30, "²", "x"], ids=lambda number: number[:2])
def test_to_claim_what_cannot_be_a_job_claims_nothing(trees: list[TreePage], people: Any, number: str) -> None:
    answer = post(people("oksana", "en"), "claim", job=number)

    assert answer.status_code == 200
    assert not TranslationJob.objects.exclude(assignee=None).exists()
