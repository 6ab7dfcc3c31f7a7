"""The texts of one person: what is not public yet of them, and what was returned."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.permissions import policy_registry

from cms_site.core.desk.texts import Text, Texts
from cms_site.core.workflow.models import Contribution


@dataclass(frozen=True)
class Draft:
    """A text of mine that is not public as it is now, when it was saved, and the step it waits at, if any."""

    text: Text
    saved: datetime
    step: TaskState | None


@dataclass(frozen=True)
class Returned:
    """A text of mine that somebody sent back, with the reason."""

    text: Text
    by: Any
    at: datetime
    comment: str


def may_write(user: Any) -> bool:
    """Whether `user` may have texts at all: may add or change pages somewhere."""
    return bool(policy_registry.get_by_type(Page).user_has_any_permission(user, {"add", "change"}))


def drafts_of(user: Any, limit: int | None) -> tuple[list[Draft], int]:
    """The newest drafts of `user`, no more than `limit` if there is one, and how many there are.

    Mine is what I own or have words in that nobody has approved. What was returned stands in a list of its own, what is
    approved and waits for its time in that of what is scheduled.
    """
    pages = _drafts(_own_pages(user)).annotate_approved_schedule().filter(_approved_schedule=False)
    found = list(pages.order_by("-latest_revision_created_at", "-pk")[:limit])
    number = pages.count()
    for records in _own_records(user):
        found += records[:limit]
        number += len(records)
    found.sort(key=_saved, reverse=True)
    texts, steps = Texts(), _steps_of(found[:limit])
    return [
        Draft(texts.name(instance), _saved(instance), steps.get(_key(instance))) for instance in found[:limit]
    ], number


def _key(instance: Any) -> tuple[int, str]:
    return instance.get_base_content_type().pk, str(instance.pk)


def _steps_of(found: list[Any]) -> dict[tuple[int, str], TaskState]:
    """The steps at which the pages and records `found` wait, in one query."""
    states = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        object_id__in=[str(instance.pk) for instance in found],
        current_task_state__isnull=False,
    ).select_related("current_task_state__task")
    return {(state.base_content_type_id, state.object_id): state.current_task_state for state in states}


def _own_pages(user: Any) -> Any:
    words = _open_words(user).filter(base_content_type=ContentType.objects.get_for_model(Page))
    written = Exists(words.filter(object_id=Cast(OuterRef("pk"), CharField())))
    may = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    return may.filter(Q(owner=user) | written, alias_of=None)


def _own_records(user: Any) -> list[list[Any]]:
    """The drafts of each kind of record that have words of `user`."""
    page_type = ContentType.objects.get_for_model(Page)
    ids: dict[int, set[str]] = {}
    for kind, pk in (
        _open_words(user).exclude(base_content_type=page_type).values_list("base_content_type", "object_id")
    ):
        ids.setdefault(kind, set()).add(pk)
    models: list[Any] = [(ContentType.objects.get_for_id(kind).model_class(), pks) for kind, pks in ids.items()]
    return [list(_drafts(model.objects.filter(pk__in=pks)).select_related("latest_revision")) for model, pks in models]


def _open_words(user: Any) -> Any:
    return Contribution.objects.filter(user=user.pk, settled_by=None)


def _drafts(found: Any) -> Any:
    """Those of `found` that are not public as they are now, and were not returned."""
    returned = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page if issubclass(found.model, Page) else found.model),
        object_id=Cast(OuterRef("pk"), CharField()),
        status=WorkflowState.STATUS_NEEDS_CHANGES,
    )
    return found.filter(has_unpublished_changes=True).exclude(Exists(returned))


def _saved(instance: Any) -> datetime:
    if isinstance(instance, Page):
        return instance.latest_revision_created_at
    return instance.latest_revision.created_at


def returned_to(user: Any) -> list[Returned]:
    """The texts that `user` wrote, sent, or owns and may change, and that came back, the newest return first.

    A translation belongs to the owner of its source, who is no translator and can mend nothing in it.
    """
    written = _open_words(user).filter(
        base_content_type=OuterRef("base_content_type"), object_id=OuterRef("object_id"), kind=Contribution.Kind.WROTE
    )
    may = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    owned = may.filter(owner=user).annotate(number=Cast("pk", CharField()))
    mine: Any = Q(requested_by=user) | Exists(written)
    mine |= Q(
        Exists(owned.filter(number=OuterRef("object_id"))),
        base_content_type=ContentType.objects.get_for_model(Page),
    )
    states = (
        WorkflowState.objects.filter(mine, status=WorkflowState.STATUS_NEEDS_CHANGES)
        .filter(current_task_state__status=TaskState.STATUS_REJECTED)
        .select_related("current_task_state__finished_by")
        .prefetch_related("content_object")
        .order_by("-current_task_state__finished_at")
    )
    texts = Texts()
    return [
        Returned(
            text=texts.name(state.content_object),
            by=state.current_task_state.finished_by,
            at=state.current_task_state.finished_at,
            comment=state.current_task_state.comment,
        )
        for state in states
        if state.content_object is not None
    ]
