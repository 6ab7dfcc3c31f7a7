"""What a bundle is made of."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class State(models.TextChoices):
    """Where a bundle stands."""

    DRAFT = "draft", _("In preparation")
    READY = "ready", _("Approved for release")
    RELEASED = "released", _("Released")
    FAILED = "failed", _("Not released")


class BundleQuerySet(models.QuerySet):
    """Bundles by what can be done with them."""

    def open(self) -> "BundleQuerySet":
        """Those that were not released yet."""
        return self.exclude(state=State.RELEASED)

    def due(self, now: datetime) -> "BundleQuerySet":
        """Those that are approved and whose time has come."""
        return self.filter(state=State.READY, release_at__lte=now)


class Bundle(models.Model):
    """Pages of any type and language that become public together, by hand or at a time."""

    name = models.CharField(_("name"), max_length=150)
    note = models.TextField(_("note"), blank=True, help_text=_("For colleagues; readers do not see it."))
    release_at = models.DateTimeField(
        _("time of release"),
        null=True,
        blank=True,
        help_text=_("Leave empty to release it by hand. Another time needs another approval."),
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT, editable=False)
    failure = models.TextField(_("why it was not released"), blank=True, editable=False)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("made by"),
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("approved by"),
    )
    released_at = models.DateTimeField(_("released"), null=True, editable=False)

    objects = BundleQuerySet.as_manager()

    class Meta:
        verbose_name = _("bundle")
        verbose_name_plural = _("bundles")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.RELEASED, released_at__isnull=False)
                | (~Q(state=State.RELEASED) & Q(released_at=None)),
                name="bundle_released_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(state=State.FAILED) | ~Q(failure=""), name="bundle_fails_for_a_reason"),
        ]
        indexes = [
            # what the scheduler releases
            models.Index(fields=["release_at"], condition=Q(state="ready"), name="bundle_due"),
            # the list of editors
            models.Index(fields=["-created_at"], name="bundle_newest"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether it was not released yet."""
        return self.state != State.RELEASED

    def release_moment(self) -> datetime:
        """When the pages will be public: at the time that is set, or now."""
        now = timezone.now()
        return max(self.release_at, now) if self.release_at else now

    def reopen(self) -> None:
        """Take back the approval, because what was approved has changed."""
        if self.is_open and (self.state != State.DRAFT or self.approved_by_id):
            self.state, self.failure, self.approved_by = State.DRAFT, "", None
            self.save(update_fields=["state", "failure", "approved_by"])


class BundleItem(models.Model):
    """A page in a bundle. It keeps its place when the page is deleted, so that nothing is released without it."""

    bundle = models.ForeignKey(Bundle, on_delete=models.CASCADE, related_name="items", verbose_name=_("bundle"))
    page = models.ForeignKey(
        Page, null=True, on_delete=models.SET_NULL, related_name="bundle_items", verbose_name=_("page")
    )
    title = models.CharField(_("title"), max_length=255)
    position = models.PositiveIntegerField(_("position"))
    # As its bundle; a column of its own, so that the database lets no page into two bundles at once.
    open = models.BooleanField(_("open"), default=True)
    added_at = models.DateTimeField(_("added"), auto_now_add=True)
    # The revision may be purged one day; its number stays.
    released_revision = models.BigIntegerField(_("released revision"), null=True)

    class Meta:
        verbose_name = _("page of a bundle")
        verbose_name_plural = _("pages of a bundle")
        default_permissions = ()
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["page"], condition=Q(open=True), name="page_in_one_open_bundle"),
        ]

    def __str__(self) -> str:
        return self.title
