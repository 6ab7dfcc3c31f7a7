"""The list of a page type in the editing interface, made from its declaration."""

from typing import Any

import django_filters
from django.conf import settings
from django.db import models
from django.db.models.functions import ExtractYear
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from django_countries import countries
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView, PageFilterSet
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Page

from cms_site.core.admin.menu import AdminMenu, MenuGroup
from cms_site.core.page_types import Fact, is_multiple_country, page_types


class FactColumn(Column):
    """A fact as the public page says it; a dash where it is not recorded."""

    def __init__(self, model: type[models.Model], fact: Fact) -> None:
        sortable = fact.name == "date" or _is_sortable(model, fact.name)
        super().__init__(
            fact.name,
            label=fact.heading(model),
            sort_key={"date": "start_date"}.get(fact.name, fact.name) if sortable else None,
        )
        self.fact = fact

    def get_value(self, instance: Any) -> str:
        return self.fact.text(instance) or "—"


def _is_sortable(model: type[models.Model], name: str) -> bool:
    return any(field.name == name and not field.is_relation for field in model._meta.concrete_fields)


def filter_for(model: type[models.Model], fact: Fact) -> django_filters.Filter | None:
    """The filter that fits a fact's field; None for facts that are computed."""
    fields = {field.name: field for field in [*model._meta.concrete_fields, *model._meta.many_to_many]}
    field = fields.get(fact.name)
    if field is None:
        return None
    label = fact.heading(model)
    if is_multiple_country(field):
        return django_filters.MultipleChoiceFilter(
            label=label, field_name=fact.name, lookup_expr="contains", choices=lambda: _used_countries(model, fact.name)
        )
    if isinstance(field, models.BooleanField):
        return django_filters.BooleanFilter(label=label, field_name=fact.name)
    if field.is_relation:
        return django_filters.ModelMultipleChoiceFilter(
            label=label, field_name=fact.name, queryset=lambda request: _related(field)
        )
    if field.choices:
        return django_filters.MultipleChoiceFilter(
            label=label, field_name=fact.name, choices=field.flatchoices, widget=CheckboxSelectMultiple
        )
    return django_filters.CharFilter(label=label, field_name=fact.name, lookup_expr="icontains")


def _related(field: Any) -> models.QuerySet:
    records = field.related_model._default_manager.all()
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


def filterset_for(model: type[models.Model]) -> type[PageFilterSet]:
    """A filter set with the year, the language and every fact declared as facet or filter."""
    filters: dict[str, Any] = {}
    if getattr(model, "dated", False):
        filters["year"] = django_filters.ChoiceFilter(
            label=_("Year"), field_name="start_date__year", choices=lambda: _used_years(model)
        )
    for fact in model.facts:  # type: ignore[attr-defined]
        if (fact.facet or fact.filtered) and (found := filter_for(model, fact)) is not None:
            filters[fact.name] = found
    # The mixin of Wagtail adds the language by itself; the site has one, and nobody filters by it.
    filters["site"] = None
    filters["has_child_pages"] = None
    meta = type("Meta", (), {"model": model, "fields": []})
    return type(f"{model.__name__}FilterSet", (PageFilterSet,), {**filters, "Meta": meta})


class PageTypeIndexView(IndexView):
    """A page type's list: the source language first, because that is where facts are edited."""

    def get_base_queryset(self) -> models.QuerySet:
        return super().get_base_queryset().select_related("locale")


def listing_viewset(model: Any) -> PageListingViewSet:
    """The list of a page type for the editing interface, from its declaration alone."""
    menu: AdminMenu = model.admin_menu
    bulk, _own, *rest = [column for column in PageTypeIndexView.base_columns if column.name != "parent"]
    # With a column for every fact the title needs a width of its own to stay readable.
    title = PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title", width="30%")
    facts = [FactColumn(model, fact) for fact in model.facts if fact.column]
    ordering = ["-start_date", "-pk"] if getattr(model, "dated", False) else ["-latest_revision_created_at"]
    attributes = {
        "model": model,
        "index_view_class": PageTypeIndexView,
        "icon": menu.icon,
        "menu_label": menu.label,
        "menu_order": menu.order,
        "columns": [bulk, title, *facts, *rest],
        "filterset_class": filterset_for(model),
        "ordering": ordering,
        "list_per_page": 50,
    }
    return type(f"{model.__name__}Listing", (PageListingViewSet,), attributes)(
        model._meta.label_lower.replace(".", "_")
    )


# What is not a page but belongs into a department's menu, by the name of the group.
_records: dict[str, list[Any]] = {}


def add_to_group(group: MenuGroup, viewset: Any) -> None:
    """Put the viewset of a record (a snippet, a setting) into a department's menu group."""
    # Wagtail shows a menu of all snippets as long as one of them has no place of its own.
    viewset.menu_item_is_registered = True
    _records.setdefault(group.name, []).append(viewset)


def menu_groups() -> list[ViewSetGroup]:
    """One entry of the main menu for every department that a page type or a record names, in their order."""
    members: dict[MenuGroup, list[Any]] = {}
    for model in sorted((m for m in page_types() if m.admin_menu), key=lambda m: m.admin_menu.order):  # type: ignore[attr-defined]
        members.setdefault(model.admin_menu.group, []).append(listing_viewset(model))  # type: ignore[attr-defined]
    return [_viewset_group(group, items) for group, items in members.items()]


def _viewset_group(group: MenuGroup, listings: list[Any]) -> ViewSetGroup:
    attributes = {
        "menu_label": group.label,
        "menu_name": group.name,
        "menu_icon": group.icon,
        "menu_order": group.order,
        "items": (*listings, *_records.get(group.name, [])),
    }
    return type(f"{group.name.title().replace('-', '')}Group", (ViewSetGroup,), attributes)()
