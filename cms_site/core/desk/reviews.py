"""Public pages of which the review date has come: somebody should look whether they are still true."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from cms_site.core.desk.texts import Text, Texts
from cms_site.core.page_types import page_types


@dataclass(frozen=True)
class Review:
    """A page and the day for which its review was set."""

    text: Text
    day: date


def reviews(pages: QuerySet, *, until: date, since: date | None = None) -> list[Review]:
    """The public pages among `pages` with a review date from `since` to `until`, the earliest first.

    Two queries, whatever the number of page types and pages.
    """
    days = dict(_dated(since, until))
    texts = Texts()
    found = [Review(texts.name(page), days[page.pk]) for page in pages.filter(pk__in=days)]
    return sorted(found, key=lambda review: (review.day, review.text.title))


def _dated(since: date | None, until: date) -> QuerySet:
    """Number and review date of the pages of every type."""
    parts: list[Any] = []
    for model in page_types():
        found = model._default_manager.filter(live=True, alias_of=None, review_date__lte=until)
        if since is not None:
            found = found.filter(review_date__gte=since)
        parts.append(found.order_by().values_list("pk", "review_date"))
    return parts[0].union(*parts[1:], all=True)
