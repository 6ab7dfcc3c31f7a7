"""Views of the editing interface."""

from django import forms
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from publications.models import BulletinIssuePage
from publications.services import unseal


class UnsealForm(forms.Form):
    """Why a published issue is opened again."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500, widget=forms.Textarea)


@permission_required("publications.unseal_issue", raise_exception=True)
def unseal_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason and unseal a sealed issue; 404 for any other page, 403 without rights on the issue."""
    issue: BulletinIssuePage = get_object_or_404(BulletinIssuePage.objects.exclude(sealed_at=None), pk=pk)
    if not issue.permissions_for_user(request.user).can_edit():
        return HttpResponse(status=403)
    form = UnsealForm(request.POST or None)
    if form.is_valid():
        unseal(issue=issue, user=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("The issue is open for changes until it is published again."))
        return redirect("wagtailadmin_pages:edit", issue.pk)
    return TemplateResponse(request, "publications/admin/unseal_issue.html", {"issue": issue, "form": form})
