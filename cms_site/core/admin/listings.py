"""The list of a page type in the editing interface, made from its declaration."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.forms import Media
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.pages import PageListingViewSet

from cms_site.core.admin.exports import export_response, relations
from cms_site.core.admin.filters import filterset_for
from cms_site.core.admin.menu import AdminMenu, MenuGroup
from cms_site.core.admin.own_sections import ListMenuItem, may_add
from cms_site.core.admin.saved_filters import SavedFilterViews, chips, normalised
from cms_site.core.admin.statistics import StatisticsMenu, counted_types
from cms_site.core.admin.translation_buttons import with_translations
from cms_site.core.lifecycle.marks import with_withdrawn_mark
from cms_site.core.page_types import Fact, label_of, page_types
from cms_site.core.transliteration import slug
from cms_site.core.workflow.marks import MarkedPageStatusColumn, with_urgent_mark

LINE_BREAK = mark_safe("<br>")
FEW_COLUMNS = 6


class FactColumn(Column):
    """A fact as the public page says it, with those `below` it in lines of their own; a dash where none is recorded."""

    def __init__(self, model: type[models.Model], fact: Fact, below: Sequence[Fact] = ()) -> None:
        sortable = fact.name == "date" or _is_sortable(model, fact.name)
        super().__init__(
            f"fact_{fact.name}",  # Wagtail has columns of its own, and one of them is called status
            label=lazy(_heading, str)(model, [fact, *below]),  # nobody reads yet, so the language is not known
            sort_key={"date": "start_date"}.get(fact.name, fact.name) if sortable else None,
        )
        self.facts = [fact, *below]

    def get_value(self, instance: Any) -> str:
        texts = [text for fact in self.facts if (text := fact.text(instance))]
        return format_html_join(LINE_BREAK, "{}", ((text,) for text in texts)) or "—"


def _heading(model: type[models.Model], facts: Sequence[Fact]) -> str:
    first, *others = (fact.heading(model) for fact in facts)
    return ", ".join([first, *(heading[:1].lower() + heading[1:] for heading in others)])


def _is_sortable(model: type[models.Model], name: str) -> bool:
    return any(field.name == name and not field.is_relation for field in model._meta.concrete_fields)


class FetchedColumn(Column):
    """A column whose values are fetched for all rows of a leaf together and kept on them."""

    def fetch(self, rows: Sequence[Any]) -> None:
        """Put the values on the rows, in a number of queries that does not depend on how many rows there are."""
        raise NotImplementedError


class PageTypeIndexView(IndexView):
    """A page type's list, with the filters that its reader saved, bulk actions of its own and exports."""

    template_name = "core/admin/listing.html"
    results_template_name = "core/admin/listing_results.html"
    show_export_buttons = True
    ids_only = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The list, or a download of all that it shows."""
        if not self.is_export:
            return super().get(request, *args, **kwargs)
        file_format = request.GET["export"]
        return export_response(
            self.model, self.listed_ids(), request.user, file_format=file_format, filename=self.get_filename()
        )

    def get_add_url(self) -> str | None:
        """Where a page is added, for those who find a place there under which they may."""
        url: str | None = super().get_add_url()
        return url if url and may_add(self.request.user, self.model) else None

    def listed_ids(self) -> list[int]:
        """The pages that the list shows on all its leaves together, in their order."""
        self.ids_only = True
        found = self.get_queryset()
        return list(found.values_list("pk", flat=True)) if isinstance(found, models.QuerySet) else [p.pk for p in found]

    def get_filename(self) -> str:
        """The list's name in Latin letters and the day."""
        return f"{slug(str(self.model.admin_menu.label))}-{timezone.localdate().isoformat()}"

    def filter_queryset(self, pages: Any) -> models.QuerySet:
        """The pages that the filters let through, in a form that can be searched.

        A search index knows few of the fields that a list is narrowed by, but always the key of a page.
        """
        narrowed: models.QuerySet = super().filter_queryset(pages)
        return pages.filter(pk__in=narrowed.order_by().values("pk")) if self.is_searching else narrowed

    def search_queryset(self, pages: Any) -> Any:
        """The pages that hold what is searched for: the best first, or in the order of a column if one was chosen.

        It is the database that puts them in order, because the index does not know the columns either.
        """
        if not (self.is_searching and self.is_explicitly_ordered):
            return super().search_queryset(pages)
        found = pages.order_by().autocomplete(self.search_query, order_by_relevance=False)
        return self.order_queryset(found.get_queryset())

    def annotate_queryset(self, pages: Any) -> models.QuerySet:
        """What the rows of the list need, in a constant number of queries."""
        if self.ids_only:
            return pages.defer_streamfields()
        names = {name for fact in self.model.facts if fact.column for name in (fact.name, *fact.reads)}
        lookups = relations(self.model, names)
        marked = with_withdrawn_mark(with_urgent_mark(super().annotate_queryset(pages)))
        return self.model.for_list(with_translations(marked)).prefetch_related("owner", "locale", *lookups)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Wagtail's context, with the user's saved filters and the bulk actions of the page type."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        for column in self.columns:
            if isinstance(column, FetchedColumn):
                column.fetch(context["object_list"])
        namespace = self.index_url_name.split(":")[0]
        current = normalised(self.request.GET, self.filters)
        saved = chips(self.request.user, namespace, self.index_url, current)
        return {
            **context,
            "chips": saved,
            "filter_to_save": "" if any(chip.active for chip in saved) else current,
            "save_filter_url": reverse(f"{namespace}:save_filter"),
            "manage_filters_url": reverse(f"{namespace}:filters"),
            "model_opts": self.model._meta,
            "media": context["media"] + Media(css={"all": ["css/admin_listing.css"]}),
        }


class PageTypeListing(PageListingViewSet):
    """The list of a page type and what belongs to it."""

    index_view_class = PageTypeIndexView

    def get_urlpatterns(self) -> list[URLPattern]:
        """The addresses of the list and of the filters saved for it."""
        return [*super().get_urlpatterns(), *SavedFilterViews(self).urlpatterns()]


# What lists of page types have beside the facts, by the label of the page type.
_columns: dict[str, list[Column]] = {}


def add_columns(label: str, *columns: Column) -> None:
    """Put columns behind the facts in the list of a page type, named as `app.Model`."""
    _columns.setdefault(label.lower(), []).extend(columns)


# The lists by the page type that they show.
_listings: dict[type[models.Model], PageTypeListing] = {}


def listed_types() -> list[type[models.Model]]:
    """The page types that have a list in the editing interface."""
    return [model for model in page_types() if model.admin_menu]  # type: ignore[attr-defined]


def ids_of_listing(model: type[models.Model], request: HttpRequest) -> list[int]:
    """The pages that the list of `model` shows under the filters in the address of `request`, on all its leaves."""
    configured: Any = _listings[model].index_view
    view = configured.view_class(**configured.view_initkwargs)
    view.setup(request)
    return list(view.listed_ids())


def _fact_columns(model: Any) -> list[FactColumn]:
    return [
        FactColumn(model, fact, [other for other in model.facts if other.column == fact.name])
        for fact in model.facts
        if fact.column is True
    ]


def listing_viewset(model: Any) -> PageTypeListing:
    """The list of a page type for the editing interface, from its declaration alone."""
    menu: AdminMenu = model.admin_menu
    own = {column.name: column for column in PageTypeIndexView.base_columns}
    # With a column for every fact the title needs a width of its own to stay readable.
    title = PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title", width="22%")
    state = MarkedPageStatusColumn("status", label=_("Publication"), sort_key="live", width="12%")
    facts: list[Column] = [*_fact_columns(model), *_columns.get(label_of(model), [])]
    # A list that fits into a window of 1280 pixels is worth more than the time of the last change in it.
    changed = [own["latest_revision_created_at"]] if len(facts) <= FEW_COLUMNS else []
    ordering = ["-start_date", "-pk"] if getattr(model, "dated", False) else ["-latest_revision_created_at"]
    attributes = {
        "model": model,
        "icon": menu.icon,
        "menu_label": menu.label,
        "menu_order": menu.order,
        "menu_item_class": type(f"{model.__name__}MenuItem", (ListMenuItem,), {"model": model}),
        "columns": [own["bulk_actions"], title, *facts, *changed, state],
        "filterset_class": filterset_for(model),
        "ordering": ordering,
        "list_per_page": 50,
    }
    listing = type(f"{model.__name__}Listing", (PageTypeListing,), attributes)
    _listings[model] = listing(model._meta.label_lower.replace(".", "_"))
    return _listings[model]


# What is not a page but belongs into a department's menu, by the name of the group.
_records: dict[str, list[Any]] = {}


def add_to_group(group: MenuGroup, viewset: Any) -> None:
    """Put the viewset of a record (a snippet, a setting) into a department's menu group."""
    # Wagtail shows a menu of all snippets as long as one of them has no place of its own.
    viewset.menu_item_is_registered = True
    _records.setdefault(group.name, []).append(viewset)


def records_of(group: MenuGroup) -> list[Any]:
    """The viewsets of records in a department's menu group."""
    return _records.get(group.name, [])


def menu_groups() -> list[ViewSetGroup]:
    """One entry of the main menu for every department that a page type or a record names, in their order."""
    members: dict[MenuGroup, list[Any]] = {}
    for model in sorted(listed_types(), key=lambda m: m.admin_menu.order):  # type: ignore[attr-defined]
        members.setdefault(model.admin_menu.group, []).append(listing_viewset(model))  # type: ignore[attr-defined]
    return [_viewset_group(group, items) for group, items in members.items()]


def _viewset_group(group: MenuGroup, listings: list[Any]) -> ViewSetGroup:
    counted = [StatisticsMenu(group)] if counted_types(group) else []
    attributes = {
        "menu_label": group.label,
        "menu_name": group.name,
        "menu_icon": group.icon,
        "menu_order": group.order,
        "items": (*listings, *records_of(group), *counted),
    }
    return type(f"{group.name.title().replace('-', '')}Group", (ViewSetGroup,), attributes)()
