"""A translation written in wagtail-localize's editor goes the way of every text: submitted, read, approved."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.models import Locale, Page, PageLogEntry
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import translate_object

from cms_site.core.changes.models import Weight
from cms_site.core.changes.proposing import Proposal
from cms_site.core.models import TranslationJob
from cms_site.core.translation.jobs import following
from cms_site.core.translation.syncing import sync
from cms_site.core.workflow.four_eyes import FourEyesError, is_barred
from cms_site.core.workflow.publishing import SystemAction, system_action
from tests.factories.core import make_park, make_site, make_term, make_tree, translate
from tests.factories.translation import require
from tests.factories.workflow import make_group, make_member, make_route, under_four_eyes
from tests.testapp.models import TreePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def english() -> TreePage:
    """A draft in wagtail-localize's editor, nothing of which is translated."""
    tree = make_tree(make_park(make_site()), title="Старий дуб", lead="Росте біля мосту")
    under_four_eyes(TreePage)
    require(TreePage, "en")
    following.open_jobs(tree.pk)
    translate(tree.get_parent().specific, "en")
    translate_object(tree, [Locale.objects.get(language_code="en")])
    return TreePage.objects.get(translation_key=tree.translation_key, locale__language_code="en")


@pytest.fixture
def people(english: TreePage) -> dict[str, Any]:
    home = Page.objects.get(depth=2, locale__language_code="en")
    translators, reviewers = make_group("Translators", home, "change"), make_group("Reviewers", home, "change")
    make_route(reviewers, page=home)
    members = {name: make_member(translators, name) for name in ("oksana", "petro")}
    members["petro"].groups.add(reviewers)
    return {**members, "olena": make_member(reviewers, "olena")}


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def fresh(page: TreePage) -> TreePage:
    return TreePage.objects.get(pk=page.pk)


def submit(page: TreePage, user: Any) -> str:
    """Submit a translation; returns what the editor says."""
    address = reverse("translation_board:submit", args=[page.pk])
    return signed_in(user).post(address, follow=True).content.decode()


def stop(page: TreePage, user: Any) -> None:
    translation = Translation.objects.get(source__object_id=page.translation_key)
    signed_in(user).post(reverse("wagtail_localize:stop_translation", args=[translation.pk]))


def write(page: TreePage, user: Any, **texts: str) -> None:
    """Write passages as the editor does, one by one."""
    source = TranslationSource.objects.get(object_id=page.translation_key)
    for path, text in texts.items():
        segment = StringSegment.objects.get(source=source, context__path=path)
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=page.locale,
            context=segment.context,
            defaults={"data": text, "last_translated_by": user, "translation_type": "manual"},
        )


def test_it_is_submitted_when_it_is_whole_and_approved_by_a_reviewer_with_no_words_in_it(
    english: TreePage, people: dict[str, Any]
) -> None:
    oksana, petro, olena = (people[name] for name in ("oksana", "petro", "olena"))
    edit, address = (
        reverse("wagtailadmin_pages:edit", args=[english.pk]),
        reverse("translation_board:submit", args=[english.pk]),
    )
    client = signed_in(oksana)
    write(english, oksana, title="Old oak")

    assert address in client.get(edit).content.decode()
    assert "Not translated: lead." in client.post(address, follow=True).content.decode()
    assert not TreePage.objects.get(pk=english.pk).workflow_in_progress

    write(english, petro, lead="It grows by the bridge")
    assert "is submitted for approval" in client.post(address, follow=True).content.decode()
    page = TreePage.objects.get(pk=english.pk)
    assert page.workflow_in_progress
    assert not page.live
    assert page.get_latest_revision_as_object().lead == "It grows by the bridge"
    assert [is_barred(page, user) for user in (oksana, petro, olena)] == [True, True, False]

    page.current_workflow_task_state.reject(user=olena, comment="Mind the article")
    assert "Mind the article" in client.get(edit).content.decode()
    write(english, oksana, title="The old oak")
    client.post(address)
    TreePage.objects.get(pk=english.pk).current_workflow_task_state.approve(user=olena)
    page = TreePage.objects.get(pk=english.pk)
    assert (page.live, page.title) == (True, "The old oak")


def test_a_public_translation_stays_as_it_is_until_the_new_one_is_approved(
    english: TreePage, people: dict[str, Any]
) -> None:
    write(english, people["oksana"], title="Old oak", lead="It grows by the bridge")
    submit(english, people["oksana"])
    TreePage.objects.get(pk=english.pk).current_workflow_task_state.approve(user=people["olena"])

    write(english, people["oksana"], title="Ancient oak")
    submit(english, people["oksana"])

    page = TreePage.objects.get(pk=english.pk)
    assert (page.title, page.get_latest_revision_as_object().title) == ("Old oak", "Ancient oak")
    assert Translation.objects.get(source__object_id=page.translation_key).enabled
    answer = signed_in(people["oksana"]).post(
        reverse("wagtailadmin_pages:edit", args=[english.pk]), {"action": "publish"}, follow=True
    )
    assert "Submit it for approval" in answer.content.decode()
    assert TreePage.objects.get(pk=english.pk).title == "Old oak"


def test_whoever_wrote_a_string_is_barred_though_another_changed_it_until_the_text_is_approved(
    english: TreePage, people: dict[str, Any]
) -> None:
    oksana, petro, olena = (people[name] for name in ("oksana", "petro", "olena"))
    olena_writes = {"title": "Old oke", "lead": "It grows by the bridge"}
    write(english, olena, **olena_writes)
    write(english, petro, title="Old oak", lead="It grows at the bridge")

    submit(english, oksana)
    page = fresh(english)
    assert [is_barred(page, user) for user in (oksana, petro, olena)] == [True, True, True]
    with pytest.raises(FourEyesError):
        page.current_workflow_task_state.approve(user=olena)

    halyna = make_member(Group.objects.get(name="Reviewers"), "halyna")
    page.current_workflow_task_state.approve(user=halyna)
    assert fresh(english).live
    source = TreePage.objects.get(translation_key=english.translation_key, locale__language_code="uk")
    source.lead = "Росте біля мосту."
    source.proposed_change = Proposal(Weight.TYPO)
    with system_action(SystemAction.DEMO):
        source.save_revision().publish()
    sync(TranslationSource.objects.get(object_id=english.translation_key))
    assert not is_barred(fresh(english), petro)  # whose words were carried to the mended lead
    write(english, petro, title="The old oak")
    submit(english, petro)
    # her words were approved before: she may read what is new
    fresh(english).current_workflow_task_state.approve(user=olena)
    assert fresh(english).title == "The old oak"


def test_words_from_a_file_or_a_machine_are_those_of_whoever_had_them_written(
    english: TreePage, people: dict[str, Any], settings: Any
) -> None:
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"
    }
    translation = Translation.objects.get(source__object_id=english.translation_key)
    text = str(translation.export_po()).replace('msgid "Старий дуб"\nmsgstr ""', 'msgid "Старий дуб"\nmsgstr "Oak"')
    address = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    signed_in(people["olena"]).post(address, {"file": SimpleUploadedFile("a.po", text.encode())})
    signed_in(people["petro"]).post(reverse("wagtail_localize:machine_translate", args=[translation.pk]))
    write(english, people["oksana"], lead="It grows by the bridge", slug="oak")

    submit(english, people["oksana"])

    page = fresh(english)
    assert page.get_latest_revision_as_object().title == "Oak"
    assert [is_barred(page, people[name]) for name in ("oksana", "petro", "olena")] == [True, True, True]


def test_stopping_leaves_what_was_translated_in_the_draft_and_its_writers_barred(
    english: TreePage, people: dict[str, Any]
) -> None:
    oksana, olena, petro = (people[name] for name in ("oksana", "olena", "petro"))
    write(english, oksana, title="Old oak", lead="It grows by the bridge", slug="old-oak")
    submit(english, oksana)
    fresh(english).current_workflow_task_state.approve(user=olena)
    source = TreePage.objects.get(translation_key=english.translation_key, locale__language_code="uk")
    source.title, source.lead, source.height = "Древній дуб", "Росте біля нового мосту", 25
    with system_action(SystemAction.DEMO):
        source.save_revision().publish()
    translation = Translation.objects.get(source__object_id=english.translation_key)
    translation.source.update_from_db()
    write(english, olena, title="Ancient oak")

    stop(english, petro)

    draft = fresh(english).get_latest_revision_as_object()
    # what nobody translated anew keeps its old words
    assert (draft.title, draft.lead, draft.height) == ("Ancient oak", "It grows by the bridge", 25)
    assert fresh(english).title == "Old oak"
    assert [is_barred(fresh(english), user) for user in (olena, petro, oksana)] == [True, False, False]
    log = fresh(english).get_latest_revision().object_id
    assert PageLogEntry.objects.filter(page_id=int(log), action="core.translate", user=petro).exists()


def test_a_stopped_translation_is_restarted_with_the_words_that_were_written_since(
    english: TreePage, people: dict[str, Any]
) -> None:
    oksana = people["oksana"]
    write(english, oksana, title="Old oak", lead="It grows by the bridge")
    translation = Translation.objects.get(source__object_id=english.translation_key)
    client, address = signed_in(oksana), reverse("wagtailadmin_pages:edit", args=[english.pk])

    stop(english, oksana)
    client.post(address, {"localize-restart-translation": "1"})
    translation.refresh_from_db()
    assert translation.enabled

    stop(english, oksana)
    draft = fresh(english).get_latest_revision_as_object()
    draft.lead = "It grows by the new bridge"
    draft.save_revision(user=oksana)
    client.post(address, {"localize-restart-translation": "1"})
    translation.refresh_from_db()
    assert translation.enabled
    assert StringTranslation.objects.get(context__path="lead").data == "It grows by the new bridge"


def test_nothing_is_written_while_it_waits_for_approval(english: TreePage, people: dict[str, Any]) -> None:
    write(english, people["oksana"], title="Old oak", lead="It grows by the bridge")
    submit(english, people["oksana"])
    translation = Translation.objects.get(source__object_id=english.translation_key)
    segment = translation.source.stringsegment_set.get(context__path="title").pk
    address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment])

    for name in ("oksana", "olena"):  # nor by the reviewer: what was read is approved
        client = signed_in(people[name])
        answer = client.put(address, "value=Oak", content_type="application/x-www-form-urlencoded")
        assert answer.status_code == 302, name
    assert StringTranslation.objects.get(context__path="title").data == "Old oak"


def test_submission_asks_for_terms_as_the_ordinary_editor_does_and_takes_a_reason(
    english: TreePage, people: dict[str, Any]
) -> None:
    make_term("Старий дуб", kind="award", en="Old Oak")
    oksana = people["oksana"]
    write(english, oksana, title="Ancient tree", lead="It grows by the bridge")

    assert "“Старий дуб” is “Old Oak”, which is missing" in submit(english, oksana)
    assert not fresh(english).workflow_in_progress

    terms = reverse("core_page_terms", args=[english.pk])
    [row] = signed_in(oksana).get(terms).context["overview"].open
    signed_in(oksana).post(terms, {"finding": row.key, "reason": "It is no award here."})
    submit(english, oksana)
    assert fresh(english).workflow_in_progress


def test_several_that_are_submitted_at_once_are_asked_for_the_same(
    english: TreePage, people: dict[str, Any], admin_client: Client
) -> None:
    make_term("Старий дуб", kind="award", en="Old Oak")
    write(english, people["oksana"], title="Ancient tree", lead="It grows by the bridge")
    action = reverse("wagtail_bulk_action", args=["testapp", "treepage", "request_approval"])
    address = f"{action}?id={english.pk}&next=/admin/"

    answer = admin_client.post(address, follow=True).content.decode()
    assert "«Old Oak»" in answer
    assert not fresh(english).workflow_in_progress

    write(english, people["oksana"], title="Old Oak")
    admin_client.post(address)
    assert fresh(english).get_latest_revision_as_object().title == "Old Oak"
    assert fresh(english).workflow_in_progress


def test_a_submitted_translation_has_the_facts_of_its_source_now_and_says_what_is_wrong_with_it(
    english: TreePage, people: dict[str, Any]
) -> None:
    source = TreePage.objects.get(translation_key=english.translation_key, locale__language_code="uk")
    source.height = 25
    with system_action(SystemAction.DEMO):
        source.save_revision().publish()
    write(english, people["oksana"], title="Old oak" * 50, lead="It grows by the bridge")

    assert "Title: Ensure this value has at most 255 characters" in submit(english, people["oksana"])
    write(english, people["oksana"], title="Old oak")
    submit(english, people["oksana"])

    assert fresh(english).get_latest_revision_as_object().height == 25


def test_the_history_of_the_job_tells_who_submitted_the_translation_and_who_sent_it_back(
    english: TreePage, people: dict[str, Any]
) -> None:
    oksana, petro, olena = (people[name] for name in ("oksana", "petro", "olena"))
    job = TranslationJob.objects.get(locale=english.locale)
    write(english, oksana, title="Old oak", lead="It grows by the bridge")
    submit(english, oksana)
    fresh(english).current_workflow_task_state.reject(user=olena, comment="Mind the article")
    write(english, petro, title="The old oak")
    submit(english, petro)

    page = signed_in(oksana).get(reverse("translation_board:job", args=[job.pk])).content.decode()

    lines = [" ".join(strip_tags(line).split()[2:]) for line in page.partition("board__history")[2].split("<li>")[1:4]]
    assert lines == [
        "Submitted again after changes: Read by Reviewers — Petro",
        "Returned for changes: Read by Reviewers — Olena Mind the article",
        "Submitted for approval: Read by Reviewers — Oksana",
    ]
