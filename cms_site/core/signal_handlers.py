"""What keeps catalogue and translations true when Wagtail changes pages without saving them through their models."""

from typing import Any

from django.conf import settings
from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.images import get_image_model
from wagtail.log_actions import log
from wagtail.models import (
    BaseLogEntry,
    ModelLogEntry,
    Page,
    PageLogEntry,
    PageViewRestriction,
    Revision,
    RevisionMixin,
    Site,
    WorkflowState,
)
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
    pre_page_move,
    workflow_submitted,
)
from wagtail_localize.models import SegmentOverride, StringTranslation, TranslationLog, post_save_string_translation

from cms_site.core import photo_metadata
from cms_site.core.catalog import projection
from cms_site.core.changes import recording
from cms_site.core.lifecycle import addresses, moving, removal
from cms_site.core.lifecycle.signals import page_restored
from cms_site.core.models import BasePage, StoryEntry
from cms_site.core.rules import firing
from cms_site.core.story import circumstances, sealing
from cms_site.core.translation import neutral, strings
from cms_site.core.translation.jobs import counts, following
from cms_site.core.translation.jobs.counts import Counted
from cms_site.core.translation.jobs.models import TranslationJob
from cms_site.core.translation.models import TranslationState
from cms_site.core.workflow import contributions, urgent


def refresh_on_unpublish(instance: Page, **kwargs: Any) -> None:
    """An unpublished page leaves the catalogue, also when Wagtail saved it as a plain Page."""
    projection.refresh_page(instance)
    TranslationState.objects.filter(pk=instance.pk).delete()


def note_removal(instance: Page, **kwargs: Any) -> None:
    """However a page was unpublished: its address says so, and its translations go with it."""
    removal.note_unpublished(instance)


def end_removal(instance: Page, **kwargs: Any) -> None:
    """A page that is published again is not removed any more."""
    removal.note_published(instance)


def refresh_on_move(instance: Page, **kwargs: Any) -> None:
    """A moved page and all below it have a new address and maybe another section."""
    projection.refresh_subtree(instance)
    addresses.forget_own(instance)


def remember_address(instance: Page, url_path_before: str, url_path_after: str, **kwargs: Any) -> None:
    """The addresses that a moved page and all below it had lead to where they are now."""
    if url_path_before != url_path_after:
        addresses.remember(instance, url_path_before, was_live=instance.live)


def check_move(instance: Page, parent_page_after: Page, **kwargs: Any) -> None:
    """Nothing is moved away from its translations."""
    moving.check(instance, parent_page_after)


def move_translations(instance: Page, parent_page_before: Page, parent_page_after: Page, **kwargs: Any) -> None:
    """The translations of a moved page follow it."""
    if parent_page_before.pk != parent_page_after.pk:
        moving.follow(instance, parent_page_after)


def refresh_on_restriction(instance: PageViewRestriction, origin: Any = None, **kwargs: Any) -> None:
    """A restriction set or lifted shows or hides a whole subtree.

    While the page itself is being deleted nothing is to be done: its entries go with it, and a row written now would
    stand in the way.
    """
    if origin is None or isinstance(origin, PageViewRestriction) or _is_restrictions(origin):
        projection.refresh_subtree(instance.page)


def _is_restrictions(origin: Any) -> bool:
    return not isinstance(origin, Model) and getattr(origin, "model", None) is PageViewRestriction


def rebuild_on_site_change(**kwargs: Any) -> None:
    """Another root page or host gives every page another address, or none."""
    Site.clear_site_root_paths_cache()
    projection.rebuild()


def copy_facts_on_publish(instance: Page, **kwargs: Any) -> None:
    """Facts without a language follow to the translations when the source is published."""
    if isinstance(instance, BasePage):
        neutral.copy_to_translations(instance)


def remember_author(instance: Revision, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """Whoever saves a text has words in it."""
    if not raw and (update_fields is None or "content" in update_fields):
        contributions.record_revision(instance)


def remember_submitter(instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    """Whoever submits a text cannot approve it."""
    contributions.record_submission(instance.content_object, user)


def follow_unpublished(instance: Page, **kwargs: Any) -> None:
    """What is not public needs no translation; a translation that is not public any more is to be done again."""
    following.follow_page(instance)


def follow_deleted(instance: Page, **kwargs: Any) -> None:
    """A translation that is gone is missing; the jobs of a source go with it."""
    following.follow_key(instance.translation_key, instance.locale_id)


def follow_moved(instance: Page, **kwargs: Any) -> None:
    """Jobs are counted in the section in which their source stands."""
    if instance.locale.language_code == settings.LANGUAGE_CODE:
        following.moved(instance)


def follow_restored(instance: Page, **kwargs: Any) -> None:
    """What is back from the bin is to be translated again."""
    following.restored(instance)


def follow_workflow(instance: WorkflowState, **kwargs: Any) -> None:
    """A translation that is submitted or sent back is in another state."""
    if isinstance(page := instance.content_object, Page):
        following.follow_translation(page)


def follow_words(instance: StringTranslation, **kwargs: Any) -> None:
    """What is written in wagtail-localize's editor is work, though it saves no draft."""
    following.follow_key(instance.context.object_id, instance.locale_id)


def remember_translator(instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Whoever writes a string in wagtail-localize's editor, in a file or by a machine has words in its next draft."""
    if not raw:
        strings.remember_writer(instance)


def show_translated_title(instance: StringTranslation, **kwargs: Any) -> None:
    """In lists a translation is called as it was translated, before anything is published."""
    strings.show_title(instance)


def discount_job(instance: TranslationJob, **kwargs: Any) -> None:
    """A job that goes with its source is counted no more."""
    counts.move(Counted.of(instance), None)


def close_urgent_items(instance: Any, **kwargs: Any) -> None:
    """What is deleted needs no confirmation."""
    if isinstance(instance, RevisionMixin):
        urgent.close_on_delete(instance)


def reopen_urgent_items(instance: Page, **kwargs: Any) -> None:
    """What comes back from the bin still needs the confirmation that it had not."""
    urgent.reopen_on_restore(instance)


def complete_entry(instance: BaseLogEntry, raw: bool = False, **kwargs: Any) -> None:
    """A new entry of the log says what could not be known of the act later; one that is there stays what it is."""
    if not raw:
        sealing.refuse_change(instance)
        circumstances.complete(instance)


def log_translation(instance: TranslationLog, created: bool, **kwargs: Any) -> None:
    """What was translated string by string became a draft, of which wagtail-localize says nothing in the log."""
    if created and instance.revision_id:
        contributions.claim_unsaved(instance.revision)
        page = instance.revision.as_object()
        if isinstance(page, BasePage):
            log(instance=page, action="core.translate", revision=instance.revision, content_changed=True)


def connect() -> None:
    """Connect the handlers; called once when the app is ready."""
    page_unpublished.connect(refresh_on_unpublish)
    page_unpublished.connect(note_removal)
    page_unpublished.connect(follow_unpublished)
    post_delete.connect(follow_deleted, sender=Page)
    post_delete.connect(discount_job, sender=TranslationJob)
    post_page_move.connect(follow_moved)
    post_save.connect(follow_workflow, sender=WorkflowState)
    post_save.connect(follow_words, sender=StringTranslation)
    post_save.disconnect(post_save_string_translation, sender=StringTranslation)
    post_save.connect(show_translated_title, sender=StringTranslation)
    post_save.connect(remember_translator, sender=StringTranslation)
    post_save.connect(remember_translator, sender=SegmentOverride)
    post_delete.connect(follow_words, sender=StringTranslation)
    page_restored.connect(follow_restored)
    pre_page_move.connect(check_move)
    post_page_move.connect(refresh_on_move)
    post_page_move.connect(remember_address)
    post_page_move.connect(move_translations)
    page_slug_changed.connect(refresh_on_move)
    pre_save.connect(photo_metadata.strip_on_upload, sender=get_image_model())
    post_save.connect(rebuild_on_site_change, sender=Site)
    post_delete.connect(rebuild_on_site_change, sender=Site)
    page_published.connect(copy_facts_on_publish)
    post_save.connect(recording.note_publisher, sender=PageLogEntry)
    # after the publisher is known
    post_save.connect(firing.on_log_entry, sender=PageLogEntry)
    for log_model in (PageLogEntry, ModelLogEntry, StoryEntry):
        pre_save.connect(complete_entry, sender=log_model)
    post_save.connect(log_translation, sender=TranslationLog)
    page_published.connect(end_removal)
    post_save.connect(remember_author, sender=Revision)
    pre_delete.connect(close_urgent_items)
    page_restored.connect(reopen_urgent_items)
    workflow_submitted.connect(remember_submitter, sender=WorkflowState)
    post_save.connect(refresh_on_restriction, sender=PageViewRestriction)
    post_delete.connect(refresh_on_restriction, sender=PageViewRestriction)
