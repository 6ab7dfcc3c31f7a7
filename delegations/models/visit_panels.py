"""The form of a visit: what is asked for in which group and order."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, MultipleChooserPanel, Panel

from cms_site.core.admin.widgets import CountryPicker
from cms_site.core.models.attachments import documents_panel, gallery_panel

FACTS: list[Panel] = [
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
PEOPLE: list[Panel] = [
    InlinePanel("members", heading=_("Delegation"), label=_("Person")),
    MultipleChooserPanel("organisations", "organisation", heading=_("Organisations"), label=_("Organisation")),
    InlinePanel("hosts", heading=_("Hosts"), label=_("Host")),
]
DOCUMENTS: list[Panel] = [
    MultipleChooserPanel("signed_agreements", "agreement", heading=_("Agreements signed"), label=_("Agreement")),
    MultipleChooserPanel("outcome_pages", "related", heading=_("News and other pages"), label=_("Page")),
    FieldPanel("follow_up_of"),
    documents_panel(),
    gallery_panel(),
]
INTERNAL: list[Panel] = [
    FieldRowPanel([FieldPanel("released_at"), FieldPanel("held_until")]),
    InlinePanel("programme", heading=_("Programme"), label=_("Point of the programme")),
    MultiFieldPanel([FieldPanel("cancelled"), FieldPanel("cancellation_reason")], heading=_("Cancellation")),
    FieldPanel("notes"),
]
