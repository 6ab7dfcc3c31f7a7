"""Figures of a year."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms_site.core import figures
from home.blocks.sections import SectionChooserBlock
from home.linked import linked


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
        """The figures, computed now, and the entry of the section; a figure that is gone is left out."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        known = figures.registered()
        context["figures"] = figures.for_year([name for name in value["figures"] if name in known], value["year"])
        context["section"] = next(iter(linked([value["section"]])), None)
        return context
