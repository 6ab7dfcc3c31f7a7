"""The newest pages of a section."""

from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms_site.core.catalog.models import Entry
from home.blocks.sections import SectionChooserBlock
from home.linked import linked


class NewestBlock(blocks.StructBlock):
    """A number of pages of a section, the newest first, read from the catalogue."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, help_text=_("The title of the section if empty."))
    section = SectionChooserBlock(label=_("Section"))
    number = blocks.IntegerBlock(label=_("How many"), min_value=1, max_value=12, default=3)

    class Meta:
        label = _("Newest pages of a section")
        icon = "list-ul"
        template = "blocks/newest_block.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """The section's entry and its newest pages, in the reader's language; both None where there are none."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        section = next(iter(linked([value["section"]])), None)
        context["section"] = section
        context["entries"] = self._entries(section, value["number"]) if section else None
        return context

    def _entries(self, section: Entry, number: int) -> Any:
        listed = getattr(apps.get_model(section.page_type), "listed_type", "")
        found = Entry.objects.filter(section=section.pk).of_type(listed).valid()
        return found.newest_first().with_pictures()[:number]
