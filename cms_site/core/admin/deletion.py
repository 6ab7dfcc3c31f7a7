"""Refusing in words to delete a record that others cannot do without."""

from collections.abc import Sequence
from typing import Any

from django.db import models, router
from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages


def refuse_what_is_needed(request: HttpRequest, records: Sequence[Any]) -> HttpResponse | None:
    """Back to the list with a sentence for each record that the database would not let go; None if it lets all go.

    Wagtail asks its own index of references, which knows only those from pages and snippets.
    """
    needed = {record: kinds for record in records if (kinds := _kinds_that_need(record))}
    for record, kinds in needed.items():
        text = _("“%(name)s” cannot be deleted, because it is named in: %(kinds)s.")
        messages.error(request, text % {"name": record, "kinds": ", ".join(sorted(kinds))})
    if not needed:
        return None
    return redirect(type(records[0]).snippet_viewset.get_url_name("list"))


def _kinds_that_need(record: models.Model) -> set[str]:
    collector = Collector(using=router.db_for_write(type(record), instance=record))
    try:
        collector.collect([record])
    except ProtectedError as error:
        return {str(other._meta.verbose_name_plural) for other in error.protected_objects}
    except RestrictedError as error:
        return {str(other._meta.verbose_name_plural) for other in error.restricted_objects}
    return set()
