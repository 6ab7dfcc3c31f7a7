"""Merging two organisations: choose the other one, see what moves, confirm."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.snippets.widgets import AdminSnippetChooser

from cms_site.core import merging
from partnerships.models import Organisation

# So many pages are named in the preview; the rest is counted.
MOST_PAGES = 50


class MergeForm(forms.Form):
    """Which organisation is given up."""

    other = forms.ModelChoiceField(
        Organisation.objects.all(),
        label=gettext_lazy("The same organisation, recorded a second time"),
        help_text=gettext_lazy("It is given up: what names it will name the one above."),
        widget=AdminSnippetChooser(model=Organisation),
    )

    def __init__(self, data: Any, kept: Organisation) -> None:
        super().__init__(data)
        self.kept = kept

    def clean_other(self) -> Organisation:
        """Refuse the organisation itself."""
        other: Organisation = self.cleaned_data["other"]
        if other == self.kept:
            raise forms.ValidationError(_("This is the organisation itself. Choose the other one."))
        return other


class ConfirmForm(forms.Form):
    """The confirmation that two organisations of unequal kinds are one."""

    unequal = forms.BooleanField(label=gettext_lazy("They are of different kinds, and yet the same organisation"))


def may_merge(user: Any) -> bool:
    """Whether somebody may merge organisations: who may change and delete them."""
    policy = policy_registry.get_by_type(Organisation)
    return all(policy.user_has_permission(user, action) for action in ("change", "delete"))


def merge_organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what naming the other organisation (`?other=`) will name this one, and on POST make it so."""
    if not may_merge(request.user):
        raise PermissionDenied
    kept = get_object_or_404(Organisation, pk=pk)
    form = MergeForm(_chosen(request), kept)
    context: dict[str, Any] = {"kept": kept, "form": form, "media": form.media}
    if form.is_valid():
        other = form.cleaned_data["other"]
        confirmation = ConfirmForm(_posted(request)) if other.kind != kept.kind else None
        confirmed = request.method == "POST" and (confirmation is None or confirmation.is_valid())
        if confirmed and (response := _merge(request, kept, other)):
            return response
        context |= {"other": other, "confirmation": confirmation, **_preview(other)}
    return TemplateResponse(request, "partnerships/admin/merge_organisation.html", context)


def _chosen(request: HttpRequest) -> dict[str, str] | None:
    """What the address says of the other organisation; what can be no key counts as nothing."""
    other = request.GET.get("other")
    return None if other is None else {"other": other if other.isdecimal() else ""}


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _merge(request: HttpRequest, kept: Organisation, other: Organisation) -> HttpResponse | None:
    name = other.name
    try:
        moved = merging.merge(kept, other, user=request.user)
    except merging.MergeError as refused:
        messages.error(request, str(refused))
        return None
    said = {"name": name, "kept": kept.name, "number": sum(moved.values())}
    messages.success(request, _("“%(name)s” is now “%(kept)s”; %(number)d places were changed.") % said)
    return redirect("wagtailsnippets_partnerships_organisation:edit", kept.pk)


def _preview(other: Organisation) -> dict[str, Any]:
    uses = merging.uses(other)
    ids = {page for use in uses for page in use.pages}
    pages = Page.objects.filter(pk__in=ids).select_related("locale").order_by("title")[:MOST_PAGES]
    return {"uses": uses, "pages": pages, "more_pages": max(len(ids) - MOST_PAGES, 0)}
