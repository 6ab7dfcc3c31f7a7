"""What the rule of four eyes remembers: where it holds, who wrote what, which text is approved, what went out alone."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

DIGEST_LENGTH = 64
REASON_LENGTH = 15


class FourEyesType(models.Model):
    """A type of pages or records whose texts somebody else has to approve. Written from the set-up profile alone."""

    content_type = models.OneToOneField(
        ContentType, on_delete=models.CASCADE, primary_key=True, related_name="+", verbose_name=_("type")
    )

    class Meta:
        verbose_name = _("type under four eyes")
        verbose_name_plural = _("types under four eyes")

    def __str__(self) -> str:
        return str(self.content_type)


class OfTextQuerySet(models.QuerySet):
    """Rows about the text of a page or record, whichever revisions of it there still are."""

    def about(self, instance: Any) -> Any:
        """The rows about `instance`."""
        return self.filter(base_content_type=instance.get_base_content_type(), object_id=str(instance.pk))

    def about_revision(self, revision: Any) -> Any:
        """The rows about what `revision` is a revision of."""
        return self.filter(base_content_type=revision.base_content_type_id, object_id=revision.object_id)


class OfText(models.Model):
    """Names a page or record as Wagtail's revisions do, and a revision by its number: the row outlives the revision."""

    base_content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(_("object id"), max_length=255)
    revision_number = models.BigIntegerField(_("revision"))
    digest = models.CharField(_("text"), max_length=DIGEST_LENGTH)

    objects = OfTextQuerySet.as_manager()

    class Meta:
        abstract = True


class Approval(OfText):
    """A text that may be public, and who says so."""

    class Kind(models.TextChoices):
        """On whose word a text went public."""

        APPROVED = "approved", _("Approved by a person who did not write it")
        URGENT = "urgent", _("Published urgently by one person")
        SYSTEM = "system", _("Published by the system")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by")
    )
    by_name = models.CharField(_("name"), max_length=255, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        constraints = [
            models.CheckConstraint(condition=Q(kind="system") | ~Q(by_name=""), name="approval_has_a_name"),
            models.CheckConstraint(condition=Q(kind="approved") | ~Q(reason=""), name="approval_has_a_reason"),
        ]
        # the last approval of a text: asked on every publication
        indexes = [models.Index(fields=["base_content_type", "object_id", "-id"], name="approval_of_text")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.by_name}"


class Contribution(OfText):
    """Somebody wrote or submitted what a revision holds. Open until the text is approved."""

    class Kind(models.TextChoices):
        """What somebody did with a text."""

        WROTE = "wrote", _("wrote")
        SUBMITTED = "submitted", _("submitted")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    settled_by = models.ForeignKey(Approval, null=True, on_delete=models.CASCADE, related_name="contributions")
    at = models.DateTimeField(_("at"), auto_now=True)

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        constraints = [
            models.UniqueConstraint(
                fields=["base_content_type", "object_id", "user", "revision_number", "kind"],
                condition=Q(settled_by=None),
                name="open_contribution_once",
            ),
        ]
        # who wrote a text since it was approved: asked on every publication and for every queue
        indexes = [
            models.Index(
                fields=["base_content_type", "object_id", "user"],
                condition=Q(settled_by=None),
                name="contribution_open",
            ),
            models.Index(fields=["base_content_type", "object_id", "revision_number"], name="contribution_of_text"),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.get_kind_display()} {self.revision_number}"


class UrgentPublication(OfText):
    """A text that one person published alone, until another one confirms or corrects it."""

    class Outcome(models.TextChoices):
        """What became of it."""

        OPEN = "open", _("Waiting for confirmation")
        CONFIRMED = "confirmed", _("Confirmed")
        CORRECTED = "corrected", _("Corrected")
        REPLACED = "replaced", _("Replaced by another urgent publication")
        DELETED = "deleted", _("Deleted")

    title = models.CharField(_("title"), max_length=255)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("published by")
    )
    published_by_name = models.CharField(_("name"), max_length=255)
    reason = models.TextField(_("reason"), validators=[MinLengthValidator(REASON_LENGTH)])
    # Of the first one, when one urgent publication follows another unconfirmed.
    since = models.DateTimeField(_("since"))
    at = models.DateTimeField(_("at"), auto_now_add=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices, default=Outcome.OPEN)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("closed by")
    )
    closed_at = models.DateTimeField(_("closed at"), null=True)

    class Meta:
        verbose_name = _("urgent publication")
        verbose_name_plural = _("urgent publications")
        default_permissions = ()
        permissions = [("publish_urgently", gettext_noop("Can publish urgently, alone, with a reason"))]
        constraints = [
            models.UniqueConstraint(
                fields=["base_content_type", "object_id"], condition=Q(outcome="open"), name="urgent_open_once"
            ),
            models.CheckConstraint(
                condition=Q(closed_by=None) | Q(published_by=None) | ~Q(closed_by=F("published_by")),
                name="urgent_not_closed_by_its_publisher",
            ),
        ]
        # the items that head the home page of whoever may confirm them
        indexes = [models.Index(fields=["since"], condition=Q(outcome="open"), name="urgent_open")]

    def __str__(self) -> str:
        return self.title

    @cached_property
    def instance(self) -> Any:
        """The page or record as it is now; None if it was deleted."""
        model: Any = self.base_content_type.model_class()
        found = model._base_manager.filter(pk=self.object_id).first()
        return getattr(found, "specific", found)

    def close(self, outcome: "UrgentPublication.Outcome", user: Any = None) -> None:
        """Remember what became of it, and by whom; nobody closes what they published themselves."""
        self.outcome, self.closed_by, self.closed_at = outcome, user, timezone.now()
        self.save(update_fields=["outcome", "closed_by", "closed_at"])
