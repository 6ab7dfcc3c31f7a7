"""Warnings that stand on every page until they end."""

from datetime import datetime
from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import classproperty
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PublishingPanel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail_localize.fields import SynchronizedField

from cms_site.core.translation.completeness import require_letters
from cms_site.core.workflow.texts import FourEyesText
from home.forms import AlertForm
from home.querysets import AlertQuerySet


class Service(models.TextChoices):
    """What is interrupted, or where danger comes from."""

    WATER = "water", _("Water")
    POWER = "power", _("Electricity")
    HEAT = "heat", _("Heating")
    GAS = "gas", _("Gas")
    TRANSPORT = "transport", _("Public transport")
    ROAD = "road", _("Roads")
    AIR_RAID = "air_raid", _("Air raid")
    OTHER = "other", _("Other")


class Alert(
    FourEyesText,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    models.Model,
):
    """A warning or an outage: a banner on all pages from its start to its end, in the archive ever after."""

    NEUTRAL = ("service", "planned", "start", "expected_end", "actual_end")
    TEXTS = ("title", "text", "streets")

    base_form_class = AlertForm

    title = models.CharField(_("title"), max_length=150)
    text = models.TextField(_("text"), blank=True, max_length=600)
    service = models.CharField(_("service"), max_length=20, choices=Service.choices)
    planned = models.BooleanField(_("planned"), default=False, help_text=_("Planned work, not an emergency."))
    streets = models.TextField(
        _("streets"), blank=True, help_text=_("Where it applies. Leave empty for the whole city.")
    )
    start = models.DateTimeField(_("start"), null=True, default=timezone.now)
    expected_end = models.DateTimeField(
        _("expected end"), null=True, help_text=_("The banner disappears by itself at this moment.")
    )
    actual_end = models.DateTimeField(
        _("actual end"), null=True, blank=True, help_text=_("Fill in when it ended earlier or later than expected.")
    )

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="alert")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="alert",
        for_concrete_model=False,
    )

    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("service"), FieldPanel("planned")]),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("start"), FieldPanel("expected_end")]), FieldPanel("actual_end")],
            heading=_("When"),
        ),
        FieldPanel("streets"),
        FieldPanel("text"),
        PublishingPanel(),
    ]

    objects = AlertQuerySet.as_manager()

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        # Wagtail adds these after a migration only if the editing interface was loaded by then.
        permissions = [
            ("publish_alert", "Can publish alert"),
            ("lock_alert", "Can lock alert"),
            ("unlock_alert", "Can unlock alert"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(expected_end__gt=F("start")),
                name="alert_expected_end_after_start",
                violation_error_message=_("The expected end is not after the start."),
            ),
            models.CheckConstraint(
                condition=Q(actual_end=None) | Q(actual_end__gte=F("start")),
                name="alert_actual_end_after_start",
                violation_error_message=_("The actual end is before the start."),
            ),
        ]
        indexes = [
            # the banner of every page, and the archive
            models.Index("locale", "live", F("start").desc(), name="alert_banner"),
        ]

    def __str__(self) -> str:
        return self.title

    @classproperty
    def override_translatable_fields(cls) -> list[SynchronizedField]:
        """What wagtail-localize must not offer for translation."""
        return [SynchronizedField(name, overridable=False) for name in cls.NEUTRAL]

    @property
    def revisions(self) -> Any:
        return self._revisions

    @property
    def end(self) -> datetime | None:
        """When it ended, or is expected to."""
        return self.actual_end or self.expected_end

    @property
    def is_over(self) -> bool:
        return self.end is not None and self.end <= timezone.now()

    @property
    def is_ahead(self) -> bool:
        return self.start is not None and self.start > timezone.now()

    def clean(self) -> None:
        """Refuse an end that is not after the start."""
        super().clean()
        errors = {}
        if self.start and self.expected_end and self.expected_end <= self.start:
            errors["expected_end"] = _("The expected end is not after the start.")
        if self.start and self.actual_end and self.actual_end < self.start:
            errors["actual_end"] = _("The actual end is before the start.")
        if errors:
            raise ValidationError(errors)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a warning that is public has no words in it that its readers cannot read."""
        if self.live:
            require_letters(self, self.TEXTS)
        super().save(*args, **kwargs)

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "home/alert_preview.html"
