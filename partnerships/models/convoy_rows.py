"""The donors and the containers of a convoy."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms_site.core.models import FactRow
from partnerships.models.organisations import OrganisationRow


class ConvoyDonor(OrganisationRow):
    """Somebody who gave what the convoy brought."""

    page = ParentalKey("partnerships.ConvoyPage", on_delete=models.CASCADE, related_name="donors")

    class Meta(OrganisationRow.Meta):
        verbose_name = _("donor of a convoy")
        verbose_name_plural = _("donors of convoys")


class Container(FactRow):
    """One container of a convoy."""

    page = ParentalKey("partnerships.ConvoyPage", on_delete=models.CASCADE, related_name="containers")
    number = models.CharField(_("number of the container"), max_length=50, blank=True)
    weight_kg = models.DecimalField(
        _("weight, kg"), max_digits=9, decimal_places=2, null=True, blank=True, help_text=_("Leave empty if unknown.")
    )

    panels = [FieldRowPanel([FieldPanel("number"), FieldPanel("weight_kg")])]

    class Meta(FactRow.Meta):
        verbose_name = _("container")
        verbose_name_plural = _("containers")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(weight_kg=None) | models.Q(weight_kg__gt=0),
                name="container_weight_is_positive",
                violation_error_message=_("A weight is more than nothing; leave it empty if it is not recorded."),
            ),
        ]

    def __str__(self) -> str:
        return self.number
