"""The workbench of translators: passages beside their source, what changed in it, and that no words are lost."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4
from xml.etree import ElementTree

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from translate.storage import pypo, xliff
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.operations import translate_object

from cms_site.core.changes.models import Weight
from cms_site.core.changes.proposing import Proposal, propose
from cms_site.core.models import Approval, PublishedChange, ReplacedText, TranslationJob
from cms_site.core.translation.completeness import IncompleteTranslationError
from cms_site.core.translation.jobs import following
from cms_site.core.translation.jobs.models import State
from cms_site.core.translation.states import outdated_passages
from cms_site.core.translation.workbench.taking_over import take_over
from cms_site.core.workflow import publishing
from tests.factories.core import make_editor, make_park, make_site, make_term, make_tree, translate
from tests.factories.delegations import make_delegation_index, make_visit
from tests.factories.home import make_home
from tests.factories.translation import assert_jobs_are_right, require
from tests.factories.workflow import make_group, make_member, make_route, under_four_eyes
from tests.testapp.models import TreePage

pytestmark = pytest.mark.django_db

BODY = [
    {"type": "paragraph", "value": "<p>Росте <b>біля мосту</b>.</p><p>Його посадив <a href='https://e.ua'>сад</a>.</p>"}
]
ENGLISH = "<p>It grows <b>here</b>.</p><p>A <a href='https://e.ua'>garden</a> did it.</p>"
DOCTYPE = b'<!DOCTYPE a [<!ENTITY b "c">]>'
MACHINE = {"CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"}
SETTLED = "Nothing was changed since this translation was approved, so there is nothing to submit."
SCRIPT = {"accept": "application/json", "x-requested-with": "XMLHttpRequest"}
PUBLIC = {
    "title": "Old Oak",
    "lead": "An oak",
    "Росте": "It grows <b>by the bridge</b>.",
    "Його": 'It was planted by <a id="a1">a garden</a>.',
}


@pytest.fixture
def source() -> TreePage:
    make_term("Старий дуб", kind="place", en="Old Oak")
    tree = make_tree(make_park(make_site()), title="Старий дуб", lead="Дуб", body=_body(BODY))
    tree.save_revision().publish()
    under_four_eyes(TreePage)
    require(TreePage, "en")
    following.open_jobs(tree.pk)
    translate(tree.get_parent().specific, "en")
    translate_object(tree, [Locale.objects.get(language_code="en")])
    return tree


@pytest.fixture
def english(source: TreePage) -> TreePage:
    return TreePage.objects.get(translation_key=source.translation_key, locale__language_code="en")


@pytest.fixture
def people(english: TreePage) -> dict[str, Any]:
    home = Page.objects.get(depth=2, locale__language_code="en")
    translators, reviewers = make_group("Translators", home, "change"), make_group("Reviewers", home, "change")
    make_route(reviewers, page=home)
    names = {"oksana": translators, "petro": translators, "olena": reviewers}
    return {name: make_member(group, name) for name, group in names.items()}


@pytest.fixture
def oksana(people: dict[str, Any]) -> Client:
    return signed_in(people["oksana"])


@pytest.fixture
def public(english: TreePage, people: dict[str, Any], oksana: Client) -> TreePage:
    """The translation, written on the workbench and approved."""
    for start, text in PUBLIC.items():
        write(oksana, english, start, text)
    submit(oksana, english)
    signed_in(people["olena"]).get(reverse("wagtailadmin_home"))
    TreePage.objects.get(pk=english.pk).current_workflow_task_state.approve(user=people["olena"])
    return TreePage.objects.get(pk=english.pk)


@pytest.fixture
def change(source: TreePage, django_capture_on_commit_callbacks: Callable) -> Callable:
    """Publish the source with other words."""

    def publish(weight: Weight = Weight.CONTENT, note: str = "", **fields: Any) -> None:
        page = TreePage.objects.get(pk=source.pk)
        for name, value in fields.items():
            setattr(page, name, value)
        page.proposed_change = Proposal(weight, note)
        with django_capture_on_commit_callbacks(execute=True):
            _publish(page)

    return publish


def _publish(page: TreePage) -> None:
    revision = page.save_revision()
    publishing.approve(revision, None, Approval.Kind.SYSTEM, "a test")
    revision.publish()


def _body(blocks: list[dict[str, Any]]) -> Any:
    identity = "5f0c3a56-5e6f-4b3c-9f1e-0c9c2d1f0a01"
    return [{**block, "id": identity} for block in blocks]


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def segment_of(page: TreePage, start: str) -> StringSegment:
    """The passage whose place has that name, or whose source begins so."""
    found = StringSegment.objects.filter(source__object_id=page.translation_key).select_related("string", "context")
    return next(each for each in found if each.context.path == start or each.string.data.startswith(start))


def text_of(page: TreePage, start: str) -> StringTranslation | None:
    segment = segment_of(page, start)
    return StringTranslation.objects.filter(
        translation_of=segment.string, context=segment.context, locale=page.locale
    ).first()


def write(client: Client, page: TreePage, start: str, text: str, seen: str = "") -> Any:
    address = reverse("translation_workbench:save_passage", args=[page.pk, segment_of(page, start).pk])
    return client.post(address, {"text": text, "seen": seen}, headers=SCRIPT)


def act(client: Client, page: TreePage, name: str, start: str) -> Any:
    address = reverse(f"translation_workbench:{name}", args=[page.pk, segment_of(page, start).pk])
    return client.post(address, headers=SCRIPT)


def submit(client: Client, page: TreePage) -> str:
    answer = client.post(reverse("translation_board:submit", args=[page.pk]), follow=True)
    return answer.content.decode()


def bench(client: Client, page: TreePage) -> str:
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def can_submit(client: Client, page: TreePage) -> bool:
    """Whether the button is there and can be pressed."""
    [button] = re.findall(r"<button[^>]*data-workbench-submit[^>]*>", bench(client, page))
    return "disabled" not in button


def visible(html: str) -> str:
    """The page without what is hidden."""
    return re.sub(r"<p[^>]* hidden>[^<]*</p>", "", html)


def export(client: Client, page: TreePage, file_format: str) -> bytes:
    return client.get(reverse("translation_workbench:export", args=[page.pk, file_format])).content


def upload(client: Client, page: TreePage, name: str, content: bytes) -> str:
    address = reverse("translation_workbench:take_file", args=[page.pk])
    return client.post(address, {"file": SimpleUploadedFile(name, content)}, follow=True).content.decode()


def test_passages_stand_beside_their_source_with_words_and_terms(english: TreePage, oksana: Client) -> None:
    html = bench(oksana, english)

    assert "Росте &lt;b&gt;біля мосту&lt;/b&gt;." in html
    assert "0 of 4 passages" in html
    assert "9 words left" in html
    assert 'lang="en">Old Oak</span>' in html
    assert "make a draft" not in html
    assert reverse("translation_board:submit", args=[english.pk]) in html


def test_a_visit_opens_with_the_facts_that_readers_see_and_no_others() -> None:
    home = make_home()
    visit = make_visit(make_delegation_index(home), purpose="Виставка", notes="Секрет", head_count=8)
    page = translate(visit, "en", publish=False)
    take_over(page)

    html = bench(signed_in(make_editor(page, "change")), page)

    assert visit.title in html
    assert "8" in html.partition('id="facts-heading"')[2]
    assert "Секрет" not in html


def test_a_saved_passage_says_how_it_and_the_whole_stand(english: TreePage, oksana: Client) -> None:
    said = write(oksana, english, "title", "Ancient tree").json()

    assert said["state"] == "done"
    assert "1 of 4 passages" in said["progress"]
    assert "“Старий дуб” is “Old Oak”, which is missing" in said["notes"].replace("&quot;", '"')
    assert said["address"]["text"] == "ancient-tree"
    assert TranslationJob.objects.get(locale=english.locale).state == State.IN_WORK
    assert_jobs_are_right()


def test_a_number_that_differs_from_the_source_is_a_hint_and_keeps_nothing_back(
    english: TreePage, oksana: Client, change: Callable
) -> None:
    change(lead="Дуб заввишки 200 дм")

    said = write(oksana, english, "lead", "An oak, 20 dm high").json()

    assert said["state"] == "done"
    assert "In the source and not here: 200. Here and not in the source: 20." in said["notes"]
    assert "In the source and not here" in bench(oksana, english)
    said = write(oksana, english, "lead", "An oak, 200 dm high", seen=said["seen"]).json()
    assert "In the source and not here" not in said["notes"]


def test_the_address_follows_the_title_until_somebody_writes_one(english: TreePage, oksana: Client) -> None:
    write(oksana, english, "title", "Ancient tree")
    write(oksana, english, "title", "Ancient oak", seen=write(oksana, english, "lead", "x").json()["seen"])
    first = write(oksana, english, "title", "Ancient oak", seen=_seen(english, "title"))
    assert first.json()["address"]["text"] == "ancient-oak"

    assert write(oksana, english, "slug", "дуб", seen=_seen(english, "slug")).json()["state"] == "faulty"
    write(oksana, english, "slug", "the-oak", seen=_seen(english, "slug"))
    last = write(oksana, english, "title", "Oak", seen=_seen(english, "title"))

    assert last.json()["address"]["text"] == "the-oak"


def _seen(page: TreePage, start: str) -> str:
    from cms_site.core.translation.workbench.rows import token

    return token(text_of(page, start))


@pytest.mark.parametrize(
    ("start", "text", "said"),
    [
        ("Росте", "It grows <u>here</u>", "tag is not allowed"),
        ("Його", "It was <a id='a7'>planted</a>", "a7"),
        ("Росте", "It grows <b>here", "opened and not closed"),
        ("slug", "The Oak", "small Latin letters"),
        ("lead", "x" * 601, "there is room for 600"),
        ("title", "x" * 256, "there is room for 255"),
    ],
)
def test_what_cannot_stand_there_is_kept_with_the_reason_and_counts_as_missing(
    english: TreePage, oksana: Client, start: str, text: str, said: str
) -> None:
    answer = write(oksana, english, start, text).json()

    assert answer["state"] == "faulty"
    assert said in answer["notes"]
    assert text.replace("'", '"') in (text_of(english, start).data, answer["text"])
    assert "0 of 4 passages" in answer["progress"]
    assert "These passages have faults" in submit(oksana, english)


def test_two_translators_at_one_passage_lose_no_words(
    english: TreePage, people: dict[str, Any], oksana: Client
) -> None:
    write(signed_in(people["petro"]), english, "lead", "Theirs")

    answer = write(oksana, english, "lead", "Mine")

    assert answer.status_code == 409
    assert answer.json()["theirs"] == "Theirs"
    assert text_of(english, "lead").data == "Theirs"
    assert write(oksana, english, "lead", "Mine", seen=answer.json()["seen"]).status_code == 200
    assert text_of(english, "lead").data == "Mine"
    assert ReplacedText.objects.get().text == "Theirs"
    assert "Theirs" in bench(oksana, english)


def test_without_script_the_form_keeps_what_was_typed_beside_what_somebody_wrote_meanwhile(
    english: TreePage, people: dict[str, Any], oksana: Client
) -> None:
    lead, title = segment_of(english, "lead").pk, segment_of(english, "title").pk
    form = {f"text-{lead}": "Mine", f"seen-{lead}": "", f"text-{title}": "Old Oak", f"seen-{title}": ""}
    write(signed_in(people["petro"]), english, "lead", "Theirs")

    answer = oksana.post(reverse("translation_workbench:save", args=[english.pk]), form)

    html = answer.content.decode()
    assert answer.status_code == 409
    assert ">Mine</textarea>" in html
    assert "Theirs" in html
    assert text_of(english, "title").data == "Old Oak"
    assert text_of(english, "lead").data == "Theirs"


def test_a_changed_passage_shows_the_difference_and_the_last_translation(
    public: TreePage, oksana: Client, change: Callable
) -> None:
    change(lead="Дуб, якому триста років")

    html = bench(oksana, public)

    assert "3 of 4 passages" in html
    assert "<ins>, якому триста років</ins>" in html
    assert ">An oak</textarea>" in html
    assert "Still valid" in html
    job = TranslationJob.objects.get(locale=public.locale)
    assert (job.state, job.words) == (State.OUTDATED, 4)
    assert "Not translated: lead." in submit(oksana, public)


def test_still_valid_lets_the_last_translation_stand_for_that_paragraph_alone(
    public: TreePage, oksana: Client, change: Callable
) -> None:
    html = BODY[0]["value"].replace("Росте", "Стоїть").replace("посадив", "доглядає")
    change(body=_body([{"type": "paragraph", "value": html}]))
    assert len(outdated_passages(TreePage.objects.get(pk=public.pk))) == 2

    said = act(oksana, public, "confirm", "Стоїть").json()

    assert said["state"] == "done"
    assert [passage.after for passage in outdated_passages(TreePage.objects.get(pk=public.pk))] == [
        "Його доглядає сад."
    ]
    act(oksana, public, "confirm", "Його")
    assert outdated_passages(TreePage.objects.get(pk=public.pk)) == []
    assert TranslationJob.objects.get(locale=public.locale).state == State.CURRENT
    assert TreePage.objects.get(pk=public.pk).live
    assert_jobs_are_right()


def test_what_reads_as_it_was_approved_is_not_submitted_again(
    public: TreePage, people: dict[str, Any], oksana: Client, change: Callable
) -> None:
    assert (can_submit(oksana, public), SETTLED in visible(bench(oksana, public))) == (False, True)
    assert SETTLED in submit(oksana, public)
    assert not TreePage.objects.get(pk=public.pk).workflow_in_progress

    answer = write(oksana, public, "lead", "An old oak", seen=_seen(public, "lead"))
    assert answer.json()["settled"] is False
    assert can_submit(oksana, public)
    answer = write(oksana, public, "lead", "An oak", seen=answer.json()["seen"])
    assert answer.json()["settled"] is True

    change(lead="Дуб біля мосту")
    assert can_submit(oksana, public)
    assert act(oksana, public, "confirm", "lead").json()["settled"] is True
    assert TranslationJob.objects.get(locale=public.locale).state == State.CURRENT
    assert SETTLED in submit(oksana, public)


def test_the_words_of_the_last_translation_typed_anew_stand_as_if_they_were_said_to_be_valid(
    public: TreePage, oksana: Client, change: Callable
) -> None:
    change(lead="Дуб біля мосту")

    answer = write(oksana, public, "lead", "An oak")

    assert answer.json()["settled"] is True
    assert outdated_passages(TreePage.objects.get(pk=public.pk)) == []
    assert TranslationJob.objects.get(locale=public.locale).state == State.CURRENT
    assert_jobs_are_right()


def test_what_was_sent_back_is_submitted_though_it_reads_as_it_was_approved(
    public: TreePage, people: dict[str, Any], oksana: Client
) -> None:
    write(oksana, public, "lead", "An old oak", seen=_seen(public, "lead"))
    submit(oksana, public)
    send_back = reverse("translation_workbench:send_back", args=[public.pk])
    signed_in(people["olena"]).post(send_back, {"comment": "As it was"})

    write(oksana, public, "lead", "An oak", seen=_seen(public, "lead"))

    assert can_submit(oksana, public)
    assert "is submitted for approval" in submit(oksana, public)


def test_readers_are_told_of_a_correction_that_changed_no_word_of_the_translation(
    public: TreePage, people: dict[str, Any], oksana: Client, change: Callable
) -> None:
    change(Weight.CORRECTION, "Дуб росте біля мосту", lead="Дуб біля мосту")
    act(oksana, public, "confirm", "lead")
    assert 'name="correction_note"' in bench(oksana, public)
    assert can_submit(oksana, public)

    note = {"correction_note": "The oak stands by the bridge."}
    oksana.post(reverse("translation_board:submit", args=[public.pk]), note)
    TreePage.objects.get(pk=public.pk).current_workflow_task_state.approve(user=people["olena"])

    told = PublishedChange.public_of(TreePage.objects.get(pk=public.pk))
    assert [change.note for change in told] == ["The oak stands by the bridge."]
    assert 'name="correction_note"' not in bench(oksana, public)


def test_a_mended_typing_error_of_the_source_asks_nothing_of_the_translator(
    public: TreePage, oksana: Client, change: Callable
) -> None:
    change(Weight.TYPO, lead="Дуб.")

    assert text_of(public, "lead").data == "An oak"
    assert "4 of 4 passages" in bench(oksana, public)
    assert TranslationJob.objects.get(locale=public.locale).state == State.CURRENT


def test_words_of_the_page_itself_are_taken_over_and_what_is_outdated_is_marked(
    source: TreePage, people: dict[str, Any], oksana: Client, change: Callable, english: TreePage
) -> None:
    Translation.objects.update(enabled=False)
    english.title, english.lead = "Old Oak", "An oak in the park"
    english.body = _body(
        [
            {
                "type": "paragraph",
                "value": ENGLISH,
            }
        ]
    )
    _publish(english)
    change(lead="Дуб і липа")

    page = TreePage.objects.get(pk=english.pk)
    assert "Open passage by passage" in bench(oksana, page)
    oksana.post(reverse("translation_workbench:open", args=[page.pk]))
    html = bench(oksana, page)

    assert "3 of 4 passages" in html
    assert text_of(page, "Росте").data == "It grows <b>here</b>."
    assert text_of(page, "Його").data == 'A <a id="a1">garden</a> did it.'
    assert ">An oak in the park</textarea>" in html
    assert "<ins> і липа</ins>" in html
    act(oksana, page, "confirm", "lead")
    submit(oksana, page)
    draft = TreePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert (draft.title, draft.lead) == ("Old Oak", "An oak in the park")
    assert 'href="https://e.ua"' in str(draft.body)


def test_what_was_written_in_the_ordinary_editor_since_outlives_the_way_back(
    public: TreePage, oksana: Client, people: dict[str, Any]
) -> None:
    Translation.objects.update(enabled=False)
    page = TreePage.objects.get(pk=public.pk)
    page.lead = "A very old oak"
    page.save_revision(user=people["oksana"])

    oksana.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"localize-restart-translation": "1"})

    assert text_of(page, "lead").data == "A very old oak"
    assert ReplacedText.objects.get(place="lead").text == "An oak"


def test_earlier_texts_are_those_of_the_paragraph_and_of_no_other(english: TreePage, oksana: Client) -> None:
    write(oksana, english, "Росте", "It grows <b>here</b>.")
    write(oksana, english, "Росте", "It stands <b>here</b>.", seen=_seen(english, "Росте"))

    assert bench(oksana, english).count('data-use="It grows &lt;b&gt;here&lt;/b&gt;."') == 1


def test_a_correction_is_told_to_readers_of_the_translation_once_it_follows(
    public: TreePage, people: dict[str, Any], oksana: Client, change: Callable, client: Client
) -> None:
    change(Weight.CORRECTION, "Липа, не дуб", lead="Липа")
    assert "Липа, не дуб" in bench(oksana, public)
    write(oksana, public, "lead", "A lime")

    address = reverse("translation_board:submit", args=[public.pk])
    oksana.post(address, {"correction_note": "It is a lime, not an oak."})
    TreePage.objects.get(pk=public.pk).current_workflow_task_state.approve(user=people["olena"])

    html = client.get(TreePage.objects.get(pk=public.pk).url).content.decode()
    assert "It is a lime, not an oak." in html
    assert "does not follow the correction" not in html


def test_who_approves_a_translation_reads_the_note_for_readers_and_is_asked_for_no_kind_of_change(
    public: TreePage, people: dict[str, Any], oksana: Client, change: Callable
) -> None:
    change(Weight.CORRECTION, "Липа, не дуб", lead="Липа")
    write(oksana, public, "lead", "A lime")
    note = {"correction_note": "It is a lime, not an oak."}
    oksana.post(reverse("translation_board:submit", args=[public.pk]), note)

    asked, answer = approve(people["olena"], public)

    assert "change_weight" not in asked.context["form"].fields
    assert "It is a lime, not an oak." in asked.content.decode()
    assert "is approved and public" in answer.content.decode()
    told = PublishedChange.public_of(TreePage.objects.get(pk=public.pk))
    assert [change.note for change in told] == ["It is a lime, not an oak."]


def test_a_note_for_readers_outlives_a_refusal_and_a_review_that_sends_it_back(
    public: TreePage, people: dict[str, Any], oksana: Client, change: Callable
) -> None:
    change(Weight.CORRECTION, "Липа, не дуб", lead="Липа")
    address = reverse("translation_board:submit", args=[public.pk])
    note = {"correction_note": "It is a <lime>."}
    refused = oksana.post(address, note, follow=True).content.decode()  # the lead is not translated
    assert "It is a &lt;lime&gt;.</textarea>" in refused

    write(oksana, public, "lead", "A lime")
    too_long = oksana.post(address, {"correction_note": "lime " * 200}, follow=True).content.decode()
    assert "The note for readers is too long: no more than 500 characters." in too_long
    assert "lime lime" in too_long

    oksana.post(address, note)
    send_back = reverse("translation_workbench:send_back", args=[public.pk])
    signed_in(people["olena"]).post(send_back, {"comment": "A linden"})
    assert "It is a &lt;lime&gt;.</textarea>" in bench(oksana, public)

    oksana.post(address, {"correction_note": ""})
    TreePage.objects.get(pk=public.pk).current_workflow_task_state.approve(user=people["olena"])
    assert not PublishedChange.public_of(TreePage.objects.get(pk=public.pk))


def test_a_translation_that_somebody_called_a_correction_without_a_note_is_approved_as_any_other(
    public: TreePage, people: dict[str, Any], oksana: Client
) -> None:
    write(oksana, public, "lead", "An old oak", seen=_seen(public, "lead"))
    submit(oksana, public)
    page = TreePage.objects.get(pk=public.pk)
    propose(page.latest_revision, Proposal(Weight.CORRECTION))

    _asked, answer = approve(people["olena"], public)

    assert "is approved and public" in answer.content.decode()
    assert PublishedChange.objects.filter(page_id=public.pk).latest("pk").weight == Weight.CONTENT


def approve(user: Any, page: TreePage) -> tuple[Any, Any]:
    """Press the button of the workbench and that of the page it leads to; returns both answers."""
    client = signed_in(user)
    [address] = re.findall(r'href="([^"]*approval[^"]*)"', bench(client, page))
    asked = client.get(unescape(address))
    return asked, client.post(unescape(address), {"read": asked.context["form"]["read"].value()}, follow=True)


def test_a_reviewer_who_wrote_is_told_before_and_after_that_somebody_else_has_to_approve(
    english: TreePage, people: dict[str, Any], oksana: Client
) -> None:
    olena = signed_in(people["olena"])
    assert "somebody else has to approve this translation" in bench(olena, english)
    assert "somebody else has to approve this translation" not in bench(oksana, english)
    for start, text in PUBLIC.items():
        write(olena if start == "lead" else oksana, english, start, text)

    assert "Nobody who may approve it is available" in submit(oksana, english)

    html = bench(olena, english)
    assert "You wrote part of this text" in html
    assert "core_approve" not in html


def test_translators_find_their_work_on_the_home_page(english: TreePage, oksana: Client, admin_client: Client) -> None:
    html = oksana.get(reverse("wagtailadmin_home")).content.decode()

    assert "Free in my languages" in html
    assert "Старий дуб" in html
    assert "Free in my languages" not in admin_client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_same_words_elsewhere_are_offered_and_those_at_the_same_place_first(
    public: TreePage, oksana: Client
) -> None:
    section = Page.objects.get(pk=public.pk).get_translation(Locale.get_default()).get_parent().specific
    other = make_tree(section, title="Дуб", lead="Дуб", slug="dub-2")
    translate_object(other, [public.locale])
    page = TreePage.objects.get(translation_key=other.translation_key, locale=public.locale)

    html = bench(oksana, page)

    assert html.count('<q lang="en">An oak</q>') == 2
    assert 'data-use="An oak"' in html


def test_a_passage_goes_out_as_po_and_comes_back(english: TreePage, oksana: Client) -> None:
    write(oksana, english, "title", "Old Oak")
    file = polib.pofile(export(oksana, english, "po").decode())
    assert next(entry for entry in file if entry.msgctxt == "title").msgstr == "Old Oak"
    for entry in file:
        if entry.msgctxt.startswith("body."):
            entry.msgstr = entry.msgid.replace("Росте", "Grows").replace("Його посадив", "By")
            entry.msgstr = entry.msgstr.replace("біля мосту", "here").replace("сад", "garden")

    html = upload(oksana, english, "oak.po", str(file).encode())

    assert "2 passages were taken. 2 were the same already. 1 is not translated." in html
    assert text_of(english, "Росте").data == "Grows <b>here</b>."
    assert text_of(english, "Росте").last_translated_by.username == "oksana"


def test_a_passage_goes_out_as_xliff_with_protected_marks_and_comes_back(english: TreePage, oksana: Client) -> None:
    root = ElementTree.fromstring(export(oksana, english, "xliff"))
    space = {"x": "urn:oasis:names:tc:xliff:document:1.2"}
    units = {unit.find("x:source", space): unit for unit in root.iterfind(".//x:trans-unit", space)}
    source, unit = next((each, unit) for each, unit in units.items() if (each.text or "").startswith("Його"))
    assert [(mark.get("id"), mark.get("ctype"), mark.text) for mark in source] == [("a1", "link", "сад")]
    target = unit.find("x:target", space)
    target.set("state", "translated")
    target.text = "By a "
    mark = ElementTree.SubElement(target, source[0].tag, source[0].attrib)
    mark.text, mark.tail = "garden", " & co."

    html = upload(oksana, english, "oak.xlf", ElementTree.tostring(root))

    assert "1 passage was taken." in html
    assert text_of(english, "Його").data == 'By a <a id="a1">garden</a> &amp; co.'


def _of_other_page(content: bytes, page: TreePage) -> bytes:
    return content.replace(str(Translation.objects.get().uuid).encode(), str(uuid4()).encode())


def _with_bad_mark(content: bytes, page: TreePage) -> bytes:
    return content.replace(b'msgstr ""', b'msgstr "<script>x</script>"')


def _with_strange_passage(content: bytes, page: TreePage) -> bytes:
    return content + '\nmsgctxt "title"\nmsgid "Чужий"\nmsgstr "Foreign"\n'.encode()


@pytest.mark.parametrize(
    ("name", "spoil", "said"),
    [
        ("oak.po", lambda content, page: content[: len(content) // 2] + b'"\nmsgid', "damaged"),
        ("oak.po", lambda content, page: b"\xff\xfe\x00", "no PO file in UTF-8"),
        ("oak.po", lambda content, page: b"", "it has no passages"),
        ("oak.po", lambda content, page: b"/etc/passwd", "damaged"),
        ("oak.po", _of_other_page, "made for another page"),
        ("oak.po", _with_bad_mark, "Nothing was taken from the file"),
        ("oak.po", _with_strange_passage, "is no passage of this page"),
        ("oak.xliff", lambda content, page: content[:-20], "cannot be read as XLIFF"),
        ("oak.xliff", lambda content, page: b"<xliff/>", "cannot be read as XLIFF"),
        (
            "oak.xliff",
            lambda content, page: DOCTYPE + content[39:],
            "cannot be read as XLIFF",
        ),
        ("oak.xliff", _of_other_page, "made for another page"),
        ("oak.docx", lambda content, page: content, "has to end in"),
    ],
)
def test_a_damaged_file_is_refused_as_a_whole(
    english: TreePage, oksana: Client, name: str, spoil: Callable, said: str
) -> None:
    write(oksana, english, "title", "Old Oak")
    content = export(oksana, english, "xliff" if name.endswith("xliff") else "po").replace(b"Old Oak", b"Older Oak")

    html = upload(oksana, english, name, spoil(content, english))

    assert said in html
    assert [text.data for text in StringTranslation.objects.exclude(last_translated_by=None)] == ["Old Oak"]


def test_a_file_from_before_the_source_changed_is_taken_and_shown_as_the_last_translation(
    english: TreePage, oksana: Client, change: Callable
) -> None:
    write(oksana, english, "lead", "Draft")
    content = export(oksana, english, "po").replace(b"Draft", b"An oak")
    change(lead="Дуб, якому триста років")

    html = upload(oksana, english, "oak.po", content)

    assert "The source of 1 has changed since" in html
    assert ">An oak</textarea>" in bench(oksana, english)
    assert text_of(english, "lead") is None


def test_the_draft_of_a_machine_is_marked_and_cannot_be_published_unread(
    english: TreePage, oksana: Client, settings: Any
) -> None:
    address = reverse("translation_workbench:draft", args=[english.pk])
    assert oksana.post(address).status_code == 404
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = MACHINE

    html = oksana.post(address, follow=True).content.decode()

    assert "A draft was made." in html
    assert html.count("I have read it") == 4
    assert "Not translated" in submit(oksana, english)
    act(oksana, english, "mark_read", "lead")
    write(oksana, english, "title", "Old Oak", seen=_seen(english, "title"))
    page = TreePage.objects.get(pk=english.pk)
    page.title, page.lead = "Old Oak", text_of(english, "lead").data
    page.body = Translation.objects.get().source.get_ephemeral_translated_instance(page.locale, fallback=True).body
    with pytest.raises(IncompleteTranslationError):
        page.save_revision().publish()
    for start in ("Росте", "Його"):
        act(oksana, english, "mark_read", start)
    assert "is submitted for approval" in submit(oksana, english)


def test_a_translation_service_that_is_away_changes_nothing(
    english: TreePage, oksana: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = MACHINE
    monkeypatch.setattr(
        "wagtail_localize.machine_translators.dummy.DummyTranslator.translate",
        lambda *args: (_ for _ in ()).throw(ConnectionError("secret address")),
    )

    html = oksana.post(reverse("translation_workbench:draft", args=[english.pk]), follow=True).content.decode()

    assert "does not answer" in html
    assert "secret address" not in html
    assert not StringTranslation.objects.exists()


def test_under_review_it_is_read_and_decided_on_and_nobody_writes(
    english: TreePage, people: dict[str, Any], oksana: Client
) -> None:
    for start, text in PUBLIC.items():
        write(oksana, english, start, text)
    submit(oksana, english)
    olena = signed_in(people["olena"])

    assert "waits for approval" in bench(oksana, english)
    assert write(oksana, english, "lead", "Later", seen=_seen(english, "lead")).status_code == 403
    assert reverse("core_approve", args=[english.current_workflow_task_state.pk]) in bench(olena, english)
    send_back = reverse("translation_workbench:send_back", args=[english.pk])
    assert oksana.post(send_back, {"comment": "No"}, headers=SCRIPT).status_code == 403
    assert "Say what has to be changed" in olena.post(send_back, {"comment": " "}, follow=True).content.decode()
    olena.post(send_back, {"comment": "Mind the article"})
    html = bench(oksana, english)
    assert "Mind the article" in html
    assert write(oksana, english, "lead", "The oak", seen=_seen(english, "lead")).status_code == 200
    submit(oksana, english)
    oksana.post(reverse("translation_workbench:take_back", args=[english.pk]))
    assert write(oksana, english, "lead", "This oak", seen=_seen(english, "lead")).status_code == 200


def test_source_and_translation_are_seen_side_by_side(english: TreePage, oksana: Client) -> None:
    html = oksana.get(reverse("translation_workbench:preview", args=[english.pk])).content.decode()

    left = reverse("translation_workbench:preview_source", args=[english.pk])
    assert left in html
    answer = oksana.get(left)
    assert "Старий дуб" in answer.content.decode()
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


def test_nobody_works_on_a_translation_in_a_language_that_is_not_theirs(
    source: TreePage, english: TreePage, people: dict[str, Any]
) -> None:
    stranger = signed_in(make_member(make_group("Poles", None), "jan"))
    segment = segment_of(english, "lead").pk
    posts = {"open": [], "save": [], "save_passage": [segment], "confirm": [segment], "mark_read": [segment]}
    posts |= {"send_back": [], "take_back": [], "fetch": [], "draft": [], "take_file": []}
    gets = {"export": ["po"], "preview": [], "preview_source": []}
    for client, page in ((stranger, english), (signed_in(people["oksana"]), source)):
        for name, more in posts.items():
            answer = client.post(reverse(f"translation_workbench:{name}", args=[page.pk, *more]))
            assert answer.status_code in (302, 403), name
            assert answer.status_code == 403 or answer.url == reverse("wagtailadmin_home"), name
        for name, more in gets.items():
            answer = client.get(reverse(f"translation_workbench:{name}", args=[page.pk, *more]))
            assert answer.status_code in (302, 403), name
    assert not StringTranslation.objects.exists()


def _assignee(page: TreePage) -> Any:
    return TranslationJob.objects.get(locale=page.locale).assignee


def _claim(client: Client, page: TreePage) -> None:
    job = TranslationJob.objects.get(locale=page.locale)
    client.post(reverse("translation_board:claim"), {"only": job.pk})


def _send_back(page: TreePage, user: Any) -> None:
    address = reverse("translation_workbench:send_back", args=[page.pk])
    signed_in(user).post(address, {"comment": "Say it simpler"})
    assert not TreePage.objects.get(pk=page.pk).workflow_in_progress


def test_who_claimed_a_job_keeps_it_when_it_is_returned_and_submitted_again(
    english: TreePage, people: dict[str, Any], oksana: Client
) -> None:
    _claim(oksana, english)
    for start, text in PUBLIC.items():
        write(oksana, english, start, text)
    submit(oksana, english)
    assert _assignee(english) == people["oksana"]

    _send_back(english, people["olena"])
    assert _assignee(english) == people["oksana"]
    write(oksana, english, "lead", "One oak", seen=_seen(english, "lead"))
    submit(oksana, english)

    assert TreePage.objects.get(pk=english.pk).workflow_in_progress
    assert _assignee(english) == people["oksana"]


def test_who_claimed_a_returned_translation_keeps_it_though_it_follows_its_source_again(
    public: TreePage, people: dict[str, Any], oksana: Client, change: Callable
) -> None:
    change(lead="Дуб, якому триста років")
    _claim(oksana, public)
    write(oksana, public, "lead", "An oak of three hundred years")
    submit(oksana, public)
    _send_back(public, people["olena"])

    write(oksana, public, "lead", "An oak", seen=_seen(public, "lead"))

    assert outdated_passages(TreePage.objects.get(pk=public.pk)) == []
    job = TranslationJob.objects.get(locale=public.locale)
    assert (job.state, job.assignee) == (State.IN_WORK, people["oksana"])
    submit(oksana, public)
    job.refresh_from_db()
    assert (job.state, job.assignee) == (State.IN_REVIEW, people["oksana"])
    assert_jobs_are_right()


def test_better_words_for_a_current_translation_are_a_job_until_they_are_taken_back(
    public: TreePage, oksana: Client
) -> None:
    write(oksana, public, "lead", "One oak", seen=_seen(public, "lead"))
    submit(oksana, public)
    job = TranslationJob.objects.get(locale=public.locale)
    assert job.state == State.IN_REVIEW

    oksana.post(reverse("translation_workbench:take_back", args=[public.pk]))

    job.refresh_from_db()
    assert job.state == State.CURRENT
    assert_jobs_are_right()


def put(client: Client, page: TreePage, start: str, method: str = "put", **values: str) -> Any:
    """Write a passage as wagtail-localize's own editor does."""
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=page.locale_id)
    address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment_of(page, start).pk])
    kind = "application/x-www-form-urlencoded"
    return getattr(client, method)(address, urlencode(values), content_type=kind)


def test_the_same_words_written_in_the_editor_of_wagtail_localize_are_still_valid(
    public: TreePage, oksana: Client, change: Callable
) -> None:
    change(lead="Дуб, якому триста років")
    assert outdated_passages(TreePage.objects.get(pk=public.pk))

    answer = put(oksana, public, "lead", value="An oak")

    assert (answer.status_code, answer.json()["data"]) == (201, "An oak")
    assert outdated_passages(TreePage.objects.get(pk=public.pk)) == []
    assert TranslationJob.objects.get(locale=public.locale).state == State.CURRENT
    assert_jobs_are_right()


def test_no_words_are_lost_through_that_editor_nor_is_anything_written_under_review(
    english: TreePage, people: dict[str, Any], oksana: Client
) -> None:
    put(oksana, english, "lead", value="An oak")
    assert put(oksana, english, "lead", value="One <b>oak").json()["error"]
    assert put(oksana, english, "lead", "delete").status_code == 200
    assert put(oksana, english, "lead").status_code == 400

    assert text_of(english, "lead") is None
    assert list(ReplacedText.objects.order_by("pk").values_list("text", flat=True)) == ["An oak", "One <b>oak"]
    for start, text in PUBLIC.items():
        write(oksana, english, start, text)
    submit(oksana, english)
    assert put(signed_in(people["olena"]), english, "lead", value="Mine").status_code in (302, 403)
    assert text_of(english, "lead").data == "An oak"


# What somebody types in another program: letters that the language has, longer than the source.
def _other_words(text: str) -> str:
    return "".join(chr(ord("a") + ord(letter) % 26) if letter.isalpha() else letter for letter in text)


def _through_xliff_program(content: bytes) -> bytes:
    store = xliff.xlifffile.parsestring(content)
    assert store.units
    for unit in store.units:
        wording = [element.copy() for element in unit.rich_source]
        for element in wording:
            element.apply_to_strings(_other_words)
        unit.rich_target = wording
    return bytes(store)


def _through_program_that_approves(content: bytes) -> bytes:
    """One that never touches the state of a passage that was not finished."""
    store = xliff.xlifffile.parsestring(_through_xliff_program(content))
    for unit in store.units:
        unit.set_state_n(unit.S_UNTRANSLATED)
        unit.markapproved()
    return bytes(store)


def _through_po_program(content: bytes) -> bytes:
    store = pypo.pofile.parsestring(content)
    for unit in store.units:
        if not unit.isheader():
            marks = re.split(r"(<[^>]+>)", unit.source)
            unit.target = "".join(each if each.startswith("<") else _other_words(each) for each in marks)
    return bytes(store)


@pytest.mark.parametrize(
    ("name", "program"),
    [
        ("oak.xliff", _through_xliff_program),
        ("oak.xliff", _through_program_that_approves),
        ("oak.po", _through_po_program),
    ],
)
def test_what_the_translate_toolkit_read_translated_and_wrote_is_taken_in_whole(
    english: TreePage, oksana: Client, name: str, program: Callable[[bytes], bytes]
) -> None:
    content = export(oksana, english, name.rpartition(".")[2])

    html = upload(oksana, english, name, program(content))

    assert "5 passages were taken." in html
    assert text_of(english, "lead").data == _other_words("Дуб")
    marks = re.findall(r"<[^>]+>", text_of(english, "Його").data + text_of(english, "Росте").data)
    assert marks == ['<a id="a1">', "</a>", "<b>", "</b>"]


def test_a_file_sent_to_the_address_of_wagtail_localize_makes_the_same_words_valid_too(
    public: TreePage, oksana: Client, change: Callable
) -> None:
    change(lead="Дуб, якому триста років")
    file = polib.pofile(export(oksana, public, "po").decode())
    next(entry for entry in file if entry.msgctxt == "lead" and not entry.obsolete).msgstr = "An oak"
    translation = Translation.objects.get(source__object_id=public.translation_key, target_locale=public.locale_id)

    content = SimpleUploadedFile("oak.po", str(file).encode())
    oksana.post(reverse("wagtail_localize:upload_pofile", args=[translation.pk]), {"file": content})

    assert outdated_passages(TreePage.objects.get(pk=public.pk)) == []
    assert_jobs_are_right()


def test_a_character_that_no_database_stores_is_left_out_of_a_passage(english: TreePage, oksana: Client) -> None:
    segment = segment_of(english, "Росте")

    assert write(oksana, english, "Росте", "It\x00 grows").status_code == 200
    assert text_of(english, "Росте").data == "It grows"
    typed = {f"text-{segment.pk}": "It\x00 stands", f"seen-{segment.pk}": _seen(english, "Росте")}
    oksana.post(reverse("translation_workbench:save", args=[english.pk]), typed)
    assert text_of(english, "Росте").data == "It stands"


def test_a_file_with_a_character_that_no_database_stores_is_refused(english: TreePage, oksana: Client) -> None:
    content = export(oksana, english, "po").replace(b'msgstr ""', b'msgstr "It\x00 grows"')

    upload(oksana, english, "oak.po", content)

    assert text_of(english, "Росте") is None
