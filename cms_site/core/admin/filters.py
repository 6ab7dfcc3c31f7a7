"""What the list of a page type in the editing interface may be narrowed by, from its declaration."""

from collections.abc import Iterator
from typing import Any

import django_filters
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models.functions import ExtractYear
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from django_countries import countries
from wagtail.admin.active_filters import ActiveFilter, BaseFilterAdapter, register_filter_adapter_class
from wagtail.admin.filters import MultipleUserFilter
from wagtail.admin.views.pages.listing import PageFilterSet
from wagtail.models import Page

from cms_site.core.page_types import Fact, is_multiple_country


class YesNoFilterAdapter(BaseFilterAdapter):
    """What is said of a filter with two answers while it is on; Wagtail says "True"."""

    def get_active_filters(self) -> Iterator[ActiveFilter]:
        """The one filter, with its answer as the form has it."""
        for found in super().get_active_filters():
            yield found._replace(value=_("Yes") if self.value else _("No"))


register_filter_adapter_class(django_filters.BooleanFilter, YesNoFilterAdapter)


def filter_for(model: type[models.Model], fact: Fact) -> django_filters.Filter | None:
    """The filter that the fact names, or the one that fits its field; None for other facts that are computed.

    Only what joins many rows has to ask for distinct pages, for which the database compares all their columns.
    """
    if not isinstance(fact.filtered, bool):
        return fact.filtered(label=fact.heading(model))
    fields = {field.name: field for field in [*model._meta.concrete_fields, *model._meta.many_to_many]}
    field = fields.get(fact.name)
    if field is None:
        return None
    label = fact.heading(model)
    if is_multiple_country(field):
        return django_filters.MultipleChoiceFilter(
            label=label,
            field_name=fact.name,
            lookup_expr="contains",
            choices=lambda: _used_countries(model, fact.name),
            distinct=False,
        )
    if isinstance(field, models.BooleanField):
        return django_filters.BooleanFilter(label=label, field_name=fact.name)
    if field.is_relation:
        return django_filters.ModelMultipleChoiceFilter(
            label=label,
            field_name=fact.name,
            queryset=lambda request: _related(model, field),
            distinct=field.many_to_many,
        )
    if field.choices:
        return django_filters.MultipleChoiceFilter(
            label=label,
            field_name=fact.name,
            choices=field.flatchoices,
            widget=CheckboxSelectMultiple,
            distinct=False,
        )
    return django_filters.CharFilter(label=label, field_name=fact.name, lookup_expr="icontains")


def _related(model: type[models.Model], field: Any) -> models.QuerySet:
    used = model._default_manager.order_by().values(field.name)
    records = field.related_model._default_manager.filter(pk__in=used)
    if issubclass(field.related_model, Page):
        records = records.filter(locale__language_code=settings.LANGUAGE_CODE).order_by("title")
    return records


def _used_countries(model: type[models.Model], name: str) -> list[tuple[str, str]]:
    joined = model._default_manager.exclude(**{name: ""}).order_by().values_list(name, flat=True).distinct()
    codes = {code for value in joined for code in str(getattr(value, "code", value) or "").split(",") if code}
    return sorted(((code, countries.name(code)) for code in codes), key=lambda pair: pair[1])


def _used_years(model: type[models.Model]) -> list[tuple[int, str]]:
    years = model._default_manager.exclude(start_date=None).order_by()
    found = years.annotate(year_of=ExtractYear("start_date")).values_list("year_of", flat=True).distinct()
    return [(year, str(year)) for year in sorted(found, reverse=True)]


def _owners(model: type[models.Model]) -> models.QuerySet:
    return get_user_model().objects.filter(pk__in=model._default_manager.order_by().values("owner"))


def filterset_for(model: type[models.Model]) -> type[PageFilterSet]:
    """A filter set with the year, the language and every fact declared as facet or filter."""
    filters: dict[str, Any] = {}
    if getattr(model, "dated", False):
        filters["year"] = django_filters.ChoiceFilter(
            label=_("Year"), field_name="start_date__year", choices=lambda: _used_years(model)
        )
    for fact in model.facts:  # type: ignore[attr-defined]
        offered = fact.filtered or (fact.facet and getattr(fact.facet, "offered", True))
        if offered and (found := filter_for(model, fact)) is not None:
            filters[fact.name] = found
    filters["owner"] = MultipleUserFilter(
        label=_("Logged by"), queryset=lambda request: _owners(model), widget=CheckboxSelectMultiple, distinct=False
    )
    # The mixin of Wagtail adds the language by itself; the site has one, and nobody filters by it.
    filters["site"] = None
    filters["has_child_pages"] = None
    meta = type("Meta", (), {"model": model, "fields": []})
    return type(f"{model.__name__}FilterSet", (PageFilterSet,), {**filters, "Meta": meta})
