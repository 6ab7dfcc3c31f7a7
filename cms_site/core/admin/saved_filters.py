"""Filters of a list that an editor keeps under a name, shown above the list."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_filters.widgets import SuffixedMultiWidget
from wagtail.admin import messages
from wagtail.permissions import policy_registry

from cms_site.core.models import SavedFilter

# Wagtail's names for the words searched and the column sorted by.
SEARCH, ORDERING = "q", "ordering"


@dataclass(frozen=True)
class Chip:
    """A saved filter above the list: its name, where it leads, and whether the list shows it now."""

    name: str
    url: str
    active: bool


def known_parameters(filterset: Any) -> set[str]:
    """The parameters of an address that the list understands."""
    names = {SEARCH, ORDERING}
    for name, field in filterset.form.fields.items():
        widget = field.widget
        ranged = isinstance(widget, SuffixedMultiWidget)
        names.update([widget.suffixed(name, suffix) for suffix in widget.suffixes] if ranged else [name])
    return names


def normalised(given: QueryDict, filterset: Any) -> str:
    """The part of an address that narrows the list, in a fixed order; empty if nothing does or a value is wrong.

    Unknown parameters, the page and empty values are left out.
    """
    if not filterset.is_valid():
        return ""
    kept = QueryDict(mutable=True)
    for name in sorted(known_parameters(filterset) & given.keys()):
        if values := [value for value in given.getlist(name) if value and "\x00" not in value]:
            kept.setlist(name, values)
    return kept.urlencode() if set(kept) - {ORDERING} else ""


def chips(user: Any, view: str, index_url: str, current: str) -> list[Chip]:
    """The user's saved filters of a list, in one query."""
    saved = SavedFilter.objects.filter(user=user, view=view)
    return [Chip(record.name, f"{index_url}?{record.query}", record.query == current) for record in saved]


def first_message(error: ValidationError) -> str:
    """The one thing to say of what is wrong with a name."""
    return str(error.messages[0])


class SavedFilterViews:
    """What a user may do with the saved filters of one list: save, see, rename and delete the own ones."""

    def __init__(self, listing: Any) -> None:
        self.listing = listing
        self.view = listing.url_namespace

    def urlpatterns(self) -> list[URLPattern]:
        """The addresses below that of the list, for its viewset."""
        return [
            path("filters/", require_GET(self.manage), name="filters"),
            path("filters/save/", require_POST(self.save), name="save_filter"),
            path("filters/<int:pk>/rename/", require_POST(self.rename), name="rename_filter"),
            path("filters/<int:pk>/delete/", require_POST(self.delete), name="delete_filter"),
        ]

    def manage(self, request: Any) -> HttpResponse:
        """The own filters of the list, each with a field for its name."""
        self._check(request)
        context = {
            "filters": SavedFilter.objects.filter(user=request.user, view=self.view),
            "namespace": self.view,
            "label": self.listing.menu_label,
            "index_url": self._url("index"),
        }
        return TemplateResponse(request, "core/admin/saved_filters.html", context)

    def save(self, request: Any) -> HttpResponse:
        """Keep what the list shows under a name, and show the list again."""
        self._check(request)
        given = QueryDict(request.POST.get("query", ""))
        query = normalised(given, self.listing.filterset_class(data=given, request=request))
        if not query:
            messages.error(request, _("There is nothing to save: choose a filter first."))
            return redirect(self._url("index"))
        self._store(request, SavedFilter(user=request.user, view=self.view, query=query))
        return redirect(f"{self._url('index')}?{query}")

    def rename(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give one of the own filters another name."""
        self._store(request, self._own(request, pk))
        return redirect(self._url("filters"))

    def delete(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Forget one of the own filters."""
        record = self._own(request, pk)
        record.delete()
        messages.success(request, _("The filter “%(name)s” was deleted.") % {"name": record.name})
        return redirect(self._url("filters"))

    def _store(self, request: HttpRequest, record: SavedFilter) -> None:
        record.name = request.POST.get("name", "").strip()
        try:
            record.full_clean()
        except ValidationError as error:
            messages.error(request, first_message(error) if record.name else _("Give the filter a name."))
        else:
            record.save()
            messages.success(request, _("The filter “%(name)s” was saved.") % {"name": record.name})

    def _own(self, request: Any, pk: int) -> SavedFilter:
        self._check(request)
        return get_object_or_404(SavedFilter, pk=pk, user=request.user, view=self.view)

    def _check(self, request: HttpRequest) -> None:
        policy = policy_registry.get_by_type(self.listing.model)
        needed = self.listing.index_view_class.any_permission_required
        if not policy.user_has_any_permission(request.user, needed):
            raise PermissionDenied

    def _url(self, name: str) -> str:
        return reverse(f"{self.view}:{name}")
