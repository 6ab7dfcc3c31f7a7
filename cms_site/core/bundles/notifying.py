"""The mail to whoever made a bundle that could not be released."""

from typing import Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cms_site.core import mails
from cms_site.core.bundles import rights
from cms_site.core.bundles.models import Bundle

KIND = "bundle"


def tell_of_failure(bundle: Bundle) -> None:
    """Write down the mail in the transaction that remembers the failure."""
    if bundle.created_by is None:
        return
    mails.write(
        bundle.created_by,
        format_lazy(_("Not released: {name}"), name=bundle.name),
        "bundle_failed",
        {"bundle": bundle, "address": mails.full_address(reverse("core_bundle", args=[bundle.pk]))},
        kind=KIND,
        about=mails.name_of(bundle),
    )


def may_be_told(user: Any, bundle: Bundle) -> bool:
    """Whether a mail about `bundle` is still for `user`."""
    return user is not None and rights.may_use(user)
