"""What changed of a text since somebody approved it or sent it back."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET

from cms_site.core.workflow.addresses import edit_address, instance_at
from cms_site.core.workflow.four_eyes import may_publish_at_all
from cms_site.core.workflow.look_back import look_back


@require_GET
def since_approved(request: HttpRequest, content_type: int, pk: str) -> HttpResponse:
    """The newest text beside the last approved one, for those who may edit or publish it."""
    instance = instance_at(content_type, pk)
    edit_url = edit_address(instance, request.user)
    if not edit_url and not may_publish_at_all(instance, request.user):
        raise PermissionDenied
    newest = instance.get_latest_revision_as_object()
    context = {"subject": newest, "edit_url": edit_url, **look_back(newest, request)}
    return TemplateResponse(request, "core/desk/changes.html", context)
