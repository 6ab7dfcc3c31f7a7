"""The actions at the foot of the editor: only those that would be done, approval of exactly the text shown."""

from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem as PageMenuItem
from wagtail.snippets.action_menu import ActionMenuItem as RecordMenuItem

from cms_site.core.bundles.holding import open_bundle
from cms_site.core.workflow.digests import digest_of_revision
from cms_site.core.workflow.four_eyes import is_barred
from cms_site.core.workflow.scope import needs_four_eyes
from cms_site.core.workflow.urgent import may_publish_urgently

PUBLISH, APPROVE = "action-publish", "approve"


def for_pages(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Change the menu of a page."""
    page = context.get("page") if context["view"] != "create" else None
    _change(items, request, context, page, page or _page_type(request), PageMenuItem)


def _page_type(request: HttpRequest) -> Any:
    """The type of the page that is being created, which Wagtail tells the menu nothing about."""
    match = request.resolver_match
    names = match.kwargs if match else {}
    if "content_type_model_name" not in names:
        return None
    return apps.get_model(names["content_type_app_name"], names["content_type_model_name"])


def for_records(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Change the menu of a record."""
    instance = context.get("instance") if context["view"] != "create" else None
    _change(items, request, context, instance, context["model"], RecordMenuItem)


def _change(items: list[Any], request: HttpRequest, context: Any, instance: Any, subject: Any, base: type) -> None:
    if subject is None or not needs_four_eyes(subject, request.user):
        return
    if instance is None or not _offers_publish(instance, request.user):
        items[:] = [item for item in items if item.name != PUBLISH]
    if instance is None or context["view"] != "edit":
        return
    revision = instance.get_latest_revision()
    if revision is None:
        return
    read = digest_of_revision(revision)
    state = instance.current_workflow_task_state
    approvals = [item for item in items if item.name == APPROVE]
    if approvals and state is not None:
        address = reverse("core_approve", args=[state.pk])
        publishes = state.workflow_state.is_at_final_task and open_bundle(instance) is None
        label = _("Approve and publish") if publishes else _("Approve")
        # in sight, because it is what the approver came for; it opens a page that asks once more
        link = _link(base, label, "success", address, read, approvals[0].order)
        items[:] = [link, *(item for item in items if item.name != APPROVE)]
    unpublished = instance.has_unpublished_changes or not instance.live
    if unpublished and may_publish_urgently(instance, request.user) and open_bundle(instance) is None:
        content_type = ContentType.objects.get_for_model(type(instance))
        address = reverse("core_publish_urgently", args=[content_type.pk, instance.pk])
        items.append(_link(base, _("Publish urgently…"), "warning", address, read, 200))


def _offers_publish(instance: Any, user: Any) -> bool:
    """Whether there is something to publish that `user` may approve and that waits at no step of a workflow."""
    waits = instance.workflow_in_progress
    return (instance.has_unpublished_changes or not instance.live) and not waits and not is_barred(instance, user)


def _link(base: Any, label: Any, icon: str, address: str, read: str, order: int) -> Any:
    url = f"{address}?{urlencode({'read': read})}"
    attributes = {
        "label": label,
        "icon_name": icon,
        "name": "",
        "get_url": lambda self, parent_context: url,
    }
    return type("ReadTextMenuItem", (base,), attributes)(order=order)
