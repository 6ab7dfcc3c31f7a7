"""Agreements and memoranda, from the first draft to the end of their validity."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.documents import get_document_model_string
from wagtail.models import Page

from cms_site.core.admin.menu import AdminMenu
from cms_site.core.dates import PartialDate
from cms_site.core.file_contents import contents_fit, extension_of
from cms_site.core.models import BaseIndexPage, BasePage, DatedMixin
from partnerships import chain, legal_steps, related, validity
from partnerships.agreement_facts import FACTS, OPEN_DATA
from partnerships.agreement_kinds import AgreementKind
from partnerships.forms import AgreementPageForm
from partnerships.legal_steps import DatedStep
from partnerships.menu import FOREIGN_RELATIONS
from partnerships.models.organisations import OrganisationRow, fetch_rows
from partnerships.models.partnerships import PartnershipPage
from partnerships.querysets import AgreementManager
from partnerships.validity import Validity

SCAN_TYPES = {"docx", "odt", "pdf", "rtf"}
WITHOUT_END = _("An agreement that is valid without end has no last day.")
NO_SCAN = _("This is not a document that can be read: choose a PDF, DOCX, ODT or RTF file.")
STEPS_HELP = _(
    "For an agreement with a community abroad alone: its draft is approved by the ministry before it is signed, and "
    "then it is registered. Choose the partner first; leave all this empty for any other agreement."
)


def in_order(earlier: str, later: str) -> Q:
    """That one date is not after another, where both are recorded."""
    return Q(**{earlier: None}) | Q(**{later: None}) | Q(**{f"{later}__gte": F(earlier)})


class AgreementIndexPage(BaseIndexPage):
    """The section of agreements."""

    listed_type = "partnerships.Agreement"
    subpage_types = ["partnerships.Agreement"]

    class Meta:
        verbose_name = _("section of agreements")
        verbose_name_plural = _("sections of agreements")


class Agreement(DatedMixin, BasePage):
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
    without_end = models.BooleanField(
        _("valid without end"), default=False, help_text=_("If the document says so; “valid to” is empty then.")
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
    # The same for an agreement and all that renew it, in every language, so that a chain is one question.
    chain = models.UUIDField(null=True, editable=False, db_index=True)
    scan = models.ForeignKey(
        get_document_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("scan"),
    )
    drafted_on = models.DateField(_("drafted on"), null=True, blank=True)
    sent_on = models.DateField(_("sent to the ministry on"), null=True, blank=True)
    approved_on = models.DateField(_("approved by the ministry on"), null=True, blank=True)
    registration_number = models.CharField(_("registration number"), max_length=50, blank=True)
    registration_date = models.DateField(_("registered on"), null=True, blank=True)

    facts = FACTS
    open_data = OPEN_DATA
    admin_menu = AdminMenu(FOREIGN_RELATIONS, _("Agreements"), "doc-full-inverse", 20, begin=_("Add an agreement"))
    facts_panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("partner")]),
        MultiFieldPanel(DatedMixin.date_panel.children, heading=_("Signed")),
        MultipleChooserPanel("parties", chooser_field_name="organisation", heading=_("Parties"), label=_("Party")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
                FieldPanel("without_end"),
                FieldPanel("renews"),
            ],
            heading=_("Validity"),
        ),
        MultiFieldPanel(
            [
                HelpPanel(content=STEPS_HELP),
                FieldRowPanel([FieldPanel("drafted_on"), FieldPanel("sent_on"), FieldPanel("approved_on")]),
                FieldRowPanel([FieldPanel("registration_date"), FieldPanel("registration_number")]),
            ],
            heading=_("Legal steps"),
        ),
    ]
    documents_panels = [FieldPanel("scan")]
    base_form_class = AgreementPageForm
    parent_page_types = ["partnerships.AgreementIndexPage"]
    subpage_types: list[str] = []

    objects = AgreementManager()  # type: ignore[misc]

    class Meta(DatedMixin.Meta):
        abstract = False
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        indexes = [
            # what ends soon, ends in a year or is in force: reminders, figures, the validity of the list
            models.Index("valid_to", name="agreement_end"),
        ]
        constraints = [
            *DatedMixin.Meta.constraints,
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="agreement_ends_after_it_begins",
                violation_error_message=_("The agreement would end before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(without_end=False),
                name="agreement_without_end_has_no_last_day",
                violation_error_message=WITHOUT_END,
            ),
            models.CheckConstraint(
                condition=Q(registration_number="", registration_date=None)
                | ~Q(registration_number="") & Q(registration_date__isnull=False),
                name="agreement_registration_has_a_date",
                violation_error_message=_("A registration number needs the date of the registration."),
            ),
            models.CheckConstraint(
                condition=in_order("drafted_on", "sent_on")
                & in_order("sent_on", "approved_on")
                & in_order("approved_on", "registration_date"),
                name="agreement_steps_in_order",
                violation_error_message=_("The legal steps are not in their order."),
            ),
        ]

    # The form says whether the page is about to be published; without a form it is the live page that counts.
    has_to_be_complete: bool | None = None

    def validity_on(self, day: date) -> Validity:
        """Whether the agreement is in force on `day`; unknown where signing or end is not recorded."""
        return validity.validity_on(self, day)

    @property
    def validity(self) -> Validity:
        """Whether the agreement is in force today."""
        return self.validity_on(timezone.localdate())

    def get_validity_display(self) -> str:
        """The validity in the reader's words; empty where it is not recorded."""
        return "" if self.validity == Validity.UNKNOWN else str(self.validity.label)

    @property
    def partner_country(self) -> Any:
        """The country of the partner; None where there is no partner or no country."""
        return (self.partner and self.partner.country) or None

    @property
    def legal_steps(self) -> list[DatedStep]:
        """The legal steps taken so far, each with its date."""
        return legal_steps.history(self, timezone.localdate())

    @property
    def legal_step(self) -> str:
        """The last legal step taken, in the reader's words; empty where there are none."""
        return next((step.label for step in reversed(self.legal_steps)), "")

    @property
    def step_due(self) -> str:
        """The next legal step and the last day for it; it says so when that day is past."""
        today = timezone.localdate()
        following = legal_steps.next_step(self, today)
        if following is None:
            return ""
        step, due = following
        text = _("%(step)s: overdue since %(day)s") if due < today else _("%(step)s: by %(day)s")
        return text % {"step": step.label, "day": PartialDate(due)}

    def clean(self) -> None:
        """Refuse, at the field, dates that contradict each other, legal steps out of order, and a scan that is none."""
        super().clean()
        today = timezone.localdate()
        errors: dict[str, Any] = {
            **self._wrong_dates(today),
            **chain.problems(self),
            **legal_steps.problems(self, today),
        }
        if self.scan and not (extension_of(self.scan.filename) in SCAN_TYPES and contents_fit(self.scan.file)):
            errors["scan"] = NO_SCAN
        if errors:
            raise ValidationError(errors)

    def _wrong_dates(self, today: date) -> dict[str, Any]:
        errors = {}
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            errors["valid_to"] = _("The agreement would end before it begins.")
        if self.valid_to and self.without_end:
            errors["without_end"] = WITHOUT_END
        published_on = max(today, timezone.localdate(self.go_live_at)) if self.go_live_at else today
        complete = self.live if self.has_to_be_complete is None else self.has_to_be_complete
        if complete and self.date is not None and self.date.first_day() > published_on:
            errors["start_date"] = _("This day is yet to come. Save a draft, and publish it when it has been signed.")
        return errors

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> Any:
        """Save; the agreement and all that renew it belong to the chain of the one that it renews."""
        if update_fields is not None:
            return super().save(*args, update_fields=update_fields, **kwargs)
        self.chain = chain.key_of(self)
        result = super().save(*args, **kwargs)
        chain.carry_on(self)
        return result

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page's context with its partner, the agreements before and after it, and what was done under it."""
        fetch_rows(self, "parties__organisation")
        context = super().get_context(request, *args, **kwargs)
        context.update(related.of_agreement(self.translation_key))
        context["partners"] = related.linked(self.partner)
        context["chain"] = chain.links(self)
        # Of the two ways to say when it ends, the one that is used.
        unused = "valid_to" if self.without_end else "without_end"
        context["facts"] = [fact for fact in context["facts"] if fact.name != unused]
        return context


class AgreementParty(OrganisationRow):
    """One of the parties to an agreement."""

    page = ParentalKey(Agreement, on_delete=models.CASCADE, related_name="parties")

    class Meta(OrganisationRow.Meta):
        verbose_name = _("party to an agreement")
        verbose_name_plural = _("parties to agreements")
