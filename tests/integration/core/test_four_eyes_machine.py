"""Whatever people do in whatever order, no text is public that nobody but its authors approved.

`FOUR_EYES_SEQUENCES` says how many sequences are tried; a few in the usual run, 2,000 before a release.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import StringIO
from typing import Any
from unittest import mock

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import Page

from cms_site.core.models import UrgentPublication
from cms_site.core.workflow import urgent
from cms_site.core.workflow.digests import digest_of_revision
from home.models import NewsPage
from tests.factories.home import make_news_index
from tests.integration.core.test_urgent import REASON, NightDesk

pytestmark = pytest.mark.django_db
SEQUENCES = int(os.environ.get("FOUR_EYES_SEQUENCES", "12"))
PEOPLE = ("author", "chief", "deputy", "root", "duty")
PUBLISHERS = {"chief", "deputy", "root"}
person = st.sampled_from(PEOPLE)
title = st.sampled_from(("Перша", "Друга", "Третя"))
number = st.integers(0, 5)
REFUSED = (PermissionDenied, ValidationError)

# What readers see, as the model knows it: the title and the time to appear.
Text = tuple[str, datetime | None]


@dataclass
class Known:
    """What the model knows of one page, told by what people did and not by what the site remembers."""

    text: Text
    barred: set[str]
    saved: list[tuple[int, Text, set[str]]] = field(default_factory=list)
    writers: set[str] = field(default_factory=set)
    approved: Text | None = None
    ever: set[Text] = field(default_factory=set)
    urgent: Text | None = None
    # Who wrote or submitted since the text went out urgently: the confirmation settles what was before.
    since: set[str] = field(default_factory=set)


class Newsroom(RuleBasedStateMachine):
    desk: NightDesk
    elsewhere: Page

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.known: dict[int, Known] = {}
        self.aliases: dict[int, int] = {}
        self.windows: list[tuple[str, int, str, Text]] = []
        self.copies = 0
        self.create("author", "Перша")

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    # What the rules share

    def user(self, who: str) -> Any:
        return type(self.desk.root).objects.get(username=who)

    def page(self, which: int) -> NewsPage:
        pks = sorted(self.known)
        return NewsPage.objects.get(pk=pks[which % len(pks)])

    def remember(self, page: NewsPage, who: str, text: Text, *, carried: set[str] | None = None) -> None:
        """A revision was saved: whoever changed the text has words in it, and whoever wrote what came back."""
        known, revision = self.known[page.pk], NewsPage.objects.get(pk=page.pk).latest_revision_id
        written_over = bool(known.saved) and known.saved[-1][0] == revision
        if written_over:
            known.saved.pop()
        before, barred = (known.saved[-1][1], known.saved[-1][2]) if known.saved else (None, set())
        if known.approved is not None and written_over and text == known.approved:
            before = text
        # The model forgives nobody what was typed and taken back; the site may.
        new = (carried or set()) | ({who} if text != before else set())
        known.barred, known.since = known.barred | barred | new, known.since | new
        known.writers |= known.barred
        known.text = text
        known.saved.append((revision, text, set(known.barred)))

    def attempt(self, page: NewsPage, who: str | None, act: Callable[[], Any], *, may: bool = True) -> bool:
        """Try to make the newest text public; fail if it works where it must not."""
        known = self.known[page.pk]
        allowed = known.text == known.approved or known.text == known.urgent
        own = who is not None and may and who not in known.barred
        try:
            with transaction.atomic():
                act()
        except REFUSED:
            return False
        assert allowed or own, f"{who} made {known.text} public, which {known.barred} wrote or submitted"
        if not allowed and own:
            known.approved = known.text
            known.ever.add(known.text)
        if own:
            known.barred, known.since = set(), set()
            known.saved = [(revision, text, set()) for revision, text, _barred in known.saved]
        return True

    # What people do

    @rule(who=person, title=title)
    def create(self, who: str, title: str) -> None:
        page = self.desk.draft(self.user(who), title)
        self.known[page.pk] = Known((title, None), set())
        self.remember(page, who, (title, None))

    def _save(self, which: int, who: str, title: str, go_live_at: datetime | None, *, over: bool) -> None:
        page = self.page(which)
        draft = page.get_latest_revision_as_object()
        draft.title, draft.go_live_at = title, go_live_at
        latest = page.get_latest_revision()
        over = over and latest.user is not None and latest.user.username == who
        draft.save_revision(user=self.user(who), clean=False, overwrite_revision=latest if over else None)
        self.remember(page, who, (title, go_live_at))

    @rule(which=number, who=person, title=title, over=st.booleans())
    def edit_or_autosave(self, which: int, who: str, title: str, over: bool) -> None:
        self._save(which, who, title, self.page(which).get_latest_revision_as_object().go_live_at, over=over)

    @rule(which=number, who=person)
    def save_without_a_change(self, which: int, who: str) -> None:
        draft = self.page(which).get_latest_revision_as_object()
        self._save(which, who, draft.title, draft.go_live_at, over=False)

    @rule(which=number, who=person)
    def set_a_time(self, which: int, who: str) -> None:
        page = self.page(which)
        moment = timezone.now().replace(microsecond=0) + timedelta(hours=1)
        self._save(which, who, page.get_latest_revision_as_object().title, moment, over=False)

    @rule(which=number, who=person)
    def submit(self, which: int, who: str) -> None:
        page = self.page(which)
        state = page.current_workflow_state
        if state is None:
            page.get_workflow().start(page, self.user(who))
        elif state.status == state.STATUS_NEEDS_CHANGES:
            state.resume(self.user(who))
        else:
            return
        self.known[page.pk].barred.add(who)
        self.known[page.pk].since.add(who)

    @rule(which=number, who=person)
    def open_a_window(self, which: int, who: str) -> None:
        page = self.page(which)
        digest = digest_of_revision(page.get_latest_revision())
        self.windows.append((who, page.pk, digest, self.known[page.pk].text))

    @rule(which=number)
    def approve_in_a_window(self, which: int) -> None:
        if not self.windows:
            return
        who, pk, digest, text = self.windows[which % len(self.windows)]
        page = NewsPage.objects.get(pk=pk)
        if self._approve(page, who, shown=digest):
            assert self.known[pk].text == text, "another text was approved than the one that was read"

    @rule(which=number, who=person)
    def approve(self, which: int, who: str) -> None:
        self._approve(self.page(which), who)

    def _approve(self, page: NewsPage, who: str, **shown: str) -> bool:
        state = page.current_workflow_task_state
        if state is None or state.status != "in_progress":
            return False
        return self.attempt(page, who, lambda: state.approve(user=self.user(who), **shown))

    @rule(which=number, who=person)
    def reject(self, which: int, who: str) -> None:
        state = self.page(which).current_workflow_task_state
        if state is not None and state.status == "in_progress":
            state.reject(user=self.user(who))

    @rule(which=number, who=person, how=st.sampled_from(("button", "forged", "api", "bulk", "children")))
    def publish(self, which: int, who: str, how: str) -> None:
        page, user = self.page(which), self.user(who)
        revision = page.get_latest_revision()
        acts: dict[str, Callable[[], Any]] = {
            "button": lambda: revision.publish(user=user),
            "forged": lambda: revision.publish(user=user, skip_permission_checks=True),
            "api": lambda: PublishPageRevisionAction(revision, user=user).execute(),
            "bulk": lambda: PublishBulkAction.execute_action([page], user=user),
            "children": lambda: PublishBulkAction.execute_action([page], include_descendants=True, user=user),
        }
        self.attempt(page, who, acts[how], may=who in PUBLISHERS)

    @rule(which=number)
    def publish_by_a_command(self, which: int) -> None:
        page = self.page(which)
        self.attempt(page, None, lambda: page.get_latest_revision().publish())

    @rule(which=number, who=person, back=number)
    def bring_back(self, which: int, who: str, back: int) -> None:
        page = self.page(which)
        saved = self.known[page.pk].saved
        number, text, barred = saved[back % len(saved)]
        revision = page.revisions.filter(pk=number).first()
        if revision is None:
            return
        revision.as_object().save_revision(user=self.user(who), previous_revision=revision, clean=False)
        self.remember(page, who, text, carried=barred)

    @rule(which=number, who=person, live=st.booleans(), revisions=st.booleans())
    def copy(self, which: int, who: str, live: bool, revisions: bool) -> None:
        page, self.copies = self.page(which), self.copies + 1
        made = CopyPageAction(
            page,
            update_attrs={"slug": f"copy-{self.copies}"},
            keep_live=live,
            copy_revisions=revisions,
            user=self.user(who),
        ).execute(skip_permission_checks=True)
        draft = NewsPage.objects.get(pk=made.pk).get_latest_revision_as_object()
        text = (draft.title, draft.go_live_at)
        self.known[made.pk] = Known(text, set())
        self.remember(made, who, text, carried=self.known[page.pk].writers | {who})

    @rule(which=number, who=person)
    def alias(self, which: int, who: str) -> None:
        page, self.copies = self.page(which), self.copies + 1
        with suppress(PermissionDenied):
            made = page.create_alias(update_slug=f"alias-{self.copies}", user=self.user(who))
            self.aliases[made.pk] = page.pk

    @rule(which=number)
    def move(self, which: int) -> None:
        page = self.page(which)
        target = self.elsewhere if page.get_parent().pk == self.desk.index.pk else self.desk.index
        with suppress(ValidationError), transaction.atomic():
            page.move(Page.objects.get(pk=target.pk), pos="last-child")

    @rule(which=number, who=person)
    def take_down(self, which: int, who: str) -> None:
        with suppress(PermissionDenied):
            self.page(which).unpublish(user=self.user(who))

    @rule(later=st.booleans())
    def time_passes(self, later: bool) -> None:
        moment = timezone.now() + timedelta(hours=2 if later else 0)
        with mock.patch.object(timezone, "now", return_value=moment):
            call_command("publish_scheduled", stdout=StringIO())

    @rule(which=number)
    def old_revisions_are_purged(self, which: int) -> None:
        page = self.page(which)
        page.revisions.exclude(pk=page.latest_revision_id).filter(task_states=None).delete()

    @rule(which=number, who=person)
    def publish_urgently(self, which: int, who: str) -> None:
        page = self.page(which)
        known, read = self.known[page.pk], digest_of_revision(page.get_latest_revision())
        try:
            with transaction.atomic():
                urgent.publish_urgently(page, self.user(who), REASON, read)
        except REFUSED:
            return
        assert who in {"duty", "root"}
        known.urgent = known.text
        known.barred.add(who)
        known.since = set()

    @rule(which=number, who=person)
    def confirm(self, which: int, who: str) -> None:
        page = self.page(which)
        item, known = urgent.open_item(page), self.known[page.pk]
        if item is None:
            return
        author = item.published_by.username
        try:
            with transaction.atomic():
                urgent.confirm(item, self.user(who), item.digest)
        except REFUSED:
            return
        assert who != author
        assert who in PUBLISHERS
        known.approved = known.urgent
        known.ever.add(known.urgent)
        known.barred &= known.since
        known.saved = [(revision, text, barred & known.since) for revision, text, barred in known.saved]

    # What must be true after every step

    @invariant()
    def no_text_is_public_that_nobody_else_approved(self) -> None:
        for page in NewsPage.objects.filter(live=True):
            known = self.known.get(self.aliases.get(page.pk, page.pk))
            assert known is not None
            text = (page.title, page.go_live_at)
            if text in known.ever:
                continue
            assert text == known.urgent, f"{text} is public, approved were {known.ever}"
            assert UrgentPublication.objects.filter(object_id=str(page.alias_of_id or page.pk), outcome="open").exists()


def test_nobody_finds_a_way_round_four_eyes() -> None:
    Newsroom.desk = NightDesk()
    Newsroom.elsewhere = make_news_index(Newsroom.desk.home, title="Архів", slug="archive")
    run_state_machine_as_test(
        Newsroom,
        settings=settings(
            max_examples=SEQUENCES,
            stateful_step_count=14,
            deadline=None,
            derandomize=SEQUENCES < 100,
            database=None,
            # Shrinking a sequence of database steps takes minutes and finds little.
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )
