"""Everybody the city deals with: embassies, charities, companies, networks."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Page
from wagtail.search import index

from cms_site.core.facets import RecordFacet
from cms_site.core.models import FactRow, FurtherName, LocalName, NamedRecord
from cms_site.core.spelling import name_key
from partnerships.organisation_forms import OrganisationForm


class OrganisationKind(models.TextChoices):
    """What sort of organisation it is."""

    EMBASSY = "embassy", _("Embassy")
    CONSULATE = "consulate", _("Consulate")
    AUTHORITY = "authority", _("Public authority")
    INTERNATIONAL = "international", _("International organisation")
    NETWORK = "network", _("Network of cities")
    CHARITY = "charity", _("Charity")
    COMPANY = "company", _("Company")
    OTHER = "other", _("Other")


class Organisation(index.Indexed, NamedRecord):
    """An organisation, recorded once and chosen wherever it takes part."""

    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind.choices, default=OrganisationKind.OTHER)
    country = CountryField(_("country"), blank=True, help_text=_("Leave empty if the country is not recorded."))
    website = models.URLField(_("website"), blank=True)
    # 0 for the only one of its name; those that an editor knows to be others of the same name are counted.
    namesake = models.PositiveSmallIntegerField(default=0, editable=False)

    spellings = ("names", "other_names")
    # Set for a record that is known to be another one, whatever it is called.
    is_another = False

    panels = [
        FieldPanel("name"),
        FieldPanel("is_another"),
        InlinePanel("names", heading=_("Names in other languages"), label=_("Name")),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("country")]),
        FieldPanel("website"),
        InlinePanel(
            "other_names",
            heading=_("Other spellings and former names"),
            label=_("Name"),
            help_text=_("Editors find the organisation by them; readers do not see them."),
        ),
    ]
    base_form_class = OrganisationForm
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.RelatedFields("names", [index.SearchField("name"), index.AutocompleteField("name")]),
        index.FilterField("kind"),
        index.FilterField("country"),
    ]

    class Meta(NamedRecord.Meta):
        abstract = False
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [models.UniqueConstraint(fields=["name_key", "namesake"], name="organisation_name_once")]
        indexes = [models.Index("name_key", name="organisation_name_key")]

    def same_named(self) -> Any:
        """The organisations that have this name in any language; none for one that is known to be another.

        One that keeps its name is not asked again.
        """
        others = Organisation.objects.exclude(pk=self.pk)
        kept = self.pk and Organisation.objects.filter(pk=self.pk, name_key=name_key(self.name)).exists()
        return others.none() if self.is_another or kept else others.spelled([self.name])

    def clean(self) -> None:
        """Refuse a name that another organisation has, unless this is known to be another one."""
        super().clean()
        if self.is_another:
            self._count_namesakes()

    def take_over(self, other: "Organisation") -> None:
        """Keep what `other` is called, and what is recorded of it alone; call it before `other` is deleted."""
        called = {self.name, *(row.name for row in [*self.names.all(), *self.other_names.all()])}
        languages = {row.locale_id for row in self.names.all()}
        for row in other.names.all():
            if row.locale_id not in languages:
                self.names.add(OrganisationName(locale=row.locale, name=row.name))
                called.add(row.name)
        names = [other.name, *(row.name for row in [*other.names.all(), *other.other_names.all()])]
        for name in dict.fromkeys(names):
            if name not in called:
                self.other_names.add(OrganisationOtherName(name=name))
        self.country = self.country or other.country
        self.website = self.website or other.website
        self.save()

    def _count_namesakes(self) -> None:
        same = Organisation.objects.filter(name_key=name_key(self.name)).exclude(pk=self.pk)
        taken = set(same.values_list("namesake", flat=True))
        if self.namesake in taken:
            self.namesake = max(taken) + 1

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the names; search takes the record up again, because it did so before they were stored."""
        if self.is_another:
            self._count_namesakes()
        super().save(*args, **kwargs)
        index.insert_or_update_object(self)


class OrganisationName(LocalName):
    """The name of an organisation in one more language."""

    record = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="names")

    panels = [FieldRowPanel([FieldPanel("locale"), FieldPanel("name")])]

    class Meta(LocalName.Meta):
        abstract = False
        verbose_name = _("name in another language")
        verbose_name_plural = _("names in other languages")


class OrganisationOtherName(FurtherName):
    """What an organisation is or was called besides: another spelling, a former name."""

    record = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="other_names")

    panels = [FieldPanel("name")]

    class Meta(FurtherName.Meta):
        abstract = False
        verbose_name = _("other name")
        verbose_name_plural = _("other names")


class OrganisationRow(FactRow):
    """An organisation that takes part in what a page tells; it cannot be deleted while it does."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )

    panels = [FieldPanel("organisation")]

    class Meta(FactRow.Meta):
        abstract = True

    def __str__(self) -> str:
        return str(self.organisation)


class OrganisationFacet(RecordFacet):
    """Organisations that a page names in rows."""

    def __init__(self, name: str, label: Any) -> None:
        super().__init__(name, label, Organisation)

    def values(self, page: Page) -> set[str]:
        return {str(row.organisation_id) for row in getattr(page, self.name).all()}


def fetch_rows(page: Page, *lookups: str) -> None:
    """Fetch the rows of `page` and what they name, such as "parties__organisation", in a constant number of queries.

    A page that is not stored yet, as in a preview, has nothing to fetch.
    """
    if page.pk:
        models.prefetch_related_objects([page], *lookups)
