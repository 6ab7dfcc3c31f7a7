"""What keeps catalogue and translations true when Wagtail changes pages without saving them through their models."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.images import get_image_model
from wagtail.models import Page, PageLogEntry, PageViewRestriction, Revision, RevisionMixin, Site, WorkflowState
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
    pre_page_move,
    workflow_submitted,
)

from cms_site.core import photo_metadata
from cms_site.core.catalog import projection
from cms_site.core.changes import recording
from cms_site.core.lifecycle import addresses, moving, removal
from cms_site.core.lifecycle.signals import page_restored
from cms_site.core.models import BasePage
from cms_site.core.translation import neutral
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


def close_urgent_items(instance: Any, **kwargs: Any) -> None:
    """What is deleted needs no confirmation."""
    if isinstance(instance, RevisionMixin):
        urgent.close_on_delete(instance)


def reopen_urgent_items(instance: Page, **kwargs: Any) -> None:
    """What comes back from the bin still needs the confirmation that it had not."""
    urgent.reopen_on_restore(instance)


def connect() -> None:
    """Connect the handlers; called once when the app is ready."""
    page_unpublished.connect(refresh_on_unpublish)
    page_unpublished.connect(note_removal)
    pre_page_move.connect(check_move)
    post_page_move.connect(refresh_on_move)
    post_page_move.connect(move_translations)
    page_slug_changed.connect(refresh_on_move)
    pre_save.connect(photo_metadata.strip_on_upload, sender=get_image_model())
    post_save.connect(rebuild_on_site_change, sender=Site)
    post_delete.connect(rebuild_on_site_change, sender=Site)
    page_published.connect(copy_facts_on_publish)
    post_save.connect(recording.note_publisher, sender=PageLogEntry)
    page_published.connect(end_removal)
    post_save.connect(remember_author, sender=Revision)
    pre_delete.connect(close_urgent_items)
    page_restored.connect(reopen_urgent_items)
    workflow_submitted.connect(remember_submitter, sender=WorkflowState)
    post_save.connect(refresh_on_restriction, sender=PageViewRestriction)
    post_delete.connect(refresh_on_restriction, sender=PageViewRestriction)
