"""Agreements and memoranda, from the first draft to the end of their validity."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.documents import get_document_model_string
from wagtail.models import Page

from cms_site.core.admin.menu import AdminMenu
from cms_site.core.models import BaseIndexPage, BasePage, DatedMixin, dated_facts
from cms_site.core.page_types import Fact
from partnerships import related
from partnerships.menu import FOREIGN_RELATIONS
from partnerships.models.organisations import OrganisationFacet, OrganisationRow, fetch_rows
from partnerships.models.partnerships import PartnershipPage
from partnerships.querysets import AgreementManager


class AgreementKind(models.TextChoices):
    """What sort of document it is."""

    MEMORANDUM = "memorandum", _("Memorandum")
    PARTNERSHIP_AGREEMENT = "partnership_agreement", _("Partnership agreement")
    TRIPARTITE_AID = "tripartite_aid", _("Tripartite aid agreement")
    NETWORK_MEMORANDUM = "network_memorandum", _("Memorandum with a network of cities")
    OTHER = "other", _("Other")


class LegalStep(models.TextChoices):
    """The steps of an agreement on international territorial cooperation, in their order.

    Law of Ukraine 3668-IX of 24 April 2024: the draft goes to the ministry for approval before it is signed. Cabinet
    resolution 357 of 28 March 2025: what is signed is registered. Agreements inside Ukraine, with companies and with
    international organisations are not of this kind and skip the steps.
    """

    DRAFTED = "drafted", _("Drafted")
    SENT_TO_MINISTRY = "sent_to_ministry", _("Sent to the ministry")
    APPROVED = "approved", _("Approved by the ministry")
    SIGNED = "signed", _("Signed")
    REGISTERED = "registered", _("Registered")


class Validity(models.TextChoices):
    """Whether an agreement is in force."""

    NOT_YET = "not_yet", _("Not yet in force")
    IN_FORCE = "in_force", _("In force")
    EXPIRED = "expired", _("Expired")
    UNKNOWN = "unknown", _("Not recorded")


class AgreementIndexPage(BaseIndexPage):
    """The section of agreements."""

    listed_type = "partnerships.Agreement"
    subpage_types = ["partnerships.Agreement"]

    class Meta:
        verbose_name = _("section of agreements")
        verbose_name_plural = _("sections of agreements")


class Agreement(DatedMixin, BasePage):  # type: ignore[misc]
    """A signed document, with its parties and its validity."""

    # Named, because a page of this name would take the word "agreement" from all other pages.
    page_ptr = models.OneToOneField(Page, parent_link=True, related_name="agreement_page", on_delete=models.CASCADE)
    kind = models.CharField(_("kind of agreement"), max_length=30, choices=AgreementKind.choices)
    partner = models.ForeignKey(
        PartnershipPage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("partner"),
        help_text=_("The partnership that the agreement belongs to, if any."),
    )
    valid_from = models.DateField(
        _("valid from"), null=True, blank=True, help_text=_("Leave empty if it is valid from the day it was signed.")
    )
    valid_to = models.DateField(
        _("valid to"), null=True, blank=True, help_text=_("The last day. Leave empty if it is not recorded.")
    )
    remind_on = models.DateField(
        _("remind on"), null=True, blank=True, help_text=_("When to be reminded that the agreement is about to end.")
    )
    renews = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("renews"),
        help_text=_("The earlier agreement that this one continues."),
    )
    scan = models.ForeignKey(
        get_document_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("scan"),
    )
    legal_step = models.CharField(
        _("legal step"),
        max_length=20,
        choices=LegalStep.choices,
        blank=True,
        help_text=_("For agreements on international territorial cooperation; leave empty for all others."),
    )
    registration_number = models.CharField(_("registration number"), max_length=50, blank=True)
    registration_date = models.DateField(_("registered on"), null=True, blank=True)

    facts = (
        Fact("kind", facet=True, column=True),
        *dated_facts(_("Signed")),
        Fact("parties", label=_("Parties"), facet=OrganisationFacet("parties", _("Party")), searched=True),
        Fact("partner", shown=False, facet=True, column=True),
        Fact("valid_from"),
        Fact("valid_to", column=True),
        Fact("in_force", label=_("Validity"), column=True),
        Fact("renews", shown=False),
        Fact("scan", shown=False),
        Fact("legal_step", shown=False, filtered=True),
        Fact("registration_number", shown=False, searched=True),
        Fact("registration_date", shown=False),
        Fact("remind_on", internal=True),
    )
    admin_menu = AdminMenu(FOREIGN_RELATIONS, _("Agreements"), "doc-full-inverse", 20)
    facts_panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("partner")]),
        MultiFieldPanel(DatedMixin.date_panel.children, heading=_("Signed")),
        MultipleChooserPanel("parties", chooser_field_name="organisation", heading=_("Parties"), label=_("Party")),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]), FieldPanel("renews")],
            heading=_("Validity"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("legal_step"),
                FieldRowPanel([FieldPanel("registration_number"), FieldPanel("registration_date")]),
            ],
            heading=_("Legal steps"),
        ),
    ]
    documents_panels = [FieldPanel("scan")]
    internal_panels = [FieldPanel("remind_on")]
    parent_page_types = ["partnerships.AgreementIndexPage"]
    subpage_types: list[str] = []

    objects = AgreementManager()

    class Meta(DatedMixin.Meta):
        abstract = False
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints = [
            *DatedMixin.Meta.constraints,
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="agreement_ends_after_it_begins",
                violation_error_message=_("The agreement would end before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(registration_number="") | Q(registration_date__isnull=False),
                name="agreement_registration_has_a_date",
                violation_error_message=_("A registration number needs the date of the registration."),
            ),
        ]

    def validity_on(self, day: date) -> Validity:
        """Whether the agreement is in force on `day`; unknown where beginning or end is not recorded."""
        begins = self.valid_from or self.start_date
        if self.valid_to and self.valid_to < day:
            return Validity.EXPIRED
        if begins and begins > day:
            return Validity.NOT_YET
        return Validity.IN_FORCE if begins and self.valid_to else Validity.UNKNOWN

    @property
    def in_force(self) -> str:
        """Whether the agreement is in force today, in the reader's words; empty where it is not recorded."""
        validity = self.validity_on(timezone.localdate())
        return "" if validity == Validity.UNKNOWN else str(validity.label)

    def clean(self) -> None:
        """Refuse an end before the beginning, a registration without a date and a chain of renewals without an end."""
        super().clean()
        errors = {}
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            errors["valid_to"] = _("The agreement would end before it begins.")
        if self.registration_number and not self.registration_date:
            errors["registration_date"] = _("A registration number needs the date of the registration.")
        if self.pk and self.pk in self._renewed():
            errors["renews"] = _("An agreement cannot renew itself, nor one that renews it.")
        if errors:
            raise ValidationError(errors)

    def _renewed(self) -> list[int]:
        """The ids of all agreements that this one continues, the nearest first."""
        found: list[int] = []
        earlier = self.renews_id
        while earlier and earlier not in found:
            found.append(earlier)
            earlier = Agreement.objects.filter(pk=earlier).values_list("renews", flat=True).first()
        return found

    def renewal_keys(self) -> models.QuerySet:
        """The translation keys of the agreements that continue this one."""
        renewals = Agreement.objects.filter(renews__translation_key=self.translation_key)
        return renewals.order_by().values_list("translation_key", flat=True).distinct()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page's context with its partner, the agreements before and after it, and what was done under it."""
        fetch_rows(self, "parties__organisation")
        context = super().get_context(request, *args, **kwargs)
        context.update(related.of_agreement(self.translation_key))
        context["partners"] = related.linked(self.partner)
        context["renewed"] = related.linked(self.renews)
        context["renewals"] = related.of_keys(self.renewal_keys())
        return context


class AgreementParty(OrganisationRow):
    """One of the parties to an agreement."""

    page = ParentalKey(Agreement, on_delete=models.CASCADE, related_name="parties")

    class Meta(OrganisationRow.Meta):
        verbose_name = _("party to an agreement")
        verbose_name_plural = _("parties to agreements")
