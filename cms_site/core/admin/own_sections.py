"""Which lists of pages are of use to a user: those of the sections in which they may do something."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms_site.core.page_types import page_types

RIGHTS = ("add", "change", "publish", "bulk_delete", "lock", "unlock")


def parents_of(model: Any) -> list[type[models.Model]]:
    """The kinds of page under which pages of a type may stand."""
    return list(model.allowed_parent_page_models())


def _in_own_sections(user: Any, kinds: Iterable[type[models.Model]], rights: Iterable[str]) -> models.QuerySet:
    types = ContentType.objects.get_for_models(*kinds).values()
    pages = PagePermissionPolicy(Page).instances_user_has_any_permission_for(user, rights)
    return pages.filter(content_type__in=types)


def may_add(user: Any, model: Any) -> bool:
    """Whether there is a page under which `user` may add one of the type."""
    return bool(_in_own_sections(user, parents_of(model), ["add"]).exists())


def works_with(request: Any, model: Any) -> bool:
    """Whether the user may do something where pages of the type stand.

    The menu asks for each type with a list, and several times in a request; the database is asked once.
    """
    if request.user.is_superuser:
        return True
    if "_own_sections" not in request.__dict__:
        listed: list[Any] = [other for other in page_types() if other.admin_menu]  # type: ignore[attr-defined]
        kinds = {kind for other in listed for kind in parents_of(other)}
        found = _in_own_sections(request.user, kinds, RIGHTS).order_by().values_list("content_type", flat=True)
        request._own_sections = set(found.distinct())
    own: set[int] = request._own_sections
    return any(kind.pk in own for kind in ContentType.objects.get_for_models(*parents_of(model)).values())


class ListMenuItem(MenuItem):
    """Leads to the list of a page type; hidden from those for whom nothing could stand in it."""

    model: Any

    def is_shown(self, request: Any) -> bool:
        return works_with(request, self.model)
