"""The bin in the editing interface: what is in it, how it comes back, how it is emptied."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from cms_site.core.admin.paging import page_of
from cms_site.core.lifecycle import bin as recycle_bin
from cms_site.core.lifecycle import places
from cms_site.core.lifecycle.models import KEPT, BinItem

KEEP = "core.keep_bin"
PER_PAGE = 50


class BinMenuItem(MenuItem):
    """The bin, for those who find something in it or may find something."""

    def __init__(self) -> None:
        super().__init__(gettext_lazy("Bin"), reverse("bin:index"), name="bin", icon_name="bin", order=9100)

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the user keeps the bin or has something in it."""
        return bool(request.user.has_perm(KEEP) or BinItem.objects.filter(deleted_by=request.user.pk).exists())


class PlaceForm(forms.Form):
    """Another place for what is restored."""

    parent: Any = forms.ModelChoiceField(queryset=None, required=False, label=gettext_lazy("Restore below"))

    def __init__(self, *args: Any, item: BinItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        models = places.parents_for(item)
        field: Any = self.fields["parent"]
        field.queryset = Page.objects.all()
        field.widget = AdminPageChooser(target_models=models or [Page])
        field.help_text = _("Leave empty for where it was. Translations go below the translation of that page.")


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What is in the bin, as far as the user may see it."""
    items = BinItem.objects.for_user(request.user).select_related("deleted_by").order_by("-deleted_at", "pk")
    page = page_of(items, request, PER_PAGE)
    context = {"page_of_items": page, "keeps": request.user.has_perm(KEEP), "days": KEPT.days}
    return TemplateResponse(request, "core/lifecycle/bin.html", context)


@require_http_methods(["GET", "POST"])
def restore(request: HttpRequest, pk: Any) -> HttpResponse:
    """Show what a restoration will do, and do it."""
    item = BinItem.objects.for_user(request.user).filter(pk=pk).first()
    if item is None:
        messages.error(request, _("This is not in the bin any more, or somebody else deleted it."))
        return redirect("bin:index")
    asked = request.GET if request.method == "GET" else request.POST
    form = PlaceForm(asked if "parent" in asked else None, item=item)
    parent = form.cleaned_data["parent"] if form.is_bound and form.is_valid() else None
    if request.method == "POST":
        try:
            pages = recycle_bin.restore(item, user=request.user, parent=parent)
        except recycle_bin.RestorationRefusedError as refusal:
            messages.error(request, str(refusal))
        else:
            return _restored(request, item, pages)
    context = {"item": item, "form": form, "plan": places.plan(item, parent), "roots": places.roots_of(item)}
    return TemplateResponse(request, "core/lifecycle/restore.html", {**context, "parent": parent})


def _restored(request: HttpRequest, item: BinItem, pages: list[Page]) -> HttpResponse:
    sentence = ngettext(
        "“%(title)s” is back: %(count)d page.", "“%(title)s” is back: %(count)d pages.", item.page_count
    )
    last = next((page for page in pages if page.pk == item.roots[-1]["pk"]), pages[-1])
    edit = messages.button(reverse("wagtailadmin_pages:edit", args=[last.pk]), _("Edit"))
    messages.success(request, sentence % {"title": item.title, "count": item.page_count}, buttons=[edit])
    return redirect("wagtailadmin_explore", last.get_parent().pk)


@require_http_methods(["GET", "POST"])
def empty(request: HttpRequest, pk: Any = None) -> HttpResponse:
    """Ask once more, then delete one thing or everything for good; for those who keep the bin."""
    if not request.user.has_perm(KEEP):
        raise PermissionDenied
    items = BinItem.objects.order_by("-deleted_at")
    item = get_object_or_404(items, pk=pk) if pk else None
    chosen = items.filter(pk=pk) if pk else items
    if request.method == "POST":
        count = recycle_bin.purge(chosen, user=request.user)
        sentence = ngettext("%d page was deleted for good.", "%d pages were deleted for good.", count)
        messages.success(request, sentence % count)
        return redirect("bin:index")
    total = sum(chosen.values_list("page_count", flat=True))
    return TemplateResponse(request, "core/lifecycle/empty_bin.html", {"item": item, "total": total})


urlpatterns = [
    path("", index, name="index"),
    path("empty/", empty, name="empty"),
    path("<uuid:pk>/", restore, name="restore"),
    path("<uuid:pk>/delete/", empty, name="purge"),
]
