"""How a translation stands, from the pages themselves."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wagtail.models import Page, WorkflowState
from wagtail_localize.models import StringTranslation

from cms_site.core.changes.models import Weight
from cms_site.core.translation import localize
from cms_site.core.translation.completeness import missing
from cms_site.core.translation.jobs.models import RequiredTranslation, State
from cms_site.core.translation.jobs.required import in_summary
from cms_site.core.translation.models import PassageTranslation, TranslationState
from cms_site.core.translation.paragraphs import Paragraph, words
from cms_site.core.translation.sources import paragraphs_of_source
from cms_site.core.translation.states import outdated_passages

# Better words for what follows its source are somebody's work too, until they are approved or taken back.
_UNDER_REVIEW = {
    WorkflowState.STATUS_IN_PROGRESS: State.IN_REVIEW,
    WorkflowState.STATUS_NEEDS_CHANGES: State.IN_WORK,
}


@dataclass(frozen=True)
class Facts:
    """The state, the words that are left, and for a public translation since when it is outdated and by what."""

    state: State
    words: int = 0
    since: datetime | None = None
    corrected: bool = False


def target_of(source: Page, locale_id: int) -> Page | None:
    """The page that is the translation of `source` into a language."""
    found: Page | None = Page.objects.filter(
        translation_key=source.translation_key, locale=locale_id, alias_of=None
    ).first()
    return found


def facts_of(source: Page, locale_id: int, required: RequiredTranslation | None) -> Facts:
    """How the translation of `source` stands; what its type does not need is of no concern until somebody begins it."""
    target = target_of(source, locale_id)
    if not source.live or (required is None and target is None):
        return Facts(State.CLOSED)
    if target is None:
        return Facts(State.MISSING, _total(source, required))
    if target.live:
        return _facts_of_public(source, target)
    begun = _texts_of(target).exists() or PassageTranslation.objects.filter(page_id=target.pk).exists()
    if not begun:
        return Facts(State.MISSING, _total(source, required))
    return Facts(State.IN_REVIEW if target.workflow_in_progress else State.IN_WORK, _left(source, target))


def _facts_of_public(source: Page, target: Page) -> Facts:
    stored = TranslationState.objects.filter(pk=target.pk, outdated__gt=0).select_related("correction").first()
    if stored is None:
        return Facts(_UNDER_REVIEW.get(_review_of(target), State.CURRENT))
    corrected = stored.correction is not None and stored.correction.weight == Weight.CORRECTION
    state, left = State.OUTDATED, stored.words
    since: Any = stored.since
    drafted = target.has_unpublished_changes and (target.latest_revision_created_at or since) > since
    if drafted:
        left = sum(passage.words for passage in outdated_passages(target.get_latest_revision_as_object(), source))
    if review := _UNDER_REVIEW.get(_review_of(target)):
        state = review
    elif drafted or _texts_of(target).filter(updated_at__gt=since).exists():
        state = State.IN_WORK
    return Facts(state, left, since, corrected)


def _review_of(target: Page) -> str:
    """How the review of a page stands; empty where there is none."""
    state = target.current_workflow_state
    return str(state.status) if state is not None else ""


def _texts_of(target: Page) -> Any:
    """What was translated in the editor of wagtail-localize, which saves no draft."""
    return StringTranslation.objects.filter(context__object_id=target.translation_key, locale=target.locale_id)


def _total(source: Page, required: RequiredTranslation | None) -> int:
    summary = required is not None and required.summary
    return _words(
        paragraph for paragraph in paragraphs_of_source(source) if not summary or in_summary(paragraph.passage)
    )


def _left(source: Page, target: Page) -> int:
    handed = localize.translation_of(target)
    if handed is not None:
        return localize.words_left(handed, target)
    places = {passage.place for passage in missing(target.get_latest_revision_as_object())}
    return _words(paragraph for paragraph in paragraphs_of_source(source) if paragraph.passage in places)


def _words(paragraphs: Any) -> int:
    found: list[Paragraph] = list(paragraphs)
    return sum(words(paragraph.text) for paragraph in found)
