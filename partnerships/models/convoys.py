"""Humanitarian convoys: what arrived, who received it, what is left."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.models import Page

from cms_site.core.admin.menu import AdminMenu
from cms_site.core.facets import ChoiceFacet
from cms_site.core.models import BaseIndexPage, BasePage, DatedMixin, FactRow, dated_facts
from cms_site.core.page_types import Fact
from partnerships import related
from partnerships.forms import ConvoyPageForm
from partnerships.menu import FOREIGN_RELATIONS
from partnerships.models.agreements import Agreement
from partnerships.models.cargo import CargoKind
from partnerships.models.organisations import OrganisationFacet, OrganisationRow, fetch_rows


class CargoFacet(ChoiceFacet):
    """The kinds of cargo that a convoy brought."""

    def __init__(self) -> None:
        super().__init__("cargo", _("Cargo"), CargoKind.choices)

    def values(self, page: Page) -> set[str]:
        return {line.kind for line in page.cargo_lines.all()}


class ConvoyIndexPage(BaseIndexPage):
    """The section of convoys."""

    listed_type = "partnerships.ConvoyPage"
    subpage_types = ["partnerships.ConvoyPage"]

    class Meta:
        verbose_name = _("section of convoys")
        verbose_name_plural = _("sections of convoys")


class ConvoyPage(DatedMixin, BasePage):  # type: ignore[misc]
    """One convoy and its ledger."""

    agreement = models.ForeignKey(
        Agreement,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("agreement"),
        help_text=_("The agreement under which the convoy came, if any."),
    )
    container_count = models.PositiveIntegerField(
        _("number of containers"),
        null=True,
        blank=True,
        help_text=_("Used when the containers are not listed one by one. Leave empty if it is not recorded."),
    )
    weight_t = models.DecimalField(
        _("total weight as reported, in tonnes"),
        max_digits=9,
        decimal_places=3,
        null=True,
        blank=True,
        help_text=_("Leave empty if it is not recorded."),
    )

    facts = (
        *dated_facts(_("Arrived")),
        Fact("donors", label=_("Donors"), facet=OrganisationFacet("donors", _("Donor")), searched=True),
        Fact("agreement", shown=False, facet=True, column=True),
        Fact("containers_arrived", label=_("Containers"), column=True, reads=("containers",)),
        Fact("container_count", shown=False),
        Fact("weight_t", label=_("Weight as reported, t"), column=True),
        Fact("containers", shown=False),
        Fact("cargo_lines", shown=False, facet=CargoFacet(), searched=True),
    )
    admin_menu = AdminMenu(FOREIGN_RELATIONS, _("Convoys"), "table", 30)
    facts_panels = [
        MultiFieldPanel(DatedMixin.date_panel.children, heading=_("Arrived")),
        FieldPanel("agreement"),
        MultipleChooserPanel("donors", chooser_field_name="organisation", heading=_("Donors"), label=_("Donor")),
        FieldRowPanel([FieldPanel("container_count"), FieldPanel("weight_t")]),
        InlinePanel("containers", heading=_("Containers one by one"), label=_("Container")),
        InlinePanel("cargo_lines", heading=_("Cargo and who received it"), label=_("Cargo line")),
    ]
    base_form_class = ConvoyPageForm
    parent_page_types = ["partnerships.ConvoyIndexPage"]
    subpage_types: list[str] = []
    # Another convoy has a ledger of its own. Besides, Wagtail does not give copied rows of rows a new identity.
    exclude_fields_in_copy = ["containers", "cargo_lines"]

    class Meta(DatedMixin.Meta):
        abstract = False
        verbose_name = _("convoy")
        verbose_name_plural = _("convoys")
        constraints = [
            *DatedMixin.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(weight_t=None) | models.Q(weight_t__gt=0),
                name="convoy_weight_is_positive",
                violation_error_message=_("A weight is more than nothing; leave it empty if it is not recorded."),
            ),
        ]

    @property
    def containers_arrived(self) -> int | None:
        """How many containers arrived: those listed, or else the number recorded; None where neither is."""
        return len(self.containers.all()) or self.container_count

    @property
    def balance(self) -> dict[str, Decimal]:
        """What is left to hand over, by unit, over the cargo lines of which it is known."""
        left: dict[str, Decimal] = {}
        for line in self.cargo_lines.all():
            if line.balance is not None:
                unit = str(line.get_unit_display())
                left[unit] = left.get(unit, Decimal(0)) + line.balance
        return left

    def clean(self) -> None:
        """Refuse cargo lines of which more was handed over than arrived; the form says it at the hand-over itself."""
        super().clean()
        for line in self.cargo_lines.all():
            line.check_balance()

    def copy(self, *args: Any, reset_translation_key: bool = True, **kwargs: Any) -> "ConvoyPage":
        """Copy the page; a translation, which keeps its key, is the same convoy and takes the ledger along."""
        if not reset_translation_key:
            self.exclude_fields_in_copy = []
        return super().copy(*args, reset_translation_key=reset_translation_key, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page's context with the ledger and the agreement."""
        fetch_rows(
            self, "donors__organisation", "cargo_lines__hand_overs__recipient", "cargo_lines__hand_overs__document"
        )
        context = super().get_context(request, *args, **kwargs)
        context["agreements"] = related.linked(self.agreement)
        context["hand_overs"] = [row for line in self.cargo_lines.all() for row in line.hand_overs.all()]
        context["balance"] = self.balance
        return context


class ConvoyDonor(OrganisationRow):
    """Somebody who gave what the convoy brought."""

    page = ParentalKey(ConvoyPage, on_delete=models.CASCADE, related_name="donors")

    class Meta(OrganisationRow.Meta):
        verbose_name = _("donor of a convoy")
        verbose_name_plural = _("donors of convoys")


class Container(FactRow):
    """One container of a convoy."""

    page = ParentalKey(ConvoyPage, on_delete=models.CASCADE, related_name="containers")
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
