"""Whether a page waits to become public with others, and what then must not happen to it alone."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from cms_site.core.bundles.models import Bundle, BundleItem
from cms_site.core.translation.refusals import RefusedError


class HeldError(RefusedError):
    """A page was to become public alone while it waits in a bundle; the message names the bundle."""

    def __init__(self, page: Any, bundle: Bundle) -> None:
        super().__init__(page, {NON_FIELD_ERRORS: [sentence(bundle)]})
        self.bundle = bundle


def open_bundle(instance: Any) -> Bundle | None:
    """The bundle with which the page `instance` will become public; None for what is in no open bundle."""
    if not isinstance(instance, Page) or instance.pk is None:
        return None
    item = BundleItem.objects.filter(page=instance.pk, open=True).select_related("bundle").first()
    return item.bundle if item else None


def sentence(bundle: Bundle) -> str:
    """Why a page of `bundle` is not published alone."""
    return _(
        "The page is in the bundle “%(name)s” and becomes public with it. "
        "Take it out of the bundle to publish it alone."
    ) % {"name": bundle.name}


def note_approval(bundle: Bundle, page: Any, user: Any) -> None:
    """Write into the history of `page` that its text is approved for `bundle`."""
    log(instance=page, action="core.bundle.approve_text", user=user, data={"bundle": bundle.name})
