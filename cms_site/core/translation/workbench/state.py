"""How a translation stands as a whole, for the head of the workbench."""

from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page, TaskState
from wagtail_localize.models import Translation

from cms_site.core.changes.models import HEAVY, NOTE_LENGTH, PublishedChange
from cms_site.core.lifecycle.family import language_name
from cms_site.core.translation import localize, reader_notes
from cms_site.core.translation.jobs.models import TranslationJob
from cms_site.core.translation.models import TranslationState
from cms_site.core.translation.syncing import is_behind
from cms_site.core.translation.workbench import drafting
from cms_site.core.translation.workbench.review import actions_on, is_locked, reviewers_of
from cms_site.core.translation.workbench.rows import Row
from cms_site.core.translation.workbench.tag_row import TagRow
from cms_site.core.workflow.digests import digest_of_revision
from cms_site.core.workflow.four_eyes import is_barred, sentence
from cms_site.core.workflow.scope import needs_four_eyes


class Workbench:
    """What the page says and offers around the passages."""

    def __init__(
        self, request: HttpRequest, translation: Translation, page: Any, source: Page, rows: list[Row | TagRow]
    ) -> None:
        self.request, self.translation, self.page, self.source, self.rows = request, translation, page, source, rows

    @property
    def language(self) -> str:
        """The name of the language that is translated into."""
        return language_name(self.translation.target_locale.language_code)

    @property
    def unfinished(self) -> list[Row | TagRow]:
        """What keeps the translation from being submitted."""
        return [row for row in self.rows if row.is_unfinished]

    @property
    def wanted(self) -> int:
        """How many passages have to be translated."""
        return sum(1 for row in self.rows if row.is_wanted)

    @property
    def done(self) -> int:
        """How many of them are."""
        return sum(1 for row in self.rows if row.is_wanted and not row.is_unfinished)

    @property
    def words_left(self) -> int:
        """The words of the source that are left."""
        return sum(row.words for row in self.unfinished)

    @cached_property
    def is_locked(self) -> bool:
        """Whether the user may read, but not write: it is under review, or locked by somebody."""
        return is_locked(self.page, self.request.user)

    @cached_property
    def lock_said(self) -> str:
        """Why it is locked."""
        lock = self.page.get_lock()
        return str(lock.get_message(self.request.user) or "") if lock else ""

    @cached_property
    def in_review(self) -> bool:
        """Whether it waits for a reviewer."""
        return bool(self.page.workflow_in_progress)

    @cached_property
    def returned(self) -> TaskState | None:
        """The review that sent it back with a comment, if that was the last thing."""
        workflow = self.page.current_workflow_state
        step = workflow.current_task_state if workflow else None
        return step if step is not None and step.status == TaskState.STATUS_REJECTED and step.comment else None

    @cached_property
    def may_submit(self) -> bool:
        """Whether it can be submitted for approval."""
        return not self.in_review and self.page.get_workflow() is not None

    @cached_property
    def is_settled(self) -> bool:
        """Whether there is nothing to submit: it is public, follows its source and reads as it was approved."""
        return self.may_submit and not self.unfinished and not self.correction and localize.is_settled(self.page)

    @cached_property
    def correction(self) -> str:
        """What the source says was wrong in it, where the public translation does not follow that correction yet, or
        was found to do so and its readers may still be told.
        """
        found = TranslationState.objects.filter(pk=self.page.pk, correction__isnull=False).select_related("correction")
        state = found.first()
        if state is not None and state.correction is not None:
            return str(state.correction.note)
        return self._correction_since_approval if self.page.live else ""

    @property
    def _correction_since_approval(self) -> str:
        """The last correction of the source, if no text of the translation was approved after it."""
        own = PublishedChange.objects.filter(page=self.page.pk, weight__in=HEAVY).order_by("-pk").first()
        told = PublishedChange.public_of(self.source).first()
        return str(told.note) if told is not None and own is not None and told.pk > own.pk else ""

    @property
    def note(self) -> str:
        """What was typed of that for readers of the translation and is not public yet."""
        return reader_notes.note_for(self.request, self.page)

    @property
    def note_length(self) -> int:
        """The most characters of that note."""
        return NOTE_LENGTH

    @cached_property
    def may_publish(self) -> bool:
        """Whether the user publishes by themselves: nobody else has to approve pages of this type."""
        page, user = self.page, self.request.user
        return not self.is_locked and not needs_four_eyes(page, user) and page.permissions_for_user(user).can_publish()

    @cached_property
    def may_decide(self) -> bool:
        """Whether the user may send it back."""
        return "reject" in actions_on(self.page, self.request.user)

    @cached_property
    def approval(self) -> str:
        """The address at which the user approves the text that is shown; empty for those who may not."""
        if "approve" not in actions_on(self.page, self.request.user):
            return ""
        read = digest_of_revision(self.page.get_latest_revision())
        return f"{reverse('core_approve', args=[self.page.current_workflow_task_state.pk])}?{urlencode({'read': read})}"

    @cached_property
    def barred(self) -> str:
        """Why a reviewer cannot approve what waits, and who can; empty for everybody else."""
        barred = self.may_decide and not self.approval and is_barred(self.page, self.request.user)
        return sentence(self.page, self.request.user) if barred else ""

    @cached_property
    def warns_reviewer(self) -> bool:
        """Whether the user, who could approve this translation, could no longer once they wrote in it."""
        user = self.request.user
        if self.is_locked or not needs_four_eyes(self.page, user) or is_barred(self.page, user):
            return False
        return user.pk in reviewers_of(self.page)

    @cached_property
    def may_take_back(self) -> bool:
        """Whether the user may end the review that they asked for."""
        return self.in_review and bool(self.page.current_workflow_state.user_can_cancel(self.request.user))

    @cached_property
    def is_behind(self) -> bool:
        """Whether the source says something else by now than what is shown."""
        return is_behind(self.translation.source, self.source)

    @cached_property
    def job(self) -> TranslationJob | None:
        """The job on the board, with who is on it and until when."""
        found = TranslationJob.objects.filter(source=self.source.pk, locale=self.translation.target_locale_id)
        return found.select_related("assignee").first()

    @cached_property
    def service(self) -> str:
        """The name of the translation service, empty where the site has none."""
        found = drafting.service_for(self.translation)
        return str(found.display_name) if found is not None else ""

    @cached_property
    def has_blocks(self) -> bool:
        """Whether links or pictures may be other ones in this language, which wagtail-localize's editor lets choose."""
        return bool(self.translation.source.overridablesegment_set.exists())
