"""Figures of a year."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms_site.core import figures
from cms_site.core.catalog.models import Entry
from home.blocks.sections import SectionChooserBlock


def figure_choices() -> list[tuple[str, Any]]:
    """All registered figures by name."""
    return [(name, figure.label) for name, figure in figures.registered().items()]


class FiguresBlock(blocks.StructBlock):
    """Computed figures of one year, each with a link to the list it was counted from."""

    heading = blocks.CharBlock(label=_("Heading"), required=False)
    year = blocks.IntegerBlock(label=_("Year"), min_value=1990, max_value=2100)
    figures = blocks.MultipleChoiceBlock(label=_("Figures"), choices=figure_choices)
    section = SectionChooserBlock(label=_("Section"), help_text=_("Where the lists behind the figures are."))

    class Meta:
        label = _("Figures of a year")
        icon = "table"
        template = "blocks/figures_block.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """The figures, computed now, without those that are gone, and the section in the language they are counted in.

        A list in another language has only the pages that are translated.
        """
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        known = figures.registered()
        context["figures"] = figures.for_year([name for name in value["figures"] if name in known], value["year"])
        keys = [value["section"].translation_key] if value["section"] else []
        context["section"] = Entry.objects.in_language(settings.LANGUAGE_CODE, keys).defer("words").first()
        return context
