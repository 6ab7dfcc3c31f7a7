"""The pages of a bundle become public at one moment or not at all."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail.signals import page_published

from cms_site.core.bundles import release as releasing
from cms_site.core.bundles.holding import HeldError
from cms_site.core.bundles.membership import NotAddedError, add, remove
from cms_site.core.bundles.models import Bundle, BundleItem, State
from cms_site.core.bundles.release import (
    NotReadyError,
    NotReleasedError,
    OtherTextsError,
    approve,
    release,
    release_due,
)
from cms_site.core.catalog.projection import differences
from cms_site.core.changes.models import Weight
from cms_site.core.changes.proposing import Proposal
from cms_site.core.models import Approval, Entry, PublishedChange, TranslationState
from cms_site.core.translation.states import outdated_passages
from cms_site.core.workflow.publishing import SystemAction, system_action
from delegations.models import DelegationPage
from home.models import NewsPage
from tests.factories.bundles import make_bundle, read, standing
from tests.factories.core import make_term, speaking, translate
from tests.factories.delegations import make_delegation_index, make_visit
from tests.factories.workflow import make_group, make_member, under_four_eyes
from tests.integration.core.test_four_eyes import Desk

pytestmark = pytest.mark.django_db


class KilledError(BaseException):
    """The process died here."""


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    desk.index.refresh_from_db()
    for group in (desk.authors, desk.chiefs):
        make_group(group.name, None, permissions=("add_bundle", "change_bundle"))
    # what a user may do is kept on them
    for name in ("author", "chief", "deputy"):
        setattr(desk, name, get_user_model().objects.get(username=name))
    return desk


def drafts(desk: Desk, count: int) -> list[NewsPage]:
    return [desk.draft(desk.author, f"Новина {number}") for number in range(count)]


def live(bundle: Bundle) -> list[bool]:
    return [Page.objects.get(pk=item.page_id).live for item in bundle.items.all()]


def everything_public() -> Any:
    """What readers can learn from the tables."""
    return (
        list(Page.objects.filter(live=True).values_list("pk", "live_revision").order_by("pk")),
        list(Entry.objects.values_list("pk", "version").order_by("pk")),
        list(PublishedChange.objects.values_list("pk", flat=True)),
        Approval.objects.count(),
    )


def failing_at(number: int, error: Exception | BaseException) -> Callable[..., None]:
    """Something that goes wrong after so many pages have been published."""
    seen = []

    def fail(**kwargs: Any) -> None:
        seen.append(kwargs["instance"])
        if len(seen) == number + 1:
            raise error

    return fail


def test_all_pages_become_public_at_once_with_everything_that_belongs_to_it(desk: Desk, client: Client) -> None:
    for count in (1, 5, 30):
        bundle = make_bundle(*drafts(desk, count), by=desk.author)

        release(bundle, desk.chief, read(bundle))

        bundle.refresh_from_db()
        pages = list(bundle.items.values_list("page", flat=True))
        assert (bundle.state, bundle.approved_by) == (State.RELEASED, desk.chief)
        assert all(live(bundle))
        assert Entry.objects.filter(pk__in=pages).count() == count
        assert PublishedChange.objects.filter(page_id__in=pages, by=desk.chief).count() == count
        approvals = Approval.objects.filter(object_id__in=map(str, pages))
        assert set(approvals.values_list("by", "kind")) == {(desk.chief.pk, Approval.Kind.APPROVED)}
    assert differences() == []
    assert "Новина 0" in client.get("/news/feed/rss/").content.decode()
    assert not BundleItem.objects.filter(open=True).exists()


def test_an_error_at_any_page_leaves_none_public_and_is_told(
    desk: Desk, django_capture_on_commit_callbacks: Any, mailoutbox: list[Any]
) -> None:
    bundle = make_bundle(*drafts(desk, 4), by=desk.author)
    before = everything_public()
    for number in range(4):
        fault = failing_at(number, ZeroDivisionError("secret"))
        page_published.connect(fault)
        try:
            # nothing but the mail about the failure is left to be done after the transaction
            with django_capture_on_commit_callbacks(execute=True) as callbacks, pytest.raises(NotReleasedError):
                release(bundle, desk.chief, read(bundle))
        finally:
            page_published.disconnect(fault)

        bundle.refresh_from_db()
        assert everything_public() == before
        assert not any(live(bundle))
        assert (bundle.state, "secret" in bundle.failure, len(callbacks)) == (State.FAILED, False, 1)
        assert [mail.to for mail in mailoutbox] == [[desk.author.email]]
        assert bundle.failure in mailoutbox.pop().body
    release(bundle, desk.chief, read(bundle))
    assert all(live(bundle))


def test_a_process_that_is_killed_in_the_middle_leaves_nothing_and_the_next_run_releases(desk: Desk) -> None:
    bundle = make_bundle(*drafts(desk, 3), by=desk.author, release_at=timezone.now() + timedelta(minutes=1))
    approve(bundle, desk.chief, read(bundle))
    Bundle.objects.update(release_at=timezone.now() - timedelta(minutes=1))
    before = everything_public()
    fault = failing_at(1, KilledError())
    page_published.connect(fault)
    try:
        with pytest.raises(KilledError), transaction.atomic():
            release_due(timezone.now())
    finally:
        page_published.disconnect(fault)
    assert everything_public() == before

    call_command("publish_scheduled", stdout=StringIO())

    assert all(live(bundle))
    assert PublishedChange.objects.filter(by=desk.chief).count() == 3


def test_the_scheduler_releases_what_is_approved_when_its_time_has_come_and_once(desk: Desk) -> None:
    page = desk.draft(desk.author)
    bundle = make_bundle(page, by=desk.author, release_at=timezone.now() + timedelta(hours=1))
    assert release_due(timezone.now() + timedelta(hours=2)) == (0, 0)  # nobody has approved it

    approve(bundle, desk.chief, read(bundle))
    assert release_due(timezone.now()) == (0, 0)
    Bundle.objects.update(release_at=timezone.now())
    seen: list[Any] = []

    def second_scheduler(**kwargs: Any) -> None:
        # its own list was made before the first one was done
        seen.append(releasing._whole(bundle, None, "").released_at)

    assert release_due(timezone.now()) == (1, 0)
    second_scheduler()
    assert release_due(timezone.now()) == (0, 0)
    assert PublishedChange.objects.filter(page_id=page.pk).count() == 1


def test_a_text_that_changed_after_approval_is_not_released_by_the_clock(
    desk: Desk, django_capture_on_commit_callbacks: Any, mailoutbox: list[Any]
) -> None:
    pages = drafts(desk, 2)
    bundle = make_bundle(*pages, by=desk.author, release_at=timezone.now() + timedelta(hours=1))
    approve(bundle, desk.chief, read(bundle))
    desk.edit(pages[1], desk.author, "Новина з правкою")
    row = standing(bundle)["Новина з правкою"]
    assert row.waiting.startswith("Змінено після затвердження.")
    assert "Chief" in row.waiting
    assert standing(bundle)["Новина 0"].ready
    Bundle.objects.update(release_at=timezone.now())

    with django_capture_on_commit_callbacks(execute=True):
        assert release_due(timezone.now()) == (0, 1)

    bundle.refresh_from_db()
    assert not any(live(bundle))
    assert "«Новина з правкою»" in bundle.failure
    assert len(mailoutbox) == 1
    assert release_due(timezone.now()) == (0, 0)


def test_nobody_releases_their_own_words_nor_what_they_may_not_publish(desk: Desk) -> None:
    bundle = make_bundle(desk.draft(desk.author), desk.draft(desk.chief, "Від редактора"), by=desk.author)
    for user, error in ((desk.author, PermissionDenied), (desk.chief, NotReleasedError)):
        with pytest.raises(error):
            release(bundle, user, read(bundle))
        assert not any(live(bundle))
    row = standing(bundle, desk.chief)["Від редактора"]
    assert (row.mine, "Deputy" in row.waiting, "Chief" in row.waiting) == (False, True, False)

    release(bundle, desk.deputy, read(bundle))

    assert all(live(bundle))


def test_what_was_read_is_released_and_nothing_else(desk: Desk) -> None:
    page = desk.draft(desk.author)
    bundle = make_bundle(page, by=desk.author)
    seen = read(bundle)
    desk.edit(page, desk.author, "Закрито клас")

    with pytest.raises(OtherTextsError):
        release(bundle, desk.chief, seen)

    bundle.refresh_from_db()
    assert (bundle.state, live(bundle)) == (State.DRAFT, [False])


def test_a_step_of_a_workflow_approves_for_the_bundle_and_publishes_nothing(desk: Desk) -> None:
    page = desk.draft(desk.author)
    bundle = make_bundle(page, by=desk.author)
    step = desk.submit(page, desk.author)
    row = standing(bundle, desk.chief)[page.title]
    assert (row.mine, row.waiting.startswith("Очікує затвердження.")) == (False, True)

    step.approve(user=desk.chief)

    assert not desk.fresh(page).live
    assert standing(bundle)[page.title].ready
    release(bundle, desk.deputy, read(bundle))
    assert desk.fresh(page).live
    assert Approval.objects.get(object_id=str(page.pk)).by == desk.chief


def test_a_page_in_a_bundle_is_not_published_alone_by_anybody(desk: Desk) -> None:
    page = desk.draft(desk.author)
    bundle = make_bundle(page, by=desk.author)

    with pytest.raises(HeldError, match="Відкриття класу"):
        desk.fresh(page).get_latest_revision().publish(user=desk.chief)
    due = page.get_latest_revision()
    Revision.objects.filter(pk=due.pk).update(approved_go_live_at=timezone.now())
    call_command("publish_scheduled", stdout=StringIO())
    assert not desk.fresh(page).live

    remove(bundle.items.get(), desk.author)
    desk.fresh(page).get_latest_revision().publish(user=desk.chief)
    assert desk.fresh(page).live


def test_a_page_is_in_one_open_bundle_and_every_change_asks_for_another_approval(desk: Desk) -> None:
    first, second = drafts(desk, 2)
    bundle = make_bundle(first, by=desk.author)
    with pytest.raises(NotAddedError, match="Відкриття класу"):
        make_bundle(first, by=desk.chief, name="Інше")
    with pytest.raises(IntegrityError), transaction.atomic():
        BundleItem.objects.create(bundle=Bundle.objects.create(name="Ще"), page=first, title="", position=1)

    approve(bundle, desk.chief, read(bundle))
    add(bundle, second, desk.author)
    bundle.refresh_from_db()
    assert (bundle.state, bundle.approved_by) == (State.DRAFT, None)

    release(bundle, desk.chief, read(bundle))
    with pytest.raises(NotAddedError):
        add(bundle, desk.draft(desk.author, "Ще новина"), desk.author)
    desk.edit(first, desk.author, "Новина з правкою")
    assert make_bundle(desk.fresh(first), by=desk.author, name="Правки").items.count() == 1


def test_what_stands_in_the_way_is_said_of_each_page(desk: Desk) -> None:
    future = timezone.now() + timedelta(days=1)
    pages = {
        name: desk.draft(desk.author, name)
        for name in ("Замкнено", "Без теми", "Свій час", "Ембарго", "Видалено", "Публічна")
    }
    pages["Публічна"].get_latest_revision().publish(user=desk.chief)
    for name, fields in {
        "Без теми": {"topic": None},
        "Свій час": {"go_live_at": future},
        "Ембарго": {"embargo_until": future, "go_live_at": None},
    }.items():
        draft = pages[name].get_latest_revision_as_object()
        for field, value in fields.items():
            setattr(draft, field, value)
        draft.save_revision(user=desk.author, clean=False)
    bundle = make_bundle(*(desk.fresh(page) for page in pages.values()), by=desk.author)
    NewsPage.objects.filter(pk=pages["Замкнено"].pk).update(locked=True, locked_by=desk.deputy)
    desk.fresh(pages["Видалено"]).delete(user=desk.author)

    rows = standing(bundle)

    said = {name: " ".join(row.obstacles) for name, row in rows.items()}
    assert "Deputy" in said["Замкнено"]
    assert "Тема: " in said["Без теми"]
    assert "власний час" in said["Свій час"]
    assert "притримано" in said["Ембарго"]
    assert "видалено" in said["Видалено"].lower()
    assert rows["Публічна"].ready
    with pytest.raises(NotReadyError):
        approve(bundle, desk.chief, read(bundle))
    assert not Approval.objects.filter(object_id=str(pages["Замкнено"].pk)).exists()


def test_a_source_and_its_translations_appear_together(desk: Desk, client: Client) -> None:
    page = desk.draft(desk.author)
    with system_action(SystemAction.DEMO):
        english, polish = (translate(page, language, publish=False) for language in ("en", "pl"))
    bundle = Bundle.objects.create(name="Усіма мовами", created_by=desk.root)
    # the order in which they were put in does not matter
    for each in (polish, page, english):
        add(bundle, each, desk.root)
    assert all(row.ready or row.mine for row in standing(bundle, desk.root).values())

    release(bundle, desk.root, read(bundle))

    assert all(live(bundle))
    assert differences() == []
    for each in (page, english, polish):
        assert client.get(NewsPage.objects.get(pk=each.pk).url).status_code == 200


def test_a_corrected_source_and_its_translation_change_at_one_moment_or_not_at_all(desk: Desk, client: Client) -> None:
    page = desk.published()
    page.lead = "Приїхало 20 гостей"
    with system_action(SystemAction.DEMO):
        page.save_revision(user=desk.author).publish()
        english = translate(page, "en", title="Class opened", lead="20 guests came")
    source = desk.fresh(page).get_latest_revision_as_object()
    source.title, source.lead = "Відкрито новий клас", "Приїхало 30 гостей"
    source.proposed_change = Proposal(Weight.CORRECTION, "Кількість гостей")
    source.save_revision(user=desk.author)
    followed = english.get_latest_revision_as_object()
    followed.lead = "30 guests came"
    followed.save_revision(user=desk.author)
    bundle = Bundle.objects.create(name="Виправлення", created_by=desk.root)
    for each in (english, page):
        add(bundle, each, desk.root)

    def leads() -> list[str]:
        return [NewsPage.objects.get(pk=each.pk).lead for each in (page, english)]

    fault = failing_at(1, ZeroDivisionError())
    page_published.connect(fault)
    try:
        with pytest.raises(NotReleasedError):
            release(bundle, desk.root, read(bundle))
    finally:
        page_published.disconnect(fault)
    assert leads() == ["Приїхало 20 гостей", "20 guests came"]
    release(bundle, desk.root, read(bundle))

    assert leads() == ["Приїхало 30 гостей", "30 guests came"]
    # what was translated from the corrected draft follows it; the title, which nobody touched, does not
    [outdated] = outdated_passages(NewsPage.objects.get(pk=english.pk))
    assert outdated.passage == "title"
    assert TranslationState.objects.get(pk=english.pk).outdated == 1


def test_a_translation_that_is_not_complete_or_has_no_public_page_above_holds_all_back(desk: Desk) -> None:
    page = desk.draft(desk.author)
    with system_action(SystemAction.DEMO):
        english = translate(page, "en", publish=False)
    draft = english.get_latest_revision_as_object()
    draft.lead = "Українською"
    draft.save_revision(user=desk.author)
    NewsPage.objects.filter(pk=english.pk).update(draft_title="News")
    english.get_parent().specific.unpublish()
    bundle = make_bundle(page, by=desk.author)
    add(bundle, english, desk.root)
    make_term(page.title, kind="award", en="Grand opening")

    row = next(row for row in standing(bundle).values() if row.page.pk == english.pk)

    assert "Не перекладено" in " ".join(row.obstacles)
    assert "Grand opening" in " ".join(row.obstacles)
    assert "не опублікован" in " ".join(row.obstacles)
    with pytest.raises(NotReleasedError):
        release(bundle, desk.root, read(bundle))
    assert not any(live(bundle))


def test_a_public_source_that_changes_after_approval_holds_all_back_and_the_reason_is_told(
    desk: Desk, client: Client, django_capture_on_commit_callbacks: Any, mailoutbox: list[Any]
) -> None:
    source = desk.published("Школа")
    with system_action(SystemAction.DEMO):
        english = translate(source, "en", publish=False, title="A school")
    bundle = make_bundle(desk.draft(desk.author), by=desk.author, release_at=timezone.now() + timedelta(hours=1))
    add(bundle, english, desk.root)
    approve(bundle, desk.root, read(bundle))
    client.force_login(speaking(desk.author, "uk"))
    address = reverse("core_bundle", args=[bundle.pk])
    assert "Не перекладено: лід." not in client.get(address).content.decode()
    draft = desk.fresh(source).get_latest_revision_as_object()
    draft.lead = "Тридцять місць."
    draft.save_revision(user=desk.author).publish(user=desk.chief)
    assert "Не перекладено: лід." in client.get(address).content.decode()
    Bundle.objects.update(release_at=timezone.now())

    with django_capture_on_commit_callbacks(execute=True):
        assert release_due(timezone.now()) == (0, 1)

    bundle.refresh_from_db()
    assert not any(live(bundle))
    assert bundle.failure.startswith("«A school»: ")
    assert "Не перекладено: лід." in bundle.failure
    assert "жодна його сторінка не з’явилася на сайті" in client.get(address).content.decode()
    [mail] = mailoutbox
    assert mail.to == [desk.author.email]
    assert bundle.failure in mail.body


def test_the_reason_that_is_kept_names_the_time_of_the_city_wherever_the_clicker_is(desk: Desk) -> None:
    page = desk.draft(desk.author, "Ембарго")
    draft = page.get_latest_revision_as_object()
    draft.embargo_until = datetime(2116, 5, 1, 9, tzinfo=timezone.get_default_timezone())
    draft.save_revision(user=desk.author, clean=False)
    bundle = make_bundle(desk.fresh(page), by=desk.author)

    with timezone.override("America/New_York"), pytest.raises(NotReleasedError, match="09:00"):
        release(bundle, desk.chief, read(bundle))

    bundle.refresh_from_db()
    assert "01.05.2116 09:00" in bundle.failure


def test_a_visit_that_is_held_back_beyond_the_release_holds_the_others_back(desk: Desk) -> None:
    under_four_eyes(DelegationPage)
    visits = make_delegation_index(desk.home)
    officers = make_group("officers", visits, "add", "change", permissions=("add_bundle", "change_bundle"))
    officer = make_member(officers, "officer")
    moment = timezone.now() + timedelta(hours=3)
    visit = make_visit(visits, live=False, held_until=moment)
    visit.save_revision(user=officer)
    bundle = make_bundle(visit, by=officer)
    assert "притримано" in " ".join(standing(bundle)[visit.title].obstacles)

    Bundle.objects.update(release_at=moment)
    bundle.refresh_from_db()
    assert standing(bundle)[visit.title].obstacles == []
