"""Partner cities and networks."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.images import get_image_model_string

from cms_site.core.admin.menu import AdminMenu
from cms_site.core.models import BaseIndexPage, BasePage, DatedMixin, FactRow, dated_facts
from cms_site.core.page_types import Fact
from cms_site.core.validators import validate_latitude, validate_longitude
from partnerships import stages
from partnerships.choices import HOME, PartnershipKind, Stage
from partnerships.geography import seem_swapped
from partnerships.menu import FOREIGN_RELATIONS
from partnerships.models.organisations import Organisation
from partnerships.partner_facets import OnDayFacet, StageOnDayFacet
from partnerships.partner_form import PartnershipPageForm
from partnerships.partner_map import PartnerMap


class PartnershipIndexPage(BaseIndexPage):
    """The section of partners."""

    listed_type = "partnerships.PartnershipPage"
    subpage_types = ["partnerships.PartnershipPage"]

    class Meta:
        verbose_name = _("section of partnerships")
        verbose_name_plural = _("sections of partnerships")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page's context with the map of the partners that the filters leave."""
        context = super().get_context(request, *args, **kwargs)
        context["map"] = PartnerMap(context["listing"])
        return context


class PartnershipPage(DatedMixin, BasePage):
    """A partner city or a network of cities, and how the partnership came about."""

    start_date = models.DateField(
        _("start of the partnership"), null=True, blank=True, help_text=_("Leave empty if it is not recorded.")
    )
    kind = models.CharField(_("kind of partnership"), max_length=20, choices=PartnershipKind.choices)
    stage = models.CharField(
        _("stage"),
        max_length=20,
        choices=Stage.choices,
        help_text=_("Left empty, it is the last stage of the history."),
    )
    country = CountryField(_("country"), blank=True, help_text=_("A network of cities has none."))
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[validate_latitude],
        help_text=_("Degrees north of the equator, such as 50.9077."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[validate_longitude],
        help_text=_("Degrees east of Greenwich, such as 34.7981."),
    )
    coat_of_arms = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("coat of arms"),
    )
    website = models.URLField(_("website"), blank=True)
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("organisation"),
        help_text=_("The organisation behind a network of cities."),
    )
    notes = models.TextField(_("notes"), blank=True, help_text=_("Internal: never shown to the public."))

    facts = (
        Fact("kind", facet=True, column=True),
        Fact("country", facet=True, column=True, searched=True),
        Fact("stage", facet=True, column=True),
        Fact("on", label=_("On the day"), shown=False, facet=OnDayFacet(), exported=False, opened=False),
        Fact(
            "stage_on", label=_("Stage on the day"), shown=False, facet=StageOnDayFacet(), exported=False, opened=False
        ),
        *dated_facts(_("Start of the partnership")),
        Fact("organisation", searched=True),
        Fact("website", shown=False),
        Fact("latitude", shown=False),
        Fact("longitude", shown=False),
        Fact("coat_of_arms", shown=False),
        Fact("stage_changes", shown=False),
        Fact("areas", shown=False, searched=True),
        Fact("contacts", internal=True),
        Fact("notes", internal=True),
    )
    admin_menu = AdminMenu(FOREIGN_RELATIONS, _("Partnerships"), "group", 10, begin=_("Add a partnership"))
    facts_panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("stage")]),
        FieldRowPanel([FieldPanel("country"), FieldPanel("organisation")]),
        MultiFieldPanel(DatedMixin.date_panel.children, heading=_("Start of the partnership")),
        InlinePanel(
            "stage_changes",
            heading=_("How the partnership came about"),
            label=_("Stage"),
            help_text=_("One line for each stage, in the order in which they were reached."),
        ),
        InlinePanel("areas", heading=_("Areas of cooperation"), label=_("Area")),
        FieldPanel("website"),
        FieldPanel("coat_of_arms"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")])],
            heading=_("Place on the map"),
        ),
    ]
    internal_panels = [
        InlinePanel("contacts", heading=_("Contacts (never published)"), label=_("Contact")),
        FieldPanel("notes"),
    ]
    base_form_class = PartnershipPageForm
    parent_page_types = ["partnerships.PartnershipIndexPage"]
    subpage_types: list[str] = []

    class Meta(DatedMixin.Meta):
        abstract = False
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")
        constraints = [
            *DatedMixin.Meta.constraints,
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None) | Q(latitude__isnull=False, longitude__isnull=False),
                name="partnership_place_is_complete",
                violation_error_message=_("Enter both latitude and longitude, or neither."),
            ),
            models.CheckConstraint(
                condition=Q(latitude=None) | Q(latitude__gte=-90, latitude__lte=90),
                name="partnership_latitude_in_range",
                violation_error_message=_("A latitude lies between -90 and 90 degrees."),
            ),
            models.CheckConstraint(
                condition=Q(longitude=None) | Q(longitude__gte=-180, longitude__lte=180),
                name="partnership_longitude_in_range",
                violation_error_message=_("A longitude lies between -180 and 180 degrees."),
            ),
        ]

    # The form says whether the page is about to be published; without a form it is the live page that counts.
    has_to_be_complete: bool | None = None
    # The form checks the history itself, to say at its lines what is wrong with them.
    history_is_checked = False

    @property
    def history(self) -> list["StageChange"]:
        """The stages of the partnership in the order in which they were reached."""
        return list(self.stage_changes.all())

    def clean(self) -> None:
        """Refuse a place that cannot be that of the partner, and a stage that its history contradicts."""
        super().clean()
        errors = self._wrong_place() | self._wrong_kind()
        if not self.history_is_checked and (message := self._wrong_history()):
            errors["stage"] = message
        if errors:
            raise ValidationError(errors)

    def _wrong_place(self) -> dict[str, Any]:
        """Half a place, one with latitude and longitude exchanged, and any place of a network."""
        if (self.latitude is None) != (self.longitude is None):
            missing = "latitude" if self.latitude is None else "longitude"
            return {missing: _("Enter both latitude and longitude, or neither.")}
        if seem_swapped(self.latitude, self.longitude, str(self.country or "")):
            return {"latitude": _("Latitude and longitude seem to be exchanged: this place is not in Europe.")}
        if self.kind == PartnershipKind.NETWORK and self.latitude is not None:
            return {"latitude": _("A network of cities lies in many places: leave latitude and longitude empty.")}
        return {}

    def _wrong_kind(self) -> dict[str, Any]:
        """A public partner without a country, and a country that does not fit the kind of partnership."""
        complete = self.live if self.has_to_be_complete is None else self.has_to_be_complete
        if complete and self.kind and self.kind != PartnershipKind.NETWORK and not self.country:
            return {"country": _("Choose the country; only a network of cities has none.")}
        if self.kind == PartnershipKind.NETWORK and self.country:
            return {"country": _("A network of cities has no country: leave this empty, or choose another kind.")}
        if self.kind == PartnershipKind.DOMESTIC and self.country and self.country != HOME:
            return {"country": _("A partner in Ukraine lies in Ukraine: choose it, or another kind of partnership.")}
        return {}

    def _wrong_history(self) -> Any:
        """What is wrong with the history as a whole; empty when nothing is."""
        steps = [(change.stage, change.date) for change in self.history]
        if found := stages.problems(steps, timezone.localdate()):
            number, errors = next(iter(found.items()))
            said = {"number": number + 1, "message": next(iter(errors.values()))}
            return _("Line %(number)d of the history: %(message)s") % said
        return stages.disagreement(self.stage, steps)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page's context with everything public that belongs to this partner, in the reader's language."""
        from partnerships.dossier import Dossier

        context = super().get_context(request, *args, **kwargs)
        other_kinds = "country" if self.kind == PartnershipKind.NETWORK else "organisation"
        context["facts"] = [fact for fact in context["facts"] if fact.name != other_kinds]
        context["dossier"] = Dossier(self.translation_key, timezone.localdate(), request.GET)
        return context


class StageChange(DatedMixin, FactRow):
    """One step in the history of a partnership."""

    page = ParentalKey(PartnershipPage, on_delete=models.CASCADE, related_name="stage_changes")
    start_date = models.DateField(
        _("date or first day"), null=True, blank=True, help_text=_("Leave empty if it is not recorded.")
    )
    stage = models.CharField(_("stage"), max_length=20, choices=Stage.choices)
    note = models.CharField(_("note"), max_length=255, blank=True)

    text_columns = ("note",)
    panels = [FieldPanel("stage"), DatedMixin.date_panel, FieldPanel("note")]

    class Meta(FactRow.Meta, DatedMixin.Meta):  # type: ignore[misc]
        abstract = False  # type: ignore[misc]
        verbose_name = _("stage of a partnership")
        verbose_name_plural = _("stages of partnerships")

    def __str__(self) -> str:
        return str(self.get_stage_display())


class CooperationArea(FactRow):
    """A field in which the partners work together."""

    page = ParentalKey(PartnershipPage, on_delete=models.CASCADE, related_name="areas")
    text = models.CharField(_("area"), max_length=255)

    text_columns = ("text",)
    panels = [FieldPanel("text")]

    class Meta(FactRow.Meta):
        verbose_name = _("area of cooperation")
        verbose_name_plural = _("areas of cooperation")

    def __str__(self) -> str:
        return self.text


class Contact(FactRow):
    """A person at the partner's; for the department alone."""

    page = ParentalKey(PartnershipPage, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(_("name"), max_length=255)
    post = models.CharField(_("post"), max_length=255, blank=True)
    email = models.EmailField(_("email"), blank=True)
    phone = models.CharField(_("telephone"), max_length=50, blank=True)
    note = models.CharField(_("note"), max_length=255, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("post")]),
        FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
        FieldPanel("note"),
    ]

    class Meta(FactRow.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self) -> str:
        return self.name
