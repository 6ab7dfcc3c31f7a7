"""The ledger of a convoy: cargo lines and what was handed over of each."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.documents import get_document_model_string

from cms_site.core.models import FactRow
from partnerships.models.organisations import Organisation


class CargoKind(models.TextChoices):
    """What the cargo is for."""

    MEDICAL = "medical", _("Medical goods")
    SCHOOL = "school", _("For schools")
    KINDERGARTEN = "kindergarten", _("For kindergartens")
    FIRE_RESCUE = "fire_rescue", _("For fire and rescue services")
    FOOD = "food", _("Food")
    CLOTHING = "clothing", _("Clothing")
    OTHER = "other", _("Other")


class Unit(models.TextChoices):
    """What a quantity is counted in."""

    PIECE = "piece", _("pieces")
    BOX = "box", _("boxes")
    PALLET = "pallet", _("pallets")
    SET = "set", _("sets")
    KILOGRAM = "kg", _("kg")
    LITRE = "litre", _("litres")


class CargoLine(FactRow, ClusterableModel):
    """One kind of goods that a convoy brought. An empty quantity means: not recorded."""

    page = ParentalKey("partnerships.ConvoyPage", on_delete=models.CASCADE, related_name="cargo_lines")
    kind = models.CharField(_("kind of cargo"), max_length=20, choices=CargoKind.choices)
    description = models.CharField(_("description"), max_length=255, blank=True)
    quantity = models.DecimalField(
        _("quantity"),
        max_digits=12,
        decimal_places=3,
        null=True,
        blank=True,
        help_text=_("Leave empty if it is not recorded."),
    )
    unit = models.CharField(_("unit"), max_length=10, choices=Unit.choices, blank=True)
    weight_kg = models.DecimalField(
        _("weight, kg"), max_digits=12, decimal_places=3, null=True, blank=True, help_text=_("Leave empty if unknown.")
    )
    # The sum of the hand-overs, stored so that the database itself refuses to give away more than arrived.
    handed_over = models.DecimalField(max_digits=12, decimal_places=3, default=Decimal(0), editable=False)

    text_columns = ("description",)
    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("description")]),
        FieldRowPanel([FieldPanel("quantity"), FieldPanel("unit"), FieldPanel("weight_kg")]),
        InlinePanel("hand_overs", heading=_("Handed over"), label=_("Hand-over")),
    ]

    class Meta(FactRow.Meta):
        verbose_name = _("cargo line")
        verbose_name_plural = _("cargo lines")
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity=None) | Q(quantity__gt=0),
                name="cargo_quantity_is_positive",
                violation_error_message=_("A quantity is more than nothing; leave it empty if it is not recorded."),
            ),
            models.CheckConstraint(
                condition=Q(quantity=None) | ~Q(unit=""),
                name="cargo_quantity_has_a_unit",
                violation_error_message=_("Choose the unit that the quantity is counted in."),
            ),
            models.CheckConstraint(
                condition=Q(weight_kg=None) | Q(weight_kg__gt=0),
                name="cargo_weight_is_positive",
                violation_error_message=_("A weight is more than nothing; leave it empty if it is not recorded."),
            ),
            models.CheckConstraint(
                condition=Q(handed_over__gte=0) & (Q(quantity=None) | Q(handed_over__lte=F("quantity"))),
                name="cargo_balance_is_not_negative",
                violation_error_message=_("More was handed over than arrived."),
            ),
        ]

    def __str__(self) -> str:
        return ": ".join(text for text in [str(self.get_kind_display()), self.description] if text)

    @property
    def handed_over_now(self) -> Decimal:
        """The sum of the hand-overs as they stand on the page, stored or not."""
        return sum((row.quantity for row in self.hand_overs.all() if row.quantity is not None), Decimal(0))

    @property
    def handed_over_in_all(self) -> Decimal | None:
        """How much was handed over, in `unit`; None where a quantity is not recorded."""
        rows = self.hand_overs.all()
        if any(row.quantity is None for row in rows) or (self.quantity is None and not rows):
            return None
        return self.handed_over_now

    @property
    def balance(self) -> Decimal | None:
        """What is left to hand over, in `unit`; None where a quantity that it depends on is not recorded."""
        if self.quantity is None or any(row.quantity is None for row in self.hand_overs.all()):
            return None
        return self.quantity - self.handed_over_now

    def clean(self) -> None:
        """Refuse a quantity without a unit, and to hand over more than arrived."""
        super().clean()
        if self.quantity is not None and not self.unit:
            raise ValidationError({"unit": _("Choose the unit that the quantity is counted in.")})
        self.check_balance()

    def check_balance(self) -> None:
        """Raise ValidationError where more was handed over than arrived."""
        if self.quantity is not None and self.handed_over_now > self.quantity:
            raise ValidationError(_("More was handed over than arrived: %(cargo)s.") % {"cargo": self})

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the line with the sum of its hand-overs, and them with it, in one transaction."""
        self.handed_over = self.handed_over_now
        self.saves_hand_overs = True
        try:
            super().save(*args, **kwargs)
        finally:
            self.saves_hand_overs = False

    # While a line saves its hand-overs one after the other the stored sum is the final one already.
    saves_hand_overs = False


class HandOver(FactRow):
    """Who received how much of a cargo line. An empty quantity means: not recorded."""

    cargo_line = ParentalKey(CargoLine, on_delete=models.CASCADE, related_name="hand_overs")
    recipient = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("recipient"))
    quantity = models.DecimalField(
        _("quantity"),
        max_digits=12,
        decimal_places=3,
        null=True,
        blank=True,
        help_text=_("In the unit of the cargo line. Leave empty if it is not recorded."),
    )
    date = models.DateField(_("date"), null=True, blank=True)
    document = models.ForeignKey(
        get_document_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("document"),
    )

    panels = [
        FieldPanel("recipient"),
        FieldRowPanel([FieldPanel("quantity"), FieldPanel("date")]),
        FieldPanel("document"),
    ]

    class Meta(FactRow.Meta):
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity=None) | Q(quantity__gt=0),
                name="hand_over_quantity_is_positive",
                violation_error_message=_("A quantity is more than nothing; leave it empty if it is not recorded."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.recipient)

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        self._count()

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> Any:
        result = super().delete(*args, **kwargs)
        self._count()
        return result

    def _count(self) -> None:
        """Bring the sum on the cargo line up to date; the database refuses one that exceeds what arrived."""
        if self.cargo_line.saves_hand_overs:
            return
        total = HandOver.objects.filter(cargo_line=self.cargo_line_id).aggregate(total=Sum("quantity"))["total"]
        CargoLine.objects.filter(pk=self.cargo_line_id).update(handed_over=total or Decimal(0))
