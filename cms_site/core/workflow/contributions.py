"""Who has words in a text. Written in the transaction that saves the revision, whoever saves it."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from wagtail.models import Revision

from cms_site.core.workflow.digests import digest_of_revision
from cms_site.core.workflow.models import Approval, Contribution
from cms_site.core.workflow.scope import needs_four_eyes

Kind = Contribution.Kind
# In place of the number of a revision, for words that stand in none yet: later than any.
UNSAVED = 2**63 - 1


def open_contributions(instance: Any, revision: Revision | None = None) -> Any:
    """What nobody has approved yet of the text of `instance`, or of its `revision` and those before it."""
    found = Contribution.objects.about(instance).filter(settled_by=None)
    return found if revision is None else found.filter(revision_number__lte=revision.pk)


@transaction.atomic
def record_revision(revision: Revision) -> None:
    """Remember that the author of `revision` has words in it; a save that changed nothing is not remembered.

    Autosave writes over a revision in place: what it holds now is compared with the text before it.
    """
    model = revision.content_type.model_class()
    if revision.user_id is None or model is None or not needs_four_eyes(model):
        return
    digest = digest_of_revision(revision)
    own = Contribution.objects.about_revision(revision).filter(
        user_id=revision.user_id, revision_number=revision.pk, kind=Kind.WROTE, settled_by=None
    )
    if digest == _digest_before(revision):
        own.delete()
    elif not own.update(digest=digest):
        _add(revision, revision.user_id, Kind.WROTE, digest)


def record_first_revisions(revisions: Sequence[Revision]) -> None:
    """Remember the author of many new pages or records of one type."""
    if revisions and revisions[0].user_id and needs_four_eyes(revisions[0].content_type.model_class()):
        Contribution.objects.bulk_create(
            Contribution(
                base_content_type_id=revision.base_content_type_id,
                object_id=revision.object_id,
                user_id=revision.user_id,
                revision_number=revision.pk,
                kind=Kind.WROTE,
                digest=digest_of_revision(revision),
            )
            for revision in revisions
        )


def _digest_before(revision: Revision) -> str | None:
    approved = Approval.objects.about_revision(revision).filter(revision_number=revision.pk).last()
    if approved is not None:
        return str(approved.digest)
    before = Revision.objects.filter(
        base_content_type=revision.base_content_type_id, object_id=revision.object_id, pk__lt=revision.pk
    )
    last = before.order_by("-pk").first()
    return digest_of_revision(last) if last else None


def record_submission(instance: Any, user: Any) -> None:
    """Remember that `user` submitted the newest text of `instance`."""
    revision = instance.get_latest_revision()
    if user is not None and revision is not None and needs_four_eyes(instance):
        _add(revision, user.pk, Kind.SUBMITTED, digest_of_revision(revision))


def record_unsaved(instance: Any, user_id: int) -> None:
    """Remember that a user wrote words of `instance` that stand in no revision yet, as strings of wagtail-localize do.

    No approval settles them before they are claimed by the revision that is made of them.
    """
    if needs_four_eyes(instance):
        Contribution.objects.get_or_create(
            base_content_type=instance.get_base_content_type(),
            object_id=str(instance.pk),
            user_id=user_id,
            revision_number=UNSAVED,
            kind=Kind.WROTE,
            settled_by=None,
        )


def claim_unsaved(revision: Revision) -> None:
    """What stood in no revision stands in `revision` now."""
    written = Contribution.objects.about_revision(revision).filter(revision_number=UNSAVED, settled_by=None)
    _give(written, revision)
    written.delete()


def carry(earlier: Revision, later: Revision) -> None:
    """The text of `earlier` came back in `later`: whoever wrote it since the approval before it wrote this one too."""
    written = Contribution.objects.about_revision(later).filter(revision_number__lte=earlier.pk, kind=Kind.WROTE)
    before = Approval.objects.about_revision(later).filter(revision_number__lt=earlier.pk)
    last = before.aggregate(Max("revision_number"))["revision_number__max"] or 0
    _give(written.filter(revision_number__gt=last), later)


def inherit(source: Any, revision: Revision) -> None:
    """The text of `source` was copied into `revision` of another page: all who ever wrote it wrote the copy."""
    _give(Contribution.objects.about(source).filter(kind=Kind.WROTE), revision)


def _give(written: Any, revision: Revision) -> None:
    if needs_four_eyes(revision.content_type.model_class()):
        for user_id in set(written.values_list("user_id", flat=True)):
            _add(revision, user_id, Kind.WROTE, digest_of_revision(revision))


def _add(revision: Revision, user_id: int, kind: Kind, digest: str) -> None:
    Contribution.objects.update_or_create(
        base_content_type_id=revision.base_content_type_id,
        object_id=revision.object_id,
        user_id=user_id,
        revision_number=revision.pk,
        kind=kind,
        settled_by=None,
        defaults={"digest": digest},
    )


def settle(approval: Approval) -> None:
    """The text is approved: what was contributed to it up to that revision is open no more.

    Autosave may have written other words over the revision since it was read; those stay open.
    """
    done = Contribution.objects.filter(
        base_content_type=approval.base_content_type_id,
        object_id=approval.object_id,
        revision_number__lte=approval.revision_number,
        settled_by=None,
    )
    later = Q(revision_number=approval.revision_number, kind=Kind.WROTE) & ~Q(digest=approval.digest)
    done.exclude(later).update(settled_by=approval)


def begin(model: Any) -> None:
    """The rule begins to hold for `model`: whoever saved what is not public yet has words in it."""
    for instance in model._default_manager.filter(has_unpublished_changes=True):
        revisions = Revision.objects.for_instance(instance).exclude(user=None)
        if instance.live_revision_id:
            revisions = revisions.filter(pk__gt=instance.live_revision_id)
        for revision in revisions:
            _add(revision, revision.user_id, Kind.WROTE, digest_of_revision(revision))
