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
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from wagtail.admin.panels import FieldPanel

from cms_site.core.admin.menu import AdminMenu
from cms_site.core.models import BasePage, DatedMixin
from cms_site.core.models.attachments import documents_of, photographs_of
from delegations import visibility
from delegations.choices import KNOWN_COUNTRIES, Direction, Status, VisitKind
from delegations.facets import status_on
from delegations.facts import FACTS, OPEN_DATA
from delegations.forms import FOLLOWS_ITSELF, NEGATIVE_HEAD_COUNT, SECOND_HEAD, DelegationPageForm
from delegations.models import visit_panels
from delegations.models.register import entry_of, entry_of_another_direction
from delegations.models.related_visits import leads_to_itself, related_entries
from delegations.models.rows import Host, Member, ProgrammeItem, free_headship
from partnerships.menu import FOREIGN_RELATIONS
from partnerships.models.organisations import fetch_rows


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
    admin_menu = AdminMenu(FOREIGN_RELATIONS, _("Delegations"), "group", 5, begin=_("Log a visit"))

    facts_panels = visit_panels.FACTS
    story_panels = [*BasePage.story_panels, FieldPanel("outcome")]
    people_panels = visit_panels.PEOPLE
    documents_panels = visit_panels.DOCUMENTS
    internal_panels = visit_panels.INTERNAL

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

    def withheld_until(self) -> datetime | None:
        return self.held_until

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

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page's context with what is public of the visit now and with the pages it is related to."""
        fetch_rows(self, "organisations__organisation", "members__organisation", "hosts", "programme")
        context = super().get_context(request, *args, **kwargs)
        if not self.visible.released:
            # a place that waits for its time is not one that nobody recorded
            context["facts"] = [fact for fact in context["facts"] if fact.name != "public_place"]
        shown = {"visit": self.visible, "documents": documents_of(self), "gallery": photographs_of(self)}
        return {**context, **shown, **related_entries(self)}

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
        if (entry := entry_of_another_direction(self)) is not None:
            errors["direction"] = _(
                "The visit is number %(entry)s in the register of the other direction. Cancel it and log a new one."
            ) % {"entry": entry}
        if leads_to_itself(self):
            errors["follow_up_of"] = FOLLOWS_ITSELF
        if errors:
            raise ValidationError(errors)

    @transaction.atomic
    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> Any:
        """Save; a visit that is published for the first time gets its number in the register."""
        if update_fields is not None:
            return super().save(*args, update_fields=update_fields, **kwargs)
        free_headship(self)
        self._take_times_from_source()
        result = super().save(*args, **kwargs)
        self._mirror_register()
        return result

    def _take_times_from_source(self) -> None:
        """A translation is never public before its source, whatever an old translation job says about it."""
        if self.is_source:
            return
        sources = DelegationPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
        times = sources.filter(translation_key=self.translation_key).values_list("held_until", "released_at").first()
        if times is not None:
            self.held_until, self.released_at = times

    def _mirror_register(self) -> None:
        """Bring the number from the register, whatever an old revision or a copy says about it."""
        entry = entry_of(self)
        known = (entry.year, entry.number) if entry else (None, None)
        if (self.register_year, self.register_number) != known:
            self.register_year, self.register_number = known
            type(self).objects.filter(pk=self.pk).update(register_year=known[0], register_number=known[1])
