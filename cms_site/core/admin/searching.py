"""Searching lists of the editing interface for words in capitals or not, in any alphabet."""

import re
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet


def contains(field: str, words: str) -> Q:
    """Rows whose `field` contains `words`, in capitals or not.

    Not by `icontains`: on SQLite that knows the capitals of Latin letters alone.
    """
    return Q(**{f"{field}__iregex": re.escape(words)})


class AnyCaseSearchMixin:
    """Lets a list of Wagtail search its `search_fields` so."""

    search_fields: Any
    search_query: Any

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """What of `queryset` has the words of the search in one of the fields."""
        if not self.search_query:
            return queryset
        return queryset.filter(reduce(or_, [contains(field, self.search_query) for field in self.search_fields]))
