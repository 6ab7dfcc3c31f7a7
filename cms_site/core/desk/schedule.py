"""What is to happen to texts and when: they appear, expire, are due for approval, should be reviewed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import QuerySet
from django.utils.timezone import get_default_timezone, localtime, make_aware
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, Page, Revision, TaskState
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models

from cms_site.core.desk.reviews import reviews
from cms_site.core.desk.texts import Text, Texts
from cms_site.core.desk.waiting import with_due_times

RIGHTS = {"change", "publish"}


class Kind(models.TextChoices):
    """What happens to a text."""

    GOES_LIVE = "goes_live", _("Goes live")
    PLANNED = "planned", _("To go live, not approved yet")
    EXPIRES = "expires", _("Expires")
    DUE = "due", _("Approval due")
    REVIEW = "review", _("Review")


@dataclass(frozen=True)
class Event:
    """What happens to a text, and when; a review has a day and no hour, and `at` is its beginning."""

    at: datetime
    kind: Kind
    text: Text

    @property
    def day(self) -> date:
        """The day by the clock of the city."""
        return localtime(self.at, get_default_timezone()).date()

    @property
    def has_hour(self) -> bool:
        return self.kind != Kind.REVIEW


def may_see(user: Any) -> bool:
    """Whether anything can be in the calendar of `user`: may change or publish pages or records somewhere."""
    return bool(policy_registry.get_by_type(Page).user_has_any_permission(user, RIGHTS)) or bool(_record_types(user))


def beginning_of(day: date) -> datetime:
    """The first moment of `day` by the clock of the city."""
    return make_aware(datetime.combine(day, time.min), get_default_timezone())


def announced(user: Any, since: datetime, until: datetime) -> list[Event]:
    """What appears and expires from `since` up to `until` of what `user` may change or publish."""
    texts = Texts()
    found = [event for texts_of in _kinds_of_texts(user) for event in _appearing(texts_of, texts, since, until)]
    return sorted(found, key=_order)


def events(user: Any, since: datetime, until: datetime) -> list[Event]:
    """All that happens from `since` up to `until` to what `user` may change or publish, approvals and reviews included.

    The number of queries depends on the kinds of records, not on the number of texts.
    """
    found = [*announced(user, since, until), *_due(user, since, until), *_reviews(user, since, until)]
    return sorted(found, key=_order)


def _order(event: Event) -> tuple[datetime, str]:
    return event.at, event.text.title


def pages_of(user: Any) -> QuerySet:
    """The pages that `user` may change or publish, without aliases."""
    policy = policy_registry.get_by_type(Page)
    return policy.instances_user_has_any_permission_for(user, RIGHTS).filter(alias_of=None)


def _record_types(user: Any) -> list[Any]:
    return [
        model
        for model in get_snippet_models()
        if issubclass(model, DraftStateMixin)
        and policy_registry.get_by_type(model).user_has_any_permission(user, RIGHTS)
    ]


def _kinds_of_texts(user: Any) -> Iterator[QuerySet]:
    yield pages_of(user)
    for model in _record_types(user):
        yield model._default_manager.all()


def _appearing(found: QuerySet, texts: Texts, since: datetime, until: datetime) -> Iterator[Event]:
    base_type = ContentType.objects.get_for_model(found.model)
    approved = {
        int(pk): at
        for pk, at in Revision.objects.filter(
            base_content_type=base_type, approved_go_live_at__gte=since, approved_go_live_at__lt=until
        ).values_list("object_id", "approved_go_live_at")
    }
    for instance in found.filter(pk__in=approved):
        yield Event(approved[instance.pk], Kind.GOES_LIVE, texts.name(instance))
    for instance in found.filter(live=False, go_live_at__gte=since, go_live_at__lt=until).exclude(pk__in=approved):
        yield Event(instance.go_live_at, Kind.PLANNED, texts.name(instance))
    for instance in found.filter(live=True, expire_at__gte=since, expire_at__lt=until):
        yield Event(instance.expire_at, Kind.EXPIRES, texts.name(instance))


def _due(user: Any, since: datetime, until: datetime) -> Iterator[Event]:
    waiting = with_due_times(TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS))
    in_time = [row for row in waiting if row.due is not None and since <= row.due < until]
    numbers = [row.state.revision.object_id for row in in_time if _is_page(row.state)]
    pages = {str(pk) for pk in pages_of(user).filter(pk__in=numbers).values_list("pk", flat=True)}
    records = {ContentType.objects.get_for_model(model).pk for model in _record_types(user)}
    for row in in_time:
        revision = row.state.revision
        if (revision.object_id in pages) if _is_page(row.state) else (revision.content_type_id in records):
            yield Event(row.due, Kind.DUE, row.text)  # type: ignore[arg-type]


def _is_page(state: TaskState) -> bool:
    return bool(state.revision.base_content_type_id == ContentType.objects.get_for_model(Page).pk)


def _reviews(user: Any, since: datetime, until: datetime) -> Iterator[Event]:
    for review in reviews(pages_of(user), since=localtime(since).date(), until=localtime(until).date()):
        at = beginning_of(review.day)
        if since <= at < until:
            yield Event(at, Kind.REVIEW, review.text)
