"""Exports of a page type's list, with the columns of its declaration."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from tempfile import TemporaryFile
from typing import Any

from django.db import models
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms_site.core.dates import PartialDate, Precision
from cms_site.core.page_types import Fact, as_text
from cms_site.core.spreadsheets import XLSX, Row, csv_lines, write_xlsx

# So many pages are in memory at a time, with their inline rows.
BATCH = 250


@dataclass(frozen=True)
class ExportColumn:
    """One column: its heading and what it says of a page; an internal one only for pages that the user may edit."""

    heading: str
    value: Callable[[Any], Any]
    internal: bool = False


def fact_value(fact: Fact, page: Any) -> Any:
    """What a fact says, as a number or date where it is one, else in the words of the active language."""
    value = getattr(page, fact.name, None)
    if isinstance(value, PartialDate):
        return value.start if value.precision == Precision.DAY and value.end is None else str(value)
    numeric = isinstance(value, int | float | Decimal | date | datetime) and not isinstance(value, bool)
    if numeric and not hasattr(page, f"get_{fact.name}_display"):
        return value
    return fact.text(page, between="; ")  # as imports read several values: names have commas themselves


def columns_for(model: Any) -> list[ExportColumn]:
    """The columns of a page type in the order of its declaration, headed in the active language."""
    columns = [ExportColumn(_("Title"), lambda page: page.title)]
    for fact in model.facts:
        if not fact.in_export:
            continue
        if fact.name == "date" and getattr(model, "dated", False):
            columns.extend(_dates(fact.heading(model), internal=fact.internal))
        else:
            columns.append(ExportColumn(fact.heading(model), partial(fact_value, fact), fact.internal))
    return [
        *columns,
        ExportColumn(_("Language"), lambda page: str(page.locale)),
        ExportColumn(_("Public"), lambda page: as_text(page.live)),
        ExportColumn(_("Address"), lambda page: page.full_url if page.live else ""),
    ]


def _dates(heading: str, *, internal: bool) -> list[ExportColumn]:
    """First and last day, which sort; a date that is not known to the day stands in words in the first column."""

    def to_the_day(page: Any) -> bool:
        return page.date is not None and page.date.precision == Precision.DAY

    return [
        ExportColumn(heading, lambda page: page.date.start if to_the_day(page) else as_text(page.date), internal),
        ExportColumn(_("Last day"), lambda page: page.end_date if to_the_day(page) else None, internal),
    ]


def relations(model: type[models.Model], names: set[str]) -> list[str]:
    """What to prefetch for the facts `names`: related pages and records, inline rows and what those name."""
    lookups: list[str] = []
    for field in model._meta.get_fields():
        if field.name in names and (field.many_to_one or field.many_to_many) and not hasattr(field, "through"):
            lookups.append(field.name)
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        if name in names:
            rows = relation.related_model._meta.concrete_fields
            named = [row.name for row in rows if row.many_to_one and row not in (relation.field,)]
            lookups.extend([name, *(f"{name}__{related}" for related in named if related != "locale")])
    return lookups


def rows(model: Any, page_ids: list[int], user: Any, *, language: str) -> Iterator[Row]:
    """The heading, then a row for each of the pages in that order; few are in memory at a time.

    Internal columns are there for users who may edit pages, and filled in for those pages that the user may edit.
    """
    with translation.override(language):
        columns = [column for column in columns_for(model) if not column.internal or may_edit_some(user)]
        heading = [column.heading for column in columns]
    yield heading
    for start in range(0, len(page_ids), BATCH):
        # The language is set for a batch at a time, because whoever reads the stream does other things in between.
        with translation.override(language):
            batch = [_row(page, columns, user) for page in _pages(model, page_ids[start : start + BATCH])]
        yield from batch


def may_edit_some(user: Any) -> bool:
    """Whether the user may edit any page at all."""
    return bool(policy_registry.get_by_type(Page).user_has_any_permission(user, {"add", "change"}))


def _pages(model: Any, page_ids: list[int]) -> list[Any]:
    names = {fact.name for fact in model.facts}
    pages = model.objects.filter(pk__in=page_ids).select_related("locale", "owner", "content_type")
    found = pages.defer_streamfields().prefetch_workflow_states().prefetch_related(*relations(model, names)).in_bulk()
    return [found[pk] for pk in page_ids if pk in found]


def _row(page: Any, columns: list[ExportColumn], user: Any) -> Row:
    editable = page.permissions_for_user(user).can_edit()
    return [column.value(page) if editable or not column.internal else None for column in columns]


def export_response(model: Any, page_ids: list[int], user: Any, *, file_format: str, filename: str) -> HttpResponseBase:
    """A download of the pages, as a table is downloaded."""
    table = rows(model, page_ids, user, language=translation.get_language() or "")
    title = str(model._meta.verbose_name_plural)
    return table_response(table, file_format=file_format, filename=filename, title=title)


def table_response(table: Iterable[Row], *, file_format: str, filename: str, title: str) -> HttpResponseBase:
    """A download of `table` as "csv", which is sent while it is made, or "xlsx", which is made on the disk."""
    if file_format == "csv":
        response = StreamingHttpResponse(csv_lines(table), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{filename}.csv"'
        return response
    output = TemporaryFile()  # noqa: SIM115 - the response closes it
    write_xlsx(table, output, title=title)
    output.seek(0)
    return FileResponse(output, as_attachment=True, filename=f"{filename}.xlsx", content_type=XLSX)
