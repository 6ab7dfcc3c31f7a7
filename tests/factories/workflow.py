"""People and routes of the rule of four eyes."""

from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page, Workflow, WorkflowContentType, WorkflowPage, WorkflowTask

from cms_site.core.mails import Outsider
from cms_site.core.models import Delivery, FourEyesTask, FourEyesType, SignOff
from cms_site.core.sign_off import asking
from tests.factories.core import speaking


def under_four_eyes(*models: type) -> None:
    """Let the rule hold for these types."""
    for model in models:
        FourEyesType.objects.get_or_create(content_type=ContentType.objects.get_for_model(model))


def make_group(name: str, page: Page | None, *rights: str, permissions: tuple[str, ...] = ()) -> Group:
    """A group with rights ("add", "change", "publish"...) on `page`, and permissions by code name."""
    group, _created = Group.objects.get_or_create(name=name)
    group.permissions.add(*Permission.objects.filter(codename__in=["access_admin", *permissions]))
    for right in rights:
        permission = Permission.objects.get(codename=f"{right}_page", content_type__app_label="wagtailcore")
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)
    return group


def make_member(group: Group, name: str, language: str = "en", **fields: Any) -> Any:
    """Somebody in `group`, with the interface in `language`."""
    user = get_user_model().objects.create_user(
        name, email=f"{name}@example.org", password="x", last_name=name.title(), **fields
    )
    user.groups.add(group)
    return speaking(user, language)


def make_route(*groups: Group, page: Page | None = None, model: Any = None) -> Workflow:
    """A workflow in which these groups approve one after the other, set on `page` or on records of `model`."""
    workflow = Workflow.objects.create(name="Route")
    for order, group in enumerate(groups):
        task = FourEyesTask.objects.create(name=f"Read by {group.name}")
        task.groups.add(group)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    if page is not None:
        WorkflowPage.objects.create(page=page, workflow=workflow)
    if model is not None:
        WorkflowContentType.objects.create(content_type=ContentType.objects.get_for_model(model), workflow=workflow)
    return workflow


def asked_about(page: Page, user: Any, language: str = "uk", name: str = "Оксана Право") -> tuple[SignOff, str]:
    """An expert whom `user` asks about `page`, for a week, and the token of the link in their mail."""
    expert = Outsider(name, "expert@example.org", language)
    until = timezone.localdate() + timedelta(days=7)
    item = asking.ask(page, user, expert, "Чи все тут законно?", until)
    written = Delivery.objects.latest("pk").payload["text"]
    return item, written.partition("/opinion/")[2].partition("/")[0]
