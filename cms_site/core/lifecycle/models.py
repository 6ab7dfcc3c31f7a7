"""What is kept of pages that are no longer public, and of pages that are in the bin."""

import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from wagtail.models import Page

from cms_site.core.dates import PartialDate

# For so long a deleted page can be brought back.
KEPT = timedelta(days=30)


class Kind(models.TextChoices):
    """Why a page that was public is not, or is no longer valid."""

    ERROR = "error", _("Published in error")
    REPLACED = "replaced", _("Replaced by another page")
    WITHDRAWN = "withdrawn", _("Withdrawn, stays readable")
    EXPIRED = "expired", _("Its time is over")
    DELETED = "deleted", _("Deleted")


class Removal(models.Model):
    """How a page left the site. It answers at the page's address until that page or another one is public there.

    `address` is the one that readers knew; it is empty for a page that the public never saw. The record outlives the
    page, so that the address of a deleted page does not pretend that nothing ever was there. As long as the page can be
    brought back, `bin_item` is where it is.
    """

    page = models.OneToOneField(
        Page, null=True, on_delete=models.SET_NULL, related_name="removal", verbose_name=_("page")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    address = models.CharField(_("address"), max_length=1000, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    note = models.TextField(_("public note"), blank=True)
    replacement = models.ForeignKey(
        Page, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("replacement")
    )
    at = models.DateTimeField(_("time"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("user")
    )
    bin_item = models.ForeignKey(
        "BinItem", null=True, on_delete=models.SET_NULL, related_name="notices", verbose_name=_("deleted page")
    )

    class Meta:
        verbose_name = _("removal")
        verbose_name_plural = _("removals")
        default_permissions = ()
        indexes = [
            # what answers at an address where no page is
            models.Index("address", models.F("at").desc(), name="removal_address"),
        ]

    def __str__(self) -> str:
        return f"{self.address}: {self.get_kind_display()}"

    @property
    def date(self) -> PartialDate:
        """The day, for readers."""
        return PartialDate(timezone.localdate(self.at))

    @property
    def withdrawn(self) -> bool:
        return self.kind == Kind.WITHDRAWN


class BinQuerySet(models.QuerySet):
    """What is in the bin."""

    def for_user(self, user: Any) -> "BinQuerySet":
        """What `user` may see and restore: all of it with the right to keep the bin, else what they deleted."""
        return self if user.has_perm("core.keep_bin") else self.filter(deleted_by=user)

    def outdated(self) -> "BinQuerySet":
        """What has been in the bin for longer than it is kept."""
        return self.filter(deleted_at__lt=timezone.now() - KEPT)


class BinItem(models.Model):
    """What one deletion took: a page with all below it, in all its languages. `rows` hold every row that went."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("title"), max_length=255)
    page_type = models.CharField(_("page type"), max_length=100)
    address = models.CharField(_("address"), max_length=1000, blank=True)
    # one dictionary for every language: id, parent, ancestors and what else is needed to say where it would go
    roots = models.JSONField(_("pages"), default=list)
    # translation keys of pages that were no translation of anything
    without_source = models.JSONField(_("pages without a source"), default=list)
    page_count = models.PositiveIntegerField(_("number of pages"))
    deleted_at = models.DateTimeField(_("deleted"), default=timezone.now)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("deleted by")
    )

    objects = BinQuerySet.as_manager()

    class Meta:
        verbose_name = _("deleted page")
        verbose_name_plural = _("deleted pages")
        default_permissions = ()
        permissions = [("keep_bin", gettext_noop("Can restore and delete for good what others put into the bin"))]
        indexes = [
            # the bin, newest first, and what is due to be deleted for good
            models.Index(models.F("deleted_at").desc(), name="bin_deleted"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def days_left(self) -> int:
        """Days until the page is deleted for good; a day that has begun counts."""
        return max(-((timezone.now() - self.deleted_at - KEPT) // timedelta(days=1)), 0)


class BinnedRows(models.Model):
    """Some rows of one table that a deletion took, or references to them that it emptied."""

    class What(models.TextChoices):
        ROW = "row", _("row")
        REFERENCE = "reference", _("reference")

    item = models.ForeignKey(BinItem, on_delete=models.CASCADE, related_name="rows")
    what = models.CharField(_("what"), max_length=10, choices=What.choices)
    table = models.CharField(_("table"), max_length=100)
    field = models.CharField(_("field"), max_length=100, blank=True)
    content = models.JSONField(_("content"), encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("rows in the bin")
        verbose_name_plural = _("rows in the bin")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.table}: {len(self.content)}"
