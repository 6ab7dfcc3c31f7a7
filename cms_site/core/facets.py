"""Facets: what a reader may narrow a listing by, and how the catalogue stores and counts it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_countries import countries
from django_countries.fields import CountryField
from taggit.managers import TaggableManager
from taggit.models import Tag
from wagtail.models import Page

from cms_site.core.alphabet import alphabetical

if TYPE_CHECKING:
    from cms_site.core.catalog.facet_index import FacetIndex


class Facet:
    """One way to narrow a listing. Values are language-neutral strings; labels are in the reader's language.

    One that is not `offered` can only be asked for in an address, as the links of figures do; it is neither shown nor
    counted until then.
    """

    offered = True

    def __init__(self, name: str, label: Any) -> None:
        self.name = name
        self.label = label

    def values(self, page: Page) -> set[str]:
        """The values that `page` is found under; empty when the fact is not recorded."""
        value = getattr(page, self.name)
        return {str(value)} if value not in (None, "") else set()

    def labels(self, values: Iterable[str]) -> dict[str, str]:
        """The reader's words for `values`, in a constant number of queries. A value without a label is left out."""
        return {value: value for value in values}

    def order(self, option: tuple[str, str, int]) -> Any:
        """The sort key of one (value, label, count): alphabetical unless a facet knows better."""
        return alphabetical(option[1])

    def filter(self, entries: QuerySet, values: list[str]) -> QuerySet:
        """`entries` that carry at least one of `values`."""
        # One look into the index of an entry's values; the set of all that carry the value grows with the whole site.
        return entries.filter(Exists(self._rows(entries).filter(entry=OuterRef("pk"), value__in=values)))

    def counts(self, entries: QuerySet) -> dict[str, int]:
        """How many of `entries` carry each value, in one query."""
        rows = entries.order_by().filter(facets__name=self.name).values_list("facets__value")
        return dict(rows.annotate(Count("pk")))

    @property
    def stored(self) -> bool:
        """Whether it filters and counts by the stored values alone, so that an index can be made of them."""
        return type(self).filter is Facet.filter and type(self).counts is Facet.counts

    def carried(self, entries: QuerySet) -> Iterable[tuple[str, int]] | None:
        """The values that entries carry today, each with the id of the entry, for the index of a list.

        None where they are `stored`, and where they cannot be said before somebody asks for one.
        """
        return None

    def sets(self, index: "FacetIndex") -> dict[str, int] | None:
        """Which entries of `index` carry which value, as sets of bits; None where only the database knows."""
        return index.sets.get(self.name)

    def count(self, entries: QuerySet, value: str) -> int:
        """How many of `entries` carry a value that `counts` does not name: none, unless it cannot name all of them."""
        return 0

    def _rows(self, entries: QuerySet) -> QuerySet:
        rows = entries.model._meta.get_field("facets").related_model
        return rows.objects.filter(name=self.name)


class ChoiceFacet(Facet):
    """A field with a fixed list of choices."""

    def __init__(self, name: str, label: Any, choices: Iterable[tuple[str, Any]]) -> None:
        super().__init__(name, label)
        self.choices = [(str(value), text) for value, text in choices if value not in ("", None)]

    def labels(self, values: Iterable[str]) -> dict[str, str]:
        wanted = set(values)
        return {value: str(text) for value, text in self.choices if value in wanted}

    def order(self, option: tuple[str, str, int]) -> Any:
        return [value for value, _text in self.choices].index(option[0])


class BooleanFacet(ChoiceFacet):
    """A yes-or-no field."""

    def __init__(self, name: str, label: Any) -> None:
        super().__init__(name, label, [("True", _("Yes")), ("False", _("No"))])


class CountryFacet(Facet):
    """One or several countries (ISO 3166-1 alpha-2), named in the reader's language."""

    def values(self, page: Page) -> set[str]:
        value = getattr(page, self.name)
        found = [value] if hasattr(value, "code") else value or []
        return {country.code for country in found if country.code}

    def labels(self, values: Iterable[str]) -> dict[str, str]:
        return {code: name for code in values if (name := countries.name(code))}


class TagFacet(Facet):
    """Tags of django-taggit, addressed by their slug."""

    def values(self, page: Page) -> set[str]:
        return {tag.slug for tag in getattr(page, self.name).all()}

    def labels(self, values: Iterable[str]) -> dict[str, str]:
        return dict(Tag.objects.filter(slug__in=values).values_list("slug", "name"))


class RecordFacet(Facet):
    """A relation to records that are not pages; the label is what the record calls itself."""

    def __init__(self, name: str, label: Any, model: type[models.Model]) -> None:
        super().__init__(name, label)
        self.model = model

    def values(self, page: Page) -> set[str]:
        value = getattr(page, self.name)
        if hasattr(value, "all"):
            return {str(record.pk) for record in value.all()}
        return {str(value.pk)} if value else set()

    def labels(self, values: Iterable[str]) -> dict[str, str]:
        keys = [value for value in values if value.isdecimal() and len(value) <= 18]
        return {str(record.pk): str(record) for record in self.model._default_manager.filter(pk__in=keys)}


class PageFacet(Facet):
    """A relation to another page, stored by translation key so that every language counts the same thing."""

    def values(self, page: Page) -> set[str]:
        related = getattr(page, self.name)
        return {str(related.translation_key)} if related else set()

    def labels(self, values: Iterable[str]) -> dict[str, str]:
        from cms_site.core.catalog.models import Entry

        keys = [value for value in values if is_key(value)]
        return {str(entry.translation_key): entry.title for entry in Entry.objects.in_language(get_language(), keys)}


class YearFacet(Facet):
    """The year a page is about; kept in a column of the catalogue because every listing sorts by it."""

    def __init__(self) -> None:
        super().__init__("year", _("Year"))

    def values(self, page: Page) -> set[str]:
        return set()

    def labels(self, values: Iterable[str]) -> dict[str, str]:
        return {value: value for value in values if is_year(value)}

    def order(self, option: tuple[str, str, int]) -> Any:
        return -int(option[0])

    def filter(self, entries: QuerySet, values: list[str]) -> QuerySet:
        return entries.filter(year__in=[value for value in values if is_year(value)])

    def counts(self, entries: QuerySet) -> dict[str, int]:
        found = entries.exclude(year=None).order_by().values_list("year").annotate(Count("pk"))
        return {str(year): count for year, count in found}

    def carried(self, entries: QuerySet) -> Iterable[tuple[str, int]]:
        return ((str(year), pk) for year, pk in entries.exclude(year=None).values_list("year", "pk"))


def is_key(value: str) -> bool:
    """Whether `value` of an address can be a translation key."""
    try:
        return bool(UUID(value))
    except ValueError:
        return False


def is_year(value: str) -> bool:
    """Whether `value` of an address can be a year that the database compares."""
    return value.isdecimal() and len(value) <= 4


def facet_for(model: type[models.Model], name: str) -> Facet:
    """The facet that fits the field `name` of `model`."""
    field: Any = model._meta.get_field(name)
    label = getattr(field, "verbose_name", name)
    if isinstance(field, CountryField):
        return CountryFacet(name, label)
    if isinstance(field, TaggableManager):
        return TagFacet(name, label)
    if isinstance(field, models.BooleanField):
        return BooleanFacet(name, label)
    if field.is_relation and issubclass(field.related_model, Page):
        return PageFacet(name, label)
    if field.is_relation:
        return RecordFacet(name, label, field.related_model)
    if field.choices:
        return ChoiceFacet(name, label, field.flatchoices)
    return Facet(name, label)
