from django.db import models
from django_countries.fields import CountryField
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel

from cms_site.core.admin.menu import AdminMenu, MenuGroup
from cms_site.core.models import BaseIndexPage, BasePage, DatedMixin, FactRow, dated_facts
from cms_site.core.open_data import OpenData
from cms_site.core.page_types import Fact

GROUP = MenuGroup("test-department", "Test department", "site", 900)


class TreePage(DatedMixin, BasePage):
    """A tree in the city park."""

    species = models.CharField("species", max_length=20, choices=[("oak", "Oak"), ("lime", "Lime")])
    height = models.PositiveIntegerField("height in metres", null=True, blank=True)
    origin = CountryField("origin", multiple=True, blank=True)
    legend = models.CharField("legend", max_length=100, blank=True)
    keeper_phone = models.CharField("keeper's telephone", max_length=20, blank=True)
    neighbour = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    facts = (
        *dated_facts("Planted"),
        Fact("species", facet=True, column=True, searched=True),
        Fact("origin", facet=True, filtered=True),
        Fact("height", column=True, unit="m", meaning="Measured in spring."),
        Fact("legend", neutral=False, searched=True),
        Fact("keeper_phone", internal=True, facet=True, searched=True),
        Fact("neighbour", facet=True),
        Fact("nests", shown=False),
    )
    admin_menu = AdminMenu(GROUP, "Trees", "image")
    open_data = OpenData("trees", "Trees", "The trees of the park.")
    facts_panels = [
        DatedMixin.date_panel,
        *(FieldPanel(name) for name in ["species", "height", "origin", "legend", "keeper_phone", "neighbour"]),
        InlinePanel("nests"),
    ]
    parent_page_types = ["testapp.ParkPage"]

    class Meta(DatedMixin.Meta):
        abstract = False


class Nest(FactRow):
    page = ParentalKey(TreePage, on_delete=models.CASCADE, related_name="nests")
    bird = models.CharField(max_length=50, blank=True)
    eggs = models.PositiveIntegerField(default=0)

    text_columns = ("bird",)


class ParkPage(BaseIndexPage):
    """The park, which lists its trees."""

    listed_type = "testapp.TreePage"
    max_count_per_parent = None
    template = "testapp/park_page.html"


class PlainPage(BasePage):
    """A page of no section, to build trees of."""
