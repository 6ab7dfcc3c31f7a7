"""Humanitarian convoys: what arrived, who received it, what is left."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, MultipleChooserPanel

from cms_site.core.admin.menu import AdminMenu
from cms_site.core.models import BasePage, DatedMixin, dated_facts
from cms_site.core.page_types import Fact, as_text
from partnerships import related
from partnerships.forms import ConvoyPageForm
from partnerships.menu import FOREIGN_RELATIONS
from partnerships.models.agreements import Agreement
from partnerships.models.balances import Balance, keep_handed_over
from partnerships.models.convoy_facets import CargoFacet, HandedOverFacet, RecipientFacet, RecordedFacet
from partnerships.models.ledger import HandOver, Ledger
from partnerships.models.organisations import OrganisationFacet, fetch_rows

# What a container may weigh, in kilograms, before somebody is asked whether that can be right. The heaviest that the
# standard knew for long is 30,480 kg with the container itself (ISO 668); roads carry less.
HEAVY_CONTAINER_KG = Decimal(30_000)


def doubtful_tonnes(kilograms: Decimal | None) -> str:
    """The weight of a container in tonnes, in the language of the reader, if few weigh so much; else empty."""
    if kilograms is None or kilograms <= HEAVY_CONTAINER_KG:
        return ""
    return as_text((kilograms / 1000).quantize(Decimal("0.1")))


class ConvoyStage(models.TextChoices):
    """How far a convoy has come. It follows from the date of arrival and from the ledger."""

    ANNOUNCED = "announced", pgettext_lazy("stage of a convoy", "Announced")
    ARRIVED = "arrived", pgettext_lazy("stage of a convoy", "Arrived")
    HANDING_OVER = "handing_over", pgettext_lazy("stage of a convoy", "Being handed over")
    CLOSED = "closed", pgettext_lazy("stage of a convoy", "Closed")


class ConvoyPage(DatedMixin, BasePage):
    """One convoy and its cargo. The public learns of it when it has arrived; who received what is in its ledger."""

    start_date = models.DateField(
        _("arrived on"),
        null=True,
        blank=True,
        help_text=_("Leave empty until the convoy has arrived: it stays internal."),
    )
    expected_on = models.DateField(
        _("expected on"), null=True, blank=True, help_text=_("Internal: never shown to the public.")
    )
    # Kept beside the page so that lists can sort and filter by it; whatever a draft says, the ledger decides.
    stage = models.CharField(
        _("stage"), max_length=20, choices=ConvoyStage.choices, default=ConvoyStage.ANNOUNCED.value, editable=False
    )
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
        Fact("stage", facet=True, column=True),
        Fact("expected_on", internal=True),
        Fact("donors", label=_("Donors"), facet=OrganisationFacet("donors", _("Donor")), searched=True),
        Fact("agreement", shown=False, facet=True, column=True),
        Fact("containers_arrived", label=_("Containers"), column=True, reads=("containers",)),
        Fact("container_count", shown=False, facet=RecordedFacet("containers", _("Containers"), "containers_arrived")),
        Fact("weight_t", label=_("Weight as reported, t"), column=True),
        Fact("tonnes", label=_("Weight, t"), shown=False, facet=RecordedFacet("weight", _("Weight"), "tonnes")),
        Fact("containers", shown=False),
        Fact("cargo_lines", shown=False, facet=CargoFacet(), searched=True),
        Fact(
            "weighed_cargo_kg",
            label=_("Weighed cargo, kg"),
            shown=False,
            facet=RecordedFacet("weighed_cargo", _("Weighed cargo"), "weighed_cargo_kg"),
        ),
        Fact("handed_over", shown=False, facet=HandedOverFacet(), exported=False, opened=False),
        Fact("recipients", label=_("Recipients"), shown=False, facet=RecipientFacet(), exported=False, opened=False),
    )
    admin_menu = AdminMenu(FOREIGN_RELATIONS, _("Convoys"), "table", 30, begin=_("Add a convoy"))
    facts_panels = [
        MultiFieldPanel(DatedMixin.date_panel.children, heading=_("Arrived")),
        FieldPanel("expected_on"),
        FieldPanel("agreement"),
        MultipleChooserPanel("donors", chooser_field_name="organisation", heading=_("Donors"), label=_("Donor")),
        FieldRowPanel([FieldPanel("container_count"), FieldPanel("weight_t")]),
        InlinePanel("containers", heading=_("Containers one by one"), label=_("Container")),
        InlinePanel("cargo_lines", heading=_("Cargo"), label=_("Cargo line")),
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
    def tonnes(self) -> Decimal | None:
        """The weight in tonnes: as reported, or else of all containers where each was weighed; None if not recorded."""
        if self.weight_t is not None:
            return self.weight_t
        weights = [container.weight_kg for container in self.containers.all()]
        known = [weight for weight in weights if weight is not None]
        return sum(known, Decimal(0)) / 1000 if known and len(known) == len(weights) else None

    @property
    def weighed_cargo_kg(self) -> Decimal | None:
        """The weight of the cargo lines of which quantity and weight are recorded, in kg; None where there is none."""
        lines = [line.weight_kg for line in self.cargo_lines.all() if line.quantity is not None]
        return sum((weight for weight in lines if weight is not None), Decimal(0)) or None

    @property
    def recipients(self) -> list[Any]:
        """The organisations that received something, each once."""
        entries = HandOver.objects.standing().of_convoy(self.translation_key).select_related("recipient")
        return list({entry.recipient_id: entry.recipient for entry in entries}.values())

    @property
    def heaviest_container_kg(self) -> Decimal | None:
        """What the heaviest container weighs, in kilograms: as recorded, or else an equal share of the whole weight."""
        known = [row.weight_kg for row in self.containers.all() if row.weight_kg is not None]
        if self.weight_t is not None and self.containers_arrived:
            known.append(Decimal(self.weight_t) * 1000 / self.containers_arrived)
        return max(known, default=None)

    @property
    def doubtful_weight(self) -> str:
        """A question about a container that would weigh more than 30 t; empty where there is none."""
        weight = doubtful_tonnes(self.heaviest_container_kg)
        if not weight:
            return ""
        return _("A container of %(weight)s t? Few carry more than 30 t. Please check the weight.") % {"weight": weight}

    @classmethod
    def withheld(cls, moment: datetime) -> Q:
        """The convoys that had not arrived at `moment`: where aid is on the road is nobody's business."""
        return Q(start_date=None) | Q(start_date__gt=timezone.localdate(moment))

    @property
    def has_arrived(self) -> bool:
        """Whether the arrival is recorded and not in the future."""
        return self.start_date is not None and self.start_date <= timezone.localdate()

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Answer as if there were no page until the convoy has arrived."""
        if not self.has_arrived:
            raise Http404
        return super().route(request, path_components)

    def stage_now(self) -> ConvoyStage:
        """The stage that date and ledger give."""
        if not self.has_arrived:
            return ConvoyStage.ANNOUNCED
        if Ledger.objects.filter(convoy__translation_key=self.translation_key, closed_on__isnull=False).exists():
            return ConvoyStage.CLOSED
        begun = HandOver.objects.standing().of_convoy(self.translation_key).exists()
        return ConvoyStage.HANDING_OVER if begun else ConvoyStage.ARRIVED

    def clean(self) -> None:
        """Refuse an arrival in the future and cargo of which less arrived than was handed over."""
        super().clean()
        if self.start_date is not None and self.start_date > timezone.localdate():
            raise ValidationError(
                {"start_date": _("An arrival lies in the past. Write the day that is planned under “Expected on”.")}
            )
        handed = HandOver.objects.standing().filter(convoy=self.pk).by_line() if self.pk else {}
        quantities = {line.pk: line.quantity for line in self.cargo_lines.all()}
        for pk, total in handed.items():
            quantity = quantities.get(pk)
            if pk not in quantities or (quantity is not None and quantity < total):
                raise ValidationError(_("More was handed over than the page says has arrived."))

    def with_content_json(self, content: dict[str, Any]) -> "ConvoyPage":
        """The page of a revision, with everything that was handed over since: the ledger stands above drafts."""
        page: ConvoyPage = super().with_content_json(content)
        page.from_revision = True
        if page.keeps_ledger:
            keep_handed_over(page)
        return page

    # Whether the page was made of a revision, which may be older than the ledger.
    from_revision = False

    @property
    def keeps_ledger(self) -> bool:
        """Whether the ledger hangs on this page: it is stored, in the source language and no alias."""
        return bool(self.pk and self.is_source and not self.alias_of_id)

    @transaction.atomic
    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> Any:
        """Save. The ledger waits meanwhile, so that no entry comes between the look at it and the new cargo lines."""
        if update_fields is not None:
            return super().save(*args, update_fields=update_fields, **kwargs)
        if self.keeps_ledger:
            Ledger.objects.of(self, locked=True)
            if self.from_revision:
                keep_handed_over(self)
        self.stage = self.stage_now()
        result = super().save(*args, **kwargs)
        if self.keeps_ledger:
            Ledger.objects.of(self)
        return result

    def copy(self, *args: Any, reset_translation_key: bool = True, **kwargs: Any) -> "ConvoyPage":
        """Copy the page; a translation, which keeps its key, is the same convoy and takes the cargo along."""
        if not reset_translation_key:
            self.exclude_fields_in_copy = []
        return super().copy(*args, reset_translation_key=reset_translation_key, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page's context with the ledger and the agreement."""
        fetch_rows(self, "donors__organisation")
        context = super().get_context(request, *args, **kwargs)
        context["agreements"] = related.linked(self.agreement)
        context["balance"] = Balance.of(self)
        context["ledger"] = Ledger.objects.filter(convoy__translation_key=self.translation_key).first()
        return context
