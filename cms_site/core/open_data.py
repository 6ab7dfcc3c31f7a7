"""Open data: what a section publishes, as CSV and JSON at fixed addresses, with its dictionary and licence."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Max
from django.http import QueryDict, StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms_site.core.catalog.models import Entry, EntryQuerySet
from cms_site.core.listings import Listing
from cms_site.core.open_fields import OpenField, explained, fields_of
from cms_site.core.open_records import Record, frame, in_batches
from cms_site.core.page_types import facets_of
from cms_site.core.spreadsheets import csv_lines

FORMATS = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@dataclass(frozen=True)
class Licence:
    """Under which the data may be used: its name and where it is read."""

    name: Any
    url: str


# Open data may be used freely, also commercially, if the source is named: Law of Ukraine 2939-VI on access to public
# information, article 10-1. This licence says the same to readers abroad.
CC_BY = Licence(_("Creative Commons Attribution 4.0"), "https://creativecommons.org/licenses/by/4.0/")


@dataclass(frozen=True)
class OpenData:
    """Declares that pages of a type are published as data: `name` is the fixed part of the address."""

    name: str
    title: Any
    description: Any
    licence: Licence = CC_BY


class DataSet:
    """The public pages of a section, all of them or those that the facets of the address leave.

    Every page is there once: with the texts of the section's language where it is translated, else with the Ukrainian
    ones, as its `language` says. `absolute` gives an address with its host.
    """

    def __init__(self, section: Any, parameters: QueryDict, absolute: Callable[[str], str]) -> None:
        self.section = section
        self.model: Any = section.listed_model()
        self.declaration: OpenData = self.model.open_data
        self.language = str(section.locale.language_code)
        self._parameters = parameters
        self._absolute = absolute

    @cached_property
    def entries(self) -> EntryQuerySet:
        """The entries of the Ukrainian pages, which are all there is."""
        source = Page.objects.filter(
            translation_key=self.section.translation_key, locale__language_code=settings.LANGUAGE_CODE
        )
        entries = Entry.objects.filter(section__in=source.values("pk")).of_type(self.section.listed_type)
        return Listing(entries, facets_of(self.model), self._parameters).entries

    @cached_property
    def updated(self) -> datetime | None:
        """When one of the pages was last changed; None while there are none."""
        changed: datetime | None = self.entries.aggregate(changed=Max("changed"))["changed"]
        return changed

    @property
    def total(self) -> int:
        """The number of records."""
        return self.entries.count()

    def fields(self) -> list[OpenField]:
        """The fields of a record, those of every page type first."""
        return [*frame(), *fields_of(self.model)]

    def dictionary(self) -> list[dict[str, str]]:
        """Every column with its name, heading, type, unit and meaning, in the active language."""
        return list(explained(self.fields()))

    def records(self) -> Iterator[Record]:
        """The records, the newest first; few are in memory at a time."""
        keys = list(self.entries.newest_first().values_list("page_id", "translation_key"))
        translated = dict(
            Entry.objects.in_language(self.language)
            .of_type(self.section.listed_type)
            .values_list("translation_key", "page_id")
        )
        page_ids = [translated.get(key, page_id) for page_id, key in keys]
        return in_batches(self.model, page_ids, language=self.language, absolute=self._absolute)

    def csv(self) -> Iterator[bytes]:
        """The data as the lines of a CSV file, headed by the names of the columns."""
        names = [name for field in self.fields() for name in field.names]
        return csv_lines(row for rows in ([names], self._rows(names)) for row in rows)

    def json(self) -> Iterator[bytes]:
        """The data with what they are, under which licence and what each column means, as JSON."""
        head = json.dumps(self._about(), ensure_ascii=False, cls=DjangoJSONEncoder)
        yield f'{head[:-1]}, "records": ['.encode()
        for number, record in enumerate(self.records()):
            line = json.dumps(record, ensure_ascii=False, cls=DjangoJSONEncoder)
            yield f"{',' if number else ''}\n{line}".encode()
        yield b"\n]}\n"

    def response(self, file_format: str) -> StreamingHttpResponse:
        """A download that is sent while it is made; any site may read it, because everybody may."""
        lines = self.csv() if file_format == "csv" else self.json()
        response = StreamingHttpResponse(lines, content_type=FORMATS[file_format])
        response["Content-Disposition"] = f'attachment; filename="{self.declaration.name}.{file_format}"'
        response["Access-Control-Allow-Origin"] = "*"
        return response

    def _rows(self, names: list[str]) -> Iterator[list[Any]]:
        for record in self.records():
            yield [_cell(record[name]) for name in names]

    def _about(self) -> dict[str, Any]:
        with translation.override(self.language):
            return {
                "name": self.declaration.name,
                "title": str(self.declaration.title),
                "description": str(self.declaration.description),
                "source": self._absolute(self.section.url),
                "licence": {"name": str(self.declaration.licence.name), "url": self.declaration.licence.url},
                "updated": self.updated,
                "language": self.language,
                "fields": self.dictionary(),
            }


def _cell(value: Any) -> Any:
    """A value in one cell: lists apart by semicolons, the columns of a row by commas and codes as their words."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, list):
        return "; ".join(str(_cell(item)) for item in value)
    if isinstance(value, dict):
        said = {name: part for name, part in value.items() if part is not None and not isinstance(part, bool)}
        return ", ".join(str(_cell(part)) for name, part in said.items() if f"{name}_label" not in said)
    return value
