"""The editor of wagtail-localize: what it may not make public, said in words."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, TranslatableMixin, WorkflowState
from wagtail_localize.models import StringTranslation, Translation

from cms_site.core.changes.models import Weight
from cms_site.core.changes.proposing import Proposal
from cms_site.core.translation import strings
from cms_site.core.translation.completeness import (
    IncompleteTranslationError,
    Missing,
    foreign_tags,
    missing,
    require_terms,
    sentence,
)
from cms_site.core.translation.jobs.required import in_summary, is_summarised
from cms_site.core.translation.models import TranslationState
from cms_site.core.translation.paragraphs import words
from cms_site.core.translation.passages import NO_PASSAGES, label_of_place, paragraphs_of
from cms_site.core.translation.refusals import RefusedError, problems_of
from cms_site.core.translation.scripts import has_letters, in_foreign_letters, written_in_cyrillic
from cms_site.core.workflow import contributions, submitting
from cms_site.core.workflow.addresses import edit_address
from cms_site.core.workflow.digests import digest_of
from cms_site.core.workflow.models import Approval
from cms_site.core.workflow.scope import needs_four_eyes

UNCHANGED = gettext_lazy("Nothing was changed since this translation was approved, so there is nothing to submit.")


class UnchangedError(RefusedError):
    """A translation was to be approved that is approved as it is."""


def refuse_unfinished(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Answer "publish" in that editor with what is missing; None where nothing is, or for any other request.

    It would put the words of the source in place of missing ones. What was translated is stored string by string.
    """
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    translation = translation_of(page)
    found = untranslated(translation, page.specific) if translation else []
    if found:
        messages.error(request, sentence(found))
    elif translation is not None and needs_four_eyes(page, request.user):
        messages.error(
            request, _("Somebody else has to approve this text before it is public. Submit it for approval.")
        )
    else:
        return None
    return redirect("wagtailadmin_pages:edit", page.pk)


def refuse_stale_restart(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Answer "start synced translation" for a record that was changed since that editor was left: it would be lost."""
    if request.method != "POST" or "localize-restart-translation" not in request.POST:
        return None
    strings.check_lock(instance, request.user)
    stopped = Translation.objects.filter(
        source__object_id=instance.translation_key, target_locale_id=instance.locale_id, enabled=False
    ).first()
    if stopped is None or not strings.is_behind(stopped):
        return None
    messages.error(
        request,
        _(
            "The text was changed since the synced translation was stopped, and that would be lost. Go on in this "
            "editor."
        ),
    )
    return redirect(edit_address(instance))


def refuse_publication(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Answer "publish" in that editor for a record, say an alert, that somebody else has to approve."""
    if request.method != "POST" or request.POST.get("action") != "publish" or not _is_handed_over(instance):
        return None
    if not needs_four_eyes(instance, request.user):
        return None
    messages.error(
        request,
        _(
            "Somebody else has to approve this text before it is public. Stop the synced translation, and submit the "
            "draft that it leaves."
        ),
    )
    return redirect(edit_address(instance))


def _is_handed_over(record: Any) -> bool:
    return (
        isinstance(record, TranslatableMixin)
        and Translation.objects.filter(
            source__object_id=record.translation_key, target_locale_id=record.locale_id, enabled=True
        ).exists()
    )


@transaction.atomic
def submit(page: Any, user: Any, *, note: str | None = None) -> list[Missing]:
    """Make a draft of what was translated in that editor and submit it; returns what is missing, and then does nothing.

    With a `note` for readers the change is proposed as a correction, with an empty one as none any more. The public
    text is not touched. All who translated a passage have words in the draft. Raises IncompleteTranslationError for a
    text that has faults or lacks an approved term, or that could not be saved, and UnchangedError where there is
    nothing to approve.
    """
    translation = translation_of(page)
    draft = text_of(page)
    found = [*untranslated(translation, page), *foreign_tags(draft)] if translation is not None else missing(draft)
    if translation is not None and (faults := faults_of(translation, page)):
        raise IncompleteTranslationError(page, _("These passages have faults: %s.") % "; ".join(faults))
    if found:
        return found
    if not note and is_settled(page):
        raise UnchangedError(page, UNCHANGED)
    _check(draft)
    if translation is not None:
        if note is not None:
            draft.proposed_change = Proposal(Weight.CORRECTION, note) if note else Proposal()
        contributions.claim_unsaved(draft.save_revision(user=user))
        page = type(page).objects.get(pk=page.pk)
    submitting.submit(page, user)
    return []


def text_of(page: Any) -> Any:
    """The text that would be submitted now: what was translated in that editor, or else the newest draft."""
    translation = translation_of(page)
    return strings.draft_of(translation) if translation is not None else page.get_latest_revision_as_object()


def is_settled(page: Any) -> bool:
    """Whether a public translation follows its source, and what would be submitted reads as what was approved last.

    What was sent back is submitted again though nothing was changed: the reviewer is answered by that.
    """
    if not page.live or TranslationState.objects.filter(pk=page.pk, outdated__gt=0).exists():
        return False
    state = page.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return False
    approval = Approval.objects.about(page).last()
    return digest_of(text_of(page)) == (approval.digest if approval is not None else digest_of(page))


def _check(draft: Any) -> None:
    """Ask what the ordinary editor asks of a text that is submitted."""
    require_terms(draft)
    try:
        draft.full_clean()
    except ValidationError as error:
        raise IncompleteTranslationError(draft, " ".join(problems_of(draft, error))) from error


def translation_of(page: Page) -> Translation | None:
    """What is translated in that editor into the page; None for pages that are edited as Wagtail does."""
    found: Translation | None = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    ).first()
    return found


def untranslated(translation: Translation, page: Any) -> list[Missing]:
    """The strings that wagtail-localize would take from the source, and those that only a machine knows, as missing."""
    return [Missing(path, label_of_place(page, path), "") for path, _text in _rows_left(translation, page)]


def faults_of(translation: Translation, page: Any) -> list[str]:
    """What is wrong with strings that are written, each with its place."""
    present = translation.source.stringsegment_set.values("string", "context")
    texts = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale_id, has_error=True
    ).select_related("context", "translation_of")
    known = {(row["string"], row["context"]) for row in present}
    return [
        f"{label_of_place(page, text.context.path)}: {str(text.get_error() or '').rstrip('.')}"
        for text in texts
        if (text.translation_of_id, text.context_id) in known
    ]


def words_left(translation: Translation, page: Any) -> int:
    """The words of those strings in the source."""
    return sum(words(text) for _path, html in _rows_left(translation, page) for text in paragraphs_of(html))


def _rows_left(translation: Translation, page: Any) -> list[tuple[str, str]]:
    language = translation.target_locale.language_code
    summary = is_summarised(page)
    segments = translation.source.stringsegment_set.order_by("order").annotate_translation(translation.target_locale)
    unread = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=translation.target_locale_id,
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
    )
    rows = segments.filter(Q(translation__isnull=True) | Exists(unread)).values_list("context__path", "string__data")
    return [
        (path, text)
        for path, text in rows
        if path not in NO_PASSAGES and needs_words(text, language) and (not summary or in_summary(path))
    ]


def needs_words(text: str, language: str) -> bool:
    """Whether a text of the source means something else in `language`: a number or an address does not."""
    return has_letters(text) if written_in_cyrillic(language) else in_foreign_letters(text, language)
