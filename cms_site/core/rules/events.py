"""The events that every site has."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from wagtail.models import Page, PageLogEntry

from cms_site.core.lifecycle.models import Kind
from cms_site.core.page_types import is_field, page_types
from cms_site.core.rules.registry import Event


def _ends(entry: PageLogEntry) -> bool:
    """Whether a removal took the page from its readers; a withdrawn one stays readable."""
    return bool(entry.data.get("kind") != Kind.WITHDRAWN)


def _expiring(first: date, last: date) -> Iterator[tuple[Page, date]]:
    """Public pages that expire between two days."""
    begin, end = _midnight(first), _midnight(last + timedelta(days=1))
    for page in Page.objects.live().public().filter(expire_at__gte=begin, expire_at__lt=end).order_by("pk"):
        yield page, timezone.localtime(page.expire_at).date()


def _to_review(first: date, last: date) -> Iterator[tuple[Page, date]]:
    """Live pages whose review date is between two days."""
    for model in page_types():
        if is_field(model, "review_date"):
            manager: Any = model._default_manager
            for page in manager.live().filter(review_date__range=(first, last)).order_by("pk"):
                yield page, page.review_date


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


EVENTS = (
    Event(
        "submitted",
        _("A page is submitted for approval"),
        _("When a page is submitted for approval"),
        logged=frozenset({"wagtail.workflow.start"}),
    ),
    Event(
        "published",
        _("A page is published"),
        _("When a page is published"),
        logged=frozenset({"wagtail.publish", "wagtail.publish.scheduled"}),
    ),
    Event(
        "unpublished",
        _("A page leaves the site"),
        _("When a page leaves the site"),
        logged=frozenset({"wagtail.unpublish", "wagtail.unpublish.scheduled", "core.remove"}),
        counts=_ends,
        gone=True,
    ),
    Event(
        "expires",
        _("A page expires"),
        ngettext_lazy("%(days)d day before a page expires", "%(days)d days before a page expires", "days"),
        today=_("On the day a page expires"),
        dates=_expiring,
    ),
    Event(
        "review_due",
        _("The review date of a page comes"),
        ngettext_lazy("%(days)d day before the review date", "%(days)d days before the review date", "days"),
        today=_("On the review date of a page"),
        dates=_to_review,
    ),
)
