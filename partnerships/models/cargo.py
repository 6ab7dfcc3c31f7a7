"""What a convoy brought, line by line."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms_site.core.models import FactRow
from cms_site.core.page_types import as_text


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


COUNTED = {
    Unit.PIECE: ngettext_lazy("%(amount)s piece", "%(amount)s pieces", "number"),
    Unit.BOX: ngettext_lazy("%(amount)s box", "%(amount)s boxes", "number"),
    Unit.PALLET: ngettext_lazy("%(amount)s pallet", "%(amount)s pallets", "number"),
    Unit.SET: ngettext_lazy("%(amount)s set", "%(amount)s sets", "number"),
    Unit.KILOGRAM: ngettext_lazy("%(amount)s kg", "%(amount)s kg", "number"),
    Unit.LITRE: ngettext_lazy("%(amount)s litre", "%(amount)s litres", "number"),
}


def counted(quantity: Decimal, unit: str) -> str:
    """A quantity with its unit in the right form of the reader's language: "1 box", "2.5 boxes"; empty unit, no word.

    Fractions take the form that two takes.
    """
    amount = as_text(quantity)
    if unit not in COUNTED:
        return amount
    number = int(quantity) if quantity == int(quantity) else 2
    return str(COUNTED[Unit(unit)] % {"number": number, "amount": amount})


class CargoLine(FactRow):
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

    text_columns = ("description",)
    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("description")]),
        FieldRowPanel([FieldPanel("quantity"), FieldPanel("unit"), FieldPanel("weight_kg")]),
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
        ]

    def __str__(self) -> str:
        return ": ".join(text for text in [str(self.get_kind_display()), self.description] if text)

    def clean(self) -> None:
        """Refuse a quantity without a unit."""
        super().clean()
        if self.quantity is not None and not self.unit:
            raise ValidationError({"unit": _("Choose the unit that the quantity is counted in.")})
