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
from cms_site.core.models import FactRow, LocalName, NamedRecord


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

    panels = [
        FieldPanel("name"),
        InlinePanel("names", heading=_("Names in other languages"), label=_("Name")),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("country")]),
        FieldPanel("website"),
    ]
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

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the names; search takes the record up again, because it did so before they were stored."""
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
