"""The public facts of a page type as data: which fields there are, what each is and what it says of a page."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from inspect import get_annotations
from typing import Any, get_args, get_origin
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries.fields import CountryField
from modelcluster.models import get_all_child_relations
from taggit.managers import TaggableManager
from taggit.models import ItemBase
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from cms_site.core.catalog.models import Entry
from cms_site.core.page_types import Fact, as_text, is_multiple_country


class Kind(models.TextChoices):
    """What sort of value a field has, in the words of the dictionary."""

    TEXT = "text", gettext_lazy("text")
    WORDS = "words", gettext_lazy("list of words")
    INTEGER = "integer", gettext_lazy("whole number")
    NUMBER = "number", gettext_lazy("decimal number")
    DATE = "date", gettext_lazy("date, YYYY-MM-DD")
    TIME = "time", gettext_lazy("time, HH:MM")
    MOMENT = "moment", gettext_lazy("date and time with its zone, ISO 8601")
    BOOLEAN = "boolean", gettext_lazy("true or false")
    CODE = "code", gettext_lazy("code")
    COUNTRY = "country", gettext_lazy("country code, ISO 3166-1 alpha-2")
    COUNTRIES = "countries", gettext_lazy("list of country codes, ISO 3166-1 alpha-2")
    PAGE = "page", gettext_lazy("title of a page")
    DOCUMENT = "document", gettext_lazy("title of a document")
    PICTURE = "picture", gettext_lazy("number of a picture")
    ROWS = "rows", gettext_lazy("list")
    ADDRESS = "address", gettext_lazy("address")


_BY_COLUMN = (
    (models.BooleanField, Kind.BOOLEAN),
    (models.IntegerField, Kind.INTEGER),
    ((models.DecimalField, models.FloatField), Kind.NUMBER),
    (models.DateTimeField, Kind.MOMENT),
    (models.DateField, Kind.DATE),
    (models.TimeField, Kind.TIME),
    (models.URLField, Kind.ADDRESS),
)
_BY_ANNOTATION = {bool: Kind.BOOLEAN, int: Kind.INTEGER, Decimal: Kind.NUMBER, float: Kind.NUMBER, date: Kind.DATE}
_WORDS: tuple[Kind, Any, tuple[tuple[str, str], ...]] = (Kind.WORDS, None, ())
_WITH_ADDRESS = {Kind.PAGE, Kind.DOCUMENT}
_WITH_LABEL = {Kind.CODE, Kind.COUNTRY, Kind.COUNTRIES}


@dataclass(frozen=True)
class Links:
    """What related things may be named: public pages by translation key, documents that are not private."""

    entries: dict[UUID, Entry]
    private_collections: frozenset[int]
    absolute: Callable[[str], str]


@dataclass(frozen=True)
class OpenField:
    """One fact, or one column of its rows; `source` is the attribute that it is read from.

    A code has its word in the active language in a second column, a page and a document have their address there. A row
    is about its `required` page or document: it is left out where that is not public.
    """

    name: str
    source: str
    kind: Kind
    heading: str
    unit: str = ""
    meaning: str = ""
    codes: tuple[tuple[str, str], ...] = ()
    columns: "tuple[OpenField, ...]" = ()
    required: bool = False

    @property
    def second(self) -> str:
        """The name of the second column; empty where there is none."""
        if self.kind in _WITH_LABEL:
            return f"{self.name}_label"
        return f"{self.name}_url" if self.kind in _WITH_ADDRESS else ""

    @property
    def names(self) -> list[str]:
        """The columns that it fills."""
        return [self.name, self.second] if self.second else [self.name]

    def related_keys(self, thing: Any) -> Iterator[UUID]:
        """The translation keys of the pages that `values` would name."""
        value = getattr(thing, self.source, None)
        if self.kind == Kind.PAGE and value is not None:
            yield value.translation_key
        if self.kind == Kind.ROWS:
            yield from (key for row in _listed(value) for column in self.columns for key in column.related_keys(row))

    def values(self, thing: Any, links: Links) -> dict[str, Any]:
        """What it says of `thing`, by column: numbers, dates, texts and lists of them; None for nothing."""
        value = getattr(thing, self.source, None)
        value = value() if callable(value) and not hasattr(value, "all") else value
        match self.kind:
            case Kind.ROWS:
                return {self.name: [row for item in _listed(value) if (row := self._row(item, links))]}
            case Kind.COUNTRIES:
                found = [country for country in value or [] if country.code]
                return self._pair([country.code for country in found], [str(country.name) for country in found])
            case Kind.COUNTRY:
                return self._pair(value.code or None, str(value.name) or None) if value else self._pair(None, None)
            case Kind.CODE:
                word = getattr(thing, f"get_{self.source}_display")() if value not in (None, "") else None
                return self._pair(_plain(value), word and str(word))
            case Kind.PAGE:
                entry = links.entries.get(value.translation_key) if value is not None else None
                return self._pair(entry.title, links.absolute(entry.url)) if entry else self._pair(None, None)
            case Kind.DOCUMENT:
                if value is None or value.collection_id in links.private_collections:
                    return self._pair(None, None)
                return self._pair(value.title, links.absolute(value.url))
            case Kind.PICTURE:
                return {self.name: value.pk if value is not None else None}
            case Kind.WORDS:
                return {self.name: [text for item in _listed(value) if (text := _word(item))]}
        return {self.name: _plain(value)}

    def _pair(self, first: Any, second: Any) -> dict[str, Any]:
        return {self.name: first, self.second: second}

    def _row(self, row: Any, links: Links) -> Any:
        """A row as an object, as its one value if it has no more; None for one that may say nothing."""
        found = {name: value for column in self.columns for name, value in column.values(row, links).items()}
        if any(column.required and found[column.name] is None for column in self.columns):
            return None
        if all(value in (None, "", []) or isinstance(value, bool) for value in found.values()):
            return None
        return found if len(found) > 1 else next(iter(found.values()))


def fields_of(model: Any) -> list[OpenField]:
    """The fields of a page type's open data in the order of its declaration; nothing internal."""
    return [_field_of(model, fact) for fact in model.facts if fact.open_name]


def _field_of(model: Any, fact: Fact) -> OpenField:
    field = _described(model, fact.name, fact.open_name, fact.heading(model))
    return replace(field, unit=str(fact.unit), meaning=str(fact.meaning))


def _described(model: Any, source: str, name: str, heading: str) -> OpenField:
    kind, rows, codes = _nature(model, source)
    source = _tagging(model, source) or source
    columns: tuple[OpenField, ...] = ()
    if rows is not None:
        columns = tuple(_column_of(rows, rows._meta.get_field(name)) for name in rows.public_columns())
    return OpenField(name, source, kind, heading, codes=codes, columns=columns)


def _tagging(model: Any, name: str) -> str:
    """The rows behind the tags `name`, which can be fetched for many pages at once; empty for anything else."""
    for relation in get_all_child_relations(model):
        if relation.related_model is getattr(getattr(model, name, None), "through", model):
            return str(relation.get_accessor_name())
    return ""


def _column_of(rows: Any, field: models.Field) -> OpenField:
    column = _described(rows, field.name, field.name, str(field.verbose_name))
    return replace(column, required=column.kind in _WITH_ADDRESS and not field.null)


def _nature(model: Any, name: str) -> tuple[Kind, Any, tuple[tuple[str, str], ...]]:
    """The kind of the field or computed value `name`, the model of its rows and its codes with their words."""
    try:
        field: Any = model._meta.get_field(name)
    except FieldDoesNotExist:
        return _nature_of_computed(model, name)
    if field.one_to_many:
        return (Kind.ROWS, field.related_model, ()) if hasattr(field.related_model, "public_columns") else _WORDS
    if isinstance(field, CountryField):
        return Kind.COUNTRIES if is_multiple_country(field) else Kind.COUNTRY, None, ()
    if isinstance(field, TaggableManager) or field.many_to_many:
        return _WORDS
    if field.is_relation:
        return _nature_of_related(field.related_model), None, ()
    if field.choices:
        return Kind.CODE, None, _codes(field.flatchoices)
    return next((kind for types, kind in _BY_COLUMN if isinstance(field, types)), Kind.TEXT), None, ()


def _nature_of_related(model: Any) -> Kind:
    for kind, base in ((Kind.PAGE, Page), (Kind.DOCUMENT, get_document_model()), (Kind.PICTURE, get_image_model())):
        if issubclass(model, base):
            return kind
    return Kind.TEXT


def _nature_of_computed(model: Any, name: str) -> tuple[Kind, Any, tuple[tuple[str, str], ...]]:
    """What the annotation of a property or method says."""
    attribute = getattr(model, name)
    function = attribute.fget if isinstance(attribute, property) else attribute
    function = function.func if isinstance(function, cached_property) else function
    returned = _returned(function)
    if get_origin(returned) is list:
        of = next(iter(get_args(returned)), None)
        return (Kind.ROWS, of, ()) if hasattr(of, "public_columns") else _WORDS
    if isinstance(returned, type) and issubclass(returned, models.Choices):
        return Kind.CODE, None, _codes(returned.choices)
    kinds = [kind for kept, kind in _BY_ANNOTATION.items() if returned in (kept, kept | None)]
    return kinds[0] if kinds else Kind.TEXT, None, ()


def _returned(function: Any) -> Any:
    """The annotation of what a function returns; None where there is none, or one that only type checkers know."""
    try:
        return get_annotations(function, eval_str=True).get("return")
    except (NameError, TypeError):
        return None


def _codes(choices: Iterable[tuple[Any, Any]]) -> tuple[tuple[str, str], ...]:
    return tuple((str(code), str(word)) for code, word in choices if code not in (None, ""))


def _listed(value: Any) -> Iterable[Any]:
    return value.all() if hasattr(value, "all") else value or []


def _word(item: Any) -> str:
    return str(item.tag) if isinstance(item, ItemBase) else as_text(item)


def _plain(value: Any) -> Any:
    """`value` as CSV and JSON know it; text of everything that is no number, date or truth."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, models.Choices):
        return str(value.value)
    if value is None or isinstance(value, bool | int | float | date | datetime | time):
        return value
    return as_text(value) or None


def explained(fields: Iterable[OpenField]) -> Iterator[dict[str, str]]:
    """The dictionary: name, heading, type, unit and meaning of every column, in the active language."""
    for field in fields:
        meaning = " ".join(filter(None, [field.meaning, _listing_of(field)]))
        yield _explained(field.name, field.heading, str(field.kind.label), field.unit, meaning)
        if field.kind in _WITH_LABEL:
            yield _explained(field.second, field.heading, str(Kind.TEXT.label), "", _("The same in words."))
        elif field.second:
            yield _explained(field.second, field.heading, str(Kind.ADDRESS.label), "", _("Where it is."))


def _listing_of(field: OpenField) -> str:
    if field.codes:
        return "; ".join(f"{code} – {word}" for code, word in field.codes)
    if field.columns:
        return _("Of each: %(columns)s.") % {"columns": ", ".join(column.heading for column in field.columns)}
    return ""


def _explained(name: str, heading: str, kind: str, unit: str, meaning: str) -> dict[str, str]:
    return {"name": name, "heading": heading, "type": kind, "unit": unit, "meaning": meaning}
