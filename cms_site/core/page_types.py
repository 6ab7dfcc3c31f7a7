"""What a page type says about itself, once; listing, search, feeds, admin, translation and figures read it here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django_countries.fields import CountryField
from django_filters import Filter

from cms_site.core.dates import PartialDate
from cms_site.core.facets import Facet, YearFacet, facet_for


@dataclass(frozen=True)
class Fact:
    """One fact of a page type: a field, relation, property or method of the model, and who may do what with it.

    neutral   carries no language: edited on the source page, copied to its translations
    shown     appears in the fact list of the public page
    internal  never leaves the editing interface; overrules `shown`, `facet` and `searched`
    facet     readers may narrow the listing by it (True picks the facet that fits the field)
    column    a column of the listing in the editing interface; the name of another fact puts it below that one
    filtered  a filter of that listing, or the filter's class; facets that are offered to readers are filters too
    searched  its words are found by search
    reads     the relations or inline rows that a computed fact reads, so that a list asks for them once
    exported  a column of spreadsheets; unless said, whatever listing, page or search show of it, or what is internal
    opened    in open data and the JSON API, as all that is public is unless this is False; a string is its name there
    unit      of its numbers, for readers of open data
    meaning   what exactly it says, for readers of open data
    """

    name: str
    label: Any = None
    neutral: bool = True
    shown: bool = True
    internal: bool = False
    facet: bool | Facet = False
    column: bool | str = False
    filtered: bool | type[Filter] = False
    searched: bool = False
    reads: tuple[str, ...] = ()
    exported: bool | None = None
    opened: bool | str = True
    unit: Any = ""
    meaning: Any = ""

    @property
    def public(self) -> bool:
        return not self.internal

    @property
    def in_export(self) -> bool:
        """Whether spreadsheets of the editing interface have a column for it."""
        if self.exported is not None:
            return self.exported
        return bool(self.shown or self.internal or self.column or self.facet or self.filtered or self.searched)

    @property
    def open_name(self) -> str:
        """Its name in open data and the JSON API; empty where it has no place in them."""
        if self.internal or self.opened is False:
            return ""
        return self.opened if isinstance(self.opened, str) else self.name

    def heading(self, model: type[models.Model]) -> str:
        """The fact's name in the active language, with a capital letter."""
        label = self.label
        if label is None:
            try:
                field = model._meta.get_field(self.name)
                rows = field.one_to_many and field.related_model
                label = rows._meta.verbose_name_plural if rows else getattr(field, "verbose_name", self.name)
            except FieldDoesNotExist:
                label = getattr(getattr(model, self.name), "short_description", self.name)
        text = str(label)
        return text[:1].upper() + text[1:]

    def text(self, page: models.Model, *, between: str = ", ") -> str:
        """The value as a reader sees it in the active language; empty when it is not recorded."""
        value = getattr(page, self.name, None)
        if isinstance(value, str | int) and hasattr(page, f"get_{self.name}_display"):
            value = getattr(page, f"get_{self.name}_display")()
        elif callable(value) and not hasattr(value, "all"):
            value = value()
        return as_text(value, between=between)


def as_text(value: Any, *, between: str = ", ") -> str:
    """`value` in the reader's words: lists joined, yes or no, dates, countries by name; empty for nothing."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Decimal):
        return number_format(f"{value.normalize():f}")
    if type(value) is date:
        return str(PartialDate(value))
    if hasattr(value, "all"):
        value = list(value.all())
    if hasattr(value, "code") and hasattr(value, "name"):
        return str(value.name)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return between.join(text for item in value if (text := as_text(item)))
    return str(value)


@dataclass(frozen=True)
class ShownFact:
    """A fact ready for the public page: heading, value and whether it is recorded at all."""

    name: str
    heading: str
    text: str

    @property
    def recorded(self) -> bool:
        return bool(self.text)


def page_types() -> Iterator[type[models.Model]]:
    """Every page model that declares itself, in the order of the installed apps."""
    from cms_site.core.models.base import BasePage

    for model in apps.get_models():
        if issubclass(model, BasePage):
            yield model


def label_of(model: type[models.Model]) -> str:
    """The name under which the catalogue keeps pages of `model`: `app.model`."""
    return model._meta.label_lower


def facets_of(model: type[models.Model]) -> list[Facet]:
    """The facets of a page type in the order of its declaration; the year comes first where pages are dated."""
    found: list[Facet] = [YearFacet()] if getattr(model, "dated", False) else []
    for fact in model.facts:  # type: ignore[attr-defined]
        if fact.facet and fact.public:
            found.append(fact.facet if isinstance(fact.facet, Facet) else facet_for(model, fact.name))
    return found


def neutral_names(model: type[models.Model]) -> list[str]:
    """The fields of a page type that carry no language."""
    return [fact.name for fact in model.facts if fact.neutral and is_field(model, fact.name)]  # type: ignore[attr-defined]


def is_field(model: type[models.Model], name: str) -> bool:
    """Whether `name` is a field or a relation stored on `model` rather than something computed."""
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


def shown_facts(page: models.Model) -> list[ShownFact]:
    """What the fact list of the public page says, in the order of the declaration; nothing internal."""
    model = type(page)
    return [
        ShownFact(fact.name, fact.heading(model), fact.text(page))
        for fact in model.facts  # type: ignore[attr-defined]
        if fact.shown and fact.public
    ]


def is_multiple_country(field: models.Field) -> bool:
    """Whether `field` holds several countries in one column."""
    return isinstance(field, CountryField) and bool(field.multiple)
