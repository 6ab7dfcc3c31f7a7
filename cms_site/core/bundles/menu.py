"""Where bundles show in the editor of a page: header, foot and the sentence above the form."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.widgets import Button

from cms_site.core.bundles import rights
from cms_site.core.bundles.holding import open_bundle, sentence
from cms_site.core.bundles.models import Bundle
from cms_site.core.workflow.menu import PUBLISH


def header_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """The way into a bundle, in the menu of a page that `user` may put into one."""
    if page.pk and not page.is_root() and rights.may_add(user, page):
        address = reverse("core_bundle_add", args=[page.pk])
        yield Button(_("Add to a bundle…"), address, icon_name="folder-open-inverse", priority=67)


def for_pages(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """A page in a bundle is not published alone."""
    page = context.get("page")
    if context["view"] != "create" and page is not None and open_bundle(page) is not None:
        items[:] = [item for item in items if item.name != PUBLISH]


def before_edit(request: HttpRequest, page: Any) -> None:
    """Say with which bundle the page becomes public, and why nothing below the form publishes it."""
    bundle = open_bundle(page) if request.method == "GET" else None
    if bundle is not None:
        messages.info(request, sentence(bundle), buttons=_way_to(bundle, request.user))


def before_publish(request: HttpRequest, page: Any) -> HttpResponse | None:
    """A click on “Publish” that a bundle stands in the way of: the text is saved as a draft."""
    bundle = open_bundle(page)
    if bundle is None:
        return None
    said = _("Your changes are saved as a draft.") + " " + sentence(bundle)
    messages.warning(request, said, buttons=_way_to(bundle, request.user))
    return redirect("wagtailadmin_pages:edit", page.pk)


def _way_to(bundle: Bundle, user: Any) -> list[Any]:
    if not rights.may_use(user):
        return []
    return [messages.button(reverse("core_bundle", args=[bundle.pk]), _("Open the bundle"))]
