"""Putting pages into a bundle and taking them out."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from cms_site.core.bundles import rights
from cms_site.core.bundles.holding import open_bundle
from cms_site.core.bundles.models import Bundle, BundleItem
from cms_site.core.models.base import BasePage


class NotAddedError(Exception):
    """A page that cannot be put into the bundle; says why."""


def locked(bundle: Bundle) -> Bundle:
    """`bundle` as the database has it, which nobody else changes until the transaction ends."""
    found: Bundle = Bundle.objects.select_for_update().get(pk=bundle.pk)
    return found


@transaction.atomic
def add(bundle: Bundle, page: Page, user: Any) -> BundleItem:
    """Put `page` at the end of `bundle`, which has to be approved again.

    Raises PermissionDenied, and NotAddedError for a page that could not be released with it.
    """
    if not rights.may_add(user, page):
        raise PermissionDenied
    bundle = locked(bundle)
    Page.objects.select_for_update().filter(pk=page.pk).values_list("pk").first()
    if (reason := _obstacle(bundle, page)) is not None:
        raise NotAddedError(reason)
    last = bundle.items.aggregate(Max("position"))["position__max"] or 0
    title = page.get_admin_display_title()
    item: BundleItem = bundle.items.create(page=page, title=title, position=last + 1)
    bundle.reopen()
    log(instance=page.specific_deferred, action="core.bundle.add", user=user, data={"bundle": bundle.name})
    log(instance=bundle, action="core.bundle.add", user=user, data={"page": title})
    return item


def _obstacle(bundle: Bundle, page: Page) -> str | None:
    said = {"title": page.get_admin_display_title()}
    other = open_bundle(page)
    if not bundle.is_open:
        return _("The bundle is released already; nothing can be added to it.")
    if other is not None:
        return _("“%(title)s” is in the bundle “%(name)s” already.") % {**said, "name": other.name}
    if page.alias_of_id or page.is_root() or not issubclass(page.specific_class or Page, BasePage):
        return _("“%(title)s” has no text of its own that could be released.") % said
    if page.approved_schedule:
        return _("“%(title)s” has a time of its own to appear. Cancel that first.") % said
    return None


@transaction.atomic
def remove(item: BundleItem, user: Any) -> None:
    """Take a page out of its open bundle, which has to be approved again. Raises PermissionDenied."""
    bundle = locked(item.bundle)
    page = item.page.specific if item.page else None
    if not bundle.is_open or not rights.may_remove(user, page, made_it=bundle.created_by_id == user.pk):
        raise PermissionDenied
    item.delete()
    bundle.reopen()
    if page is not None:
        log(instance=page, action="core.bundle.remove", user=user, data={"bundle": bundle.name})
    log(instance=bundle, action="core.bundle.remove", user=user, data={"page": item.title})
