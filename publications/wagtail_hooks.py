from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry

from cms_site.core.log_actions import ReasonedFormatter
from publications.models import BulletinIssuePage
from publications.views import unseal_issue


@hooks.register("register_admin_urls")
def register_unsealing() -> list[Any]:
    """The address at which an issue is unsealed."""
    return [path("publications/issues/<int:pk>/unseal/", unseal_issue, name="unseal_issue")]


@hooks.register("register_page_header_buttons")
def offer_unsealing(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """The button of a sealed issue for those who may unseal it."""
    if isinstance(page, BulletinIssuePage) and page.is_sealed() and user.has_perm("publications.unseal_issue"):
        yield Button(_("Unseal"), reverse("unseal_issue", args=[page.pk]), icon_name="lock-open", priority=90)


@hooks.register("register_permissions")
def register_unseal_permission() -> QuerySet:
    """The permission to unseal, for the form of a group."""
    return Permission.objects.filter(content_type__app_label="publications", codename="unseal_issue")


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """How an unsealed issue appears in the history."""
    unsealed = type("UnsealFormatter", (ReasonedFormatter,), {"label": _("Unseal an issue"), "message": _("Unsealed")})
    actions.register_action("publications.unseal")(unsealed)
