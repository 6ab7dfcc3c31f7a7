"""What somebody may write, one click from the home page: each type that names a button for it, in its section."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from cms_site.core.admin.listings import listed_types, records_of


@dataclass(frozen=True)
class Offer:
    """A button: what it says, and the empty form that it leads to."""

    label: Any
    url: str


def offers_for(user: Any) -> list[Offer]:
    """What `user` may begin, in the order of the menus; pages in the source language.

    Two queries, however many sections there are: their types, and the sections; the rights of a user are kept with it.
    """
    found = sorted([*_pages(user), *_records(user)], key=lambda placed: placed[0])
    return [offer for _place, offer in found]


def _pages(user: Any) -> Iterator[tuple[tuple[int, int], Offer]]:
    offered: list[Any] = [model for model in _listed() if model.admin_menu.begin]
    parents = {model: set(model.allowed_parent_page_models()) for model in offered}
    kinds = ContentType.objects.get_for_models(*set().union(*parents.values()))
    sections = Page.objects.filter(content_type__in=kinds.values(), locale__language_code=settings.LANGUAGE_CODE)
    open_to_user = [page for page in sections.order_by("path") if page.permissions_for_user(user).can_add_subpage()]
    for model, types in parents.items():
        section = next((page for page in open_to_user if page.specific_class in types), None)
        if section is not None:
            menu, meta = model.admin_menu, model._meta
            address = reverse("wagtailadmin_pages:add", args=[meta.app_label, meta.model_name, section.pk])
            yield (menu.group.order, menu.order), Offer(menu.begin, address)


def _records(user: Any) -> Iterator[tuple[tuple[int, int], Offer]]:
    for group in {model.admin_menu.group for model in _listed()}:
        for viewset in records_of(group):
            if getattr(viewset, "begin", "") and viewset.permission_policy.user_has_permission(user, "add"):
                yield (group.order, viewset.menu_order), Offer(viewset.begin, reverse(viewset.get_url_name("add")))


def _listed() -> list[Any]:
    return listed_types()


class BeginPanel(Component):
    """The buttons of a user, below what waits for their approval and before everything else."""

    name = "begin"
    template_name = "core/desk/begin.html"
    order = 12

    def __init__(self, user: Any) -> None:
        self.offers = offers_for(user)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"offers": self.offers}
