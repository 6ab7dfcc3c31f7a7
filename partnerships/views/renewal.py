"""Renewing an agreement in the editing interface."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from partnerships import renewing
from partnerships.models import Agreement


class RenewalForm(forms.Form):
    """What the new agreement is to be called: the title of the old one often names its year."""

    title = forms.CharField(label=gettext_lazy("Title of the new agreement"), max_length=255)


def renew_agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a title, and on POST lead to the form of a new draft that renews the agreement."""
    agreement = get_object_or_404(Agreement, pk=pk)
    section = agreement.get_parent().permissions_for_user(request.user)
    if not (renewing.may_renew(agreement, request.user) and section.can_add_subpage()):
        raise PermissionDenied
    form = RenewalForm(request.POST if request.method == "POST" else None, initial={"title": agreement.title})
    if not form.is_valid():
        context: dict[str, Any] = {
            "agreement": agreement,
            "form": form,
            "renewals": renewing.renewals_of(agreement),
        }
        return TemplateResponse(request, "partnerships/admin/renew_agreement.html", context)
    draft = renewing.renew(agreement, form.cleaned_data["title"], request.user)
    messages.success(request, _("This is a new draft. Fill in the dates."))
    return redirect("wagtailadmin_pages:edit", draft.pk)
