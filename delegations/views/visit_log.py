"""Ways into the form of a visit."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from wagtail.admin import messages

from delegations import visit_log
from delegations.models import DelegationPage


@require_GET
def log_visit(request: HttpRequest) -> HttpResponse:
    """Lead to the empty form of a visit; 403 for those who may log none."""
    section = visit_log.section_for(request.user)
    if section is None:
        raise PermissionDenied
    return redirect("wagtailadmin_pages:add", "delegations", "delegationpage", section.pk)


def copy_visit(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, and on POST lead to the form of a new draft that shares people and programme with the visit."""
    visit = get_object_or_404(DelegationPage, pk=pk)
    section = visit.get_parent().permissions_for_user(request.user)
    if not (visit_log.may_copy(visit, request.user) and section.can_add_subpage()):
        raise PermissionDenied
    if request.method != "POST":
        return TemplateResponse(request, "delegations/admin/copy_visit.html", {"visit": visit})
    draft = visit_log.copy_as_new(visit, request.user)
    messages.success(request, _("This is a new draft. Fill in the dates."))
    return redirect("wagtailadmin_pages:edit", draft.pk)
