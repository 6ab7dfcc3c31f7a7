"""One visit of a delegation."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_countries import countries
from django_countries.fields import CountryField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, MultipleChooserPanel

from cms_site.core.admin.menu import AdminMenu
from cms_site.core.admin.widgets import CountryPicker
from cms_site.core.catalog.models import Entry
from cms_site.core.models import BasePage, DatedMixin
from cms_site.core.models.attachments import documents_of, documents_panel, gallery_panel, photographs_of
from delegations import visibility
from delegations.choices import Direction, Status, VisitKind
from delegations.facets import status_on
from delegations.facts import FACTS, OPEN_DATA
from delegations.forms import FOLLOWS_ITSELF, NEGATIVE_HEAD_COUNT, SECOND_HEAD, DelegationPageForm
from delegations.models.register import RegisterEntry
from delegations.models.rows import Host, Member, ProgrammeItem
from partnerships.menu import FOREIGN_RELATIONS
from partnerships.models.organisations import fetch_rows

_CODE = f"({'|'.join(sorted(dict(countries)))})"
# The codes of ISO 3166-1, apart by commas: the database refuses a country that there is not, as the form does.
KNOWN_COUNTRIES = f"^{_CODE}(,{_CODE})*$"


class DelegationPage(DatedMixin, BasePage):
    """A visit to the city or from it: who, when, where, what for and what came of it.

    What of it the public may see at a moment, `delegations.visibility` decides; templates, search words and everything
    else that leaves the editing interface read `visible`.
    """

    register_year = models.PositiveSmallIntegerField(_("year of the register"), null=True, editable=False)
    register_number = models.PositiveIntegerField(_("register number"), null=True, editable=False)
    direction = models.CharField(_("direction"), max_length=10, choices=Direction.choices)
    countries = CountryField(
        verbose_name=_("countries"),
        multiple=True,
        blank=True,
        max_length=300,
        help_text=_("Where the guests come from, or where the delegation goes."),
    )
    place = models.CharField(
        _("place"),
        max_length=255,
        blank=True,
        help_text=_("Where the delegation goes or where the visit takes place. Internal until the release time."),
    )
    partner = models.ForeignKey(
        "partnerships.PartnershipPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("partner"),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=VisitKind.choices)
    official = models.BooleanField(
        _("official delegation"), default=False, help_text=_("Counts in the yearly number of official delegations.")
    )
    purpose = models.TextField(_("purpose"), blank=True)
    head_count = models.PositiveIntegerField(
        _("number of people"),
        null=True,
        blank=True,
        validators=[MinValueValidator(0, NEGATIVE_HEAD_COUNT)],
        help_text=_("All who travelled, the head included. Leave empty if it is not recorded."),
    )
    outcome = models.TextField(_("outcome"), blank=True, help_text=_("What came of the visit."))
    cancelled = models.BooleanField(_("cancelled"), default=False)
    cancellation_reason = models.TextField(
        _("reason for cancelling"), blank=True, help_text=_("Internal. Say it to readers in the text if they may know.")
    )
    released_at = models.DateTimeField(
        _("release time"),
        null=True,
        blank=True,
        help_text=_("When place and programme become public. Left empty: when the visit is over."),
    )
    held_until = models.DateTimeField(
        _("held back until"),
        null=True,
        blank=True,
        help_text=_("Until then the public does not learn that there is a visit, even when it is published."),
    )
    notes = models.TextField(_("notes"), blank=True, help_text=_("Internal: never shown to the public."))
    follow_up_of = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("follow-up of"),
        help_text=_("The earlier visit that led to this one."),
    )

    facts = FACTS
    open_data = OPEN_DATA
    admin_menu = AdminMenu(FOREIGN_RELATIONS, _("Delegations"), "group", 100)

    facts_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel(name) for name in ("direction", "start_date", "end_date", "date_precision")]),
                FieldRowPanel([FieldPanel("countries", widget=CountryPicker), FieldPanel("place")]),
                FieldRowPanel([FieldPanel(name) for name in ("partner", "kind", "official")]),
                FieldRowPanel([FieldPanel("purpose"), FieldPanel("head_count")]),
            ],
            classname="compact-panel",
            attrs={"aria-label": _("Visit")},
        ),
    ]
    story_panels = [*BasePage.story_panels, FieldPanel("outcome")]
    people_panels = [
        InlinePanel("members", heading=_("Delegation"), label=_("Person")),
        MultipleChooserPanel("organisations", "organisation", heading=_("Organisations"), label=_("Organisation")),
        InlinePanel("hosts", heading=_("Hosts"), label=_("Host")),
    ]
    documents_panels = [
        MultipleChooserPanel("signed_agreements", "agreement", heading=_("Agreements signed"), label=_("Agreement")),
        MultipleChooserPanel("outcome_pages", "related", heading=_("News and other pages"), label=_("Page")),
        FieldPanel("follow_up_of"),
        documents_panel(),
        gallery_panel(),
    ]
    internal_panels = [
        FieldRowPanel([FieldPanel("released_at"), FieldPanel("held_until")]),
        InlinePanel("programme", heading=_("Programme"), label=_("Point of the programme")),
        MultiFieldPanel([FieldPanel("cancelled"), FieldPanel("cancellation_reason")], heading=_("Cancellation")),
        FieldPanel("notes"),
    ]

    base_form_class = DelegationPageForm
    parent_page_types = ["delegations.DelegationIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    # A past release time on a copy would show the place of the next visit before it begins.
    exclude_fields_in_copy = ["register_year", "register_number", "released_at"]

    class Meta(DatedMixin.Meta):
        abstract = False
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        constraints = [
            *DatedMixin.Meta.constraints,
            models.CheckConstraint(
                condition=Q(cancelled=False) | ~Q(cancellation_reason=""),
                name="delegation_cancelled_with_reason",
                violation_error_message=_("Say why the visit was cancelled."),
            ),
            models.CheckConstraint(
                condition=Q(countries="") | Q(countries__regex=KNOWN_COUNTRIES),
                name="delegation_country_codes",
                violation_error_message=_("Countries are stored by their two-letter codes."),
            ),
            models.CheckConstraint(
                condition=Q(follow_up_of=None) | ~Q(follow_up_of=F("page_ptr")),
                name="delegation_follows_another",
                violation_error_message=FOLLOWS_ITSELF,
            ),
        ]

    @classmethod
    def withheld(cls, moment: datetime) -> Q:
        """The visits that are held back at `moment`."""
        return visibility.held(moment)

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Answer as if there were no page as long as the visit is held back, to everybody."""
        if visibility.is_held(self, timezone.now()):
            raise Http404
        return super().route(request, path_components)

    @property
    def status(self) -> Status:
        """Where the visit stands today."""
        return status_on(timezone.localdate(), self.date, cancelled=self.cancelled)

    def get_status_display(self) -> str:
        """`status` in words."""
        return str(self.status.label)

    @property
    def register(self) -> str:
        """The entry in the register as "number/year"; empty before the first publication."""
        return f"{self.register_number}/{self.register_year}" if self.register_number else ""

    @property
    def logged_by(self) -> str:
        """The name of whoever entered the visit; empty for what a loader made."""
        return (self.owner.get_full_name() or self.owner.get_username()) if self.owner else ""

    @cached_property
    def visible(self) -> visibility.PublicVisit:
        """What the public may know of the visit now."""
        return visibility.public_at(self, timezone.now())

    @property
    def public_place(self) -> str:
        """The place, once it is released."""
        return self.visible.place

    @property
    def public_members(self) -> list[Member]:
        """Those who travelled and whom the public page names."""
        return self.visible.members

    @property
    def public_hosts(self) -> list[Host]:
        """Those who received the delegation and whom the public page names."""
        return self.visible.hosts

    @property
    def public_points(self) -> list[ProgrammeItem]:
        """The programme, once it is released."""
        return self.visible.programme

    @property
    def public_people(self) -> list[str]:
        """Names and posts of everybody whom the public page names."""
        return [text for person in [*self.visible.members, *self.visible.hosts] for text in (person.name, person.post)]

    @property
    def public_programme(self) -> list[str]:
        """The points of the programme, once they are released."""
        return [text for item in self.visible.programme for text in (item.item, item.place)]

    def related_entries(self) -> dict[str, list[Entry]]:
        """The public pages that belong to the visit, in the reader's language or else in the source one.

        Its partner, the agreements it signed, what tells of its outcome, the visits before and after it.
        """
        follows = Entry.objects.filter(facets__name="follow_up_of", facets__value=str(self.translation_key))
        keys = {
            "partner_entries": [self.partner.translation_key] if self.partner else [],
            "agreement_entries": [
                row.agreement.translation_key for row in self.signed_agreements.select_related("agreement")
            ],
            "outcome_entries": [row.related.translation_key for row in self.outcome_pages.select_related("related")],
            "earlier_entries": [self.follow_up_of.translation_key] if self.follow_up_of else [],
            "later_entries": list(
                follows.order_by("sort_date", "translation_key").values_list("translation_key", flat=True).distinct()
            ),
        }
        found = Entry.objects.for_reader(get_language(), [key for some in keys.values() for key in some])
        return {name: [found[key] for key in some if key in found] for name, some in keys.items()}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page's context with what is public of the visit now and with the pages it is related to."""
        fetch_rows(self, "organisations__organisation", "members__organisation", "hosts", "programme")
        context = super().get_context(request, *args, **kwargs)
        if not self.visible.released:
            # a place that waits for its time is not one that nobody recorded
            context["facts"] = [fact for fact in context["facts"] if fact.name != "public_place"]
        shown = {"visit": self.visible, "documents": documents_of(self), "gallery": photographs_of(self)}
        return {**context, **shown, **self.related_entries()}

    def clean(self) -> None:
        """Refuse a cancellation without a reason, a second head and a change of the register that holds the visit."""
        errors: dict[str, Any] = {}
        try:
            super().clean()
        except ValidationError as error:
            errors = error.update_error_dict({})
        if self.cancelled and not self.cancellation_reason.strip():
            errors["cancellation_reason"] = _("Say why the visit was cancelled.")
        if sum(member.is_head for member in self.members.all()) > 1:
            errors["members"] = SECOND_HEAD
        if (entry := self._entry_of_another_direction()) is not None:
            errors["direction"] = _(
                "The visit is number %(entry)s in the register of the other direction. Cancel it and log a new one."
            ) % {"entry": entry}
        if self._leads_to_itself():
            errors["follow_up_of"] = FOLLOWS_ITSELF
        if errors:
            raise ValidationError(errors)

    @transaction.atomic
    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> Any:
        """Save; a visit that is published for the first time gets its number in the register."""
        if update_fields is not None:
            return super().save(*args, update_fields=update_fields, **kwargs)
        self._free_headship()
        self._take_times_from_source()
        result = super().save(*args, **kwargs)
        self._mirror_register()
        return result

    def _entry_of_another_direction(self) -> RegisterEntry | None:
        if not self.pk or not self.direction:
            return None
        entered = RegisterEntry.objects.filter(translation_key=self.translation_key)
        return entered.exclude(direction=self.direction).first()

    def _leads_to_itself(self) -> bool:
        """Whether the visits that led to this one include it."""
        seen, earlier = {self.pk}, self.follow_up_of_id
        while self.pk and earlier is not None and earlier not in seen:
            seen.add(earlier)
            earlier = DelegationPage.objects.filter(pk=earlier).values_list("follow_up_of", flat=True).first()
        return bool(self.pk) and earlier == self.pk

    def _take_times_from_source(self) -> None:
        """A translation is never public before its source, whatever an old translation job says about it."""
        if self.is_source:
            return
        sources = DelegationPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
        times = sources.filter(translation_key=self.translation_key).values_list("held_until", "released_at").first()
        if times is not None:
            self.held_until, self.released_at = times

    def _free_headship(self) -> None:
        """Rows are stored one by one: the old head must go before the new one comes."""
        heads = [member.pk for member in self.members.all() if member.is_head and member.pk]
        Member.objects.filter(page=self.pk, is_head=True).exclude(pk__in=heads).update(is_head=False)

    def _mirror_register(self) -> None:
        """Bring the number from the register, whatever an old revision or a copy says about it."""
        entry = RegisterEntry.objects.filter(translation_key=self.translation_key).first()
        if entry is None and self.live and self.is_source and not self.alias_of_id and self.date and self.direction:
            entry = RegisterEntry.objects.enter(self.translation_key, year=self.date.year, direction=self.direction)
        known = (entry.year, entry.number) if entry else (None, None)
        if (self.register_year, self.register_number) != known:
            self.register_year, self.register_number = known
            type(self).objects.filter(pk=self.pk).update(register_year=known[0], register_number=known[1])
