"""Blocks of the home page, one class and one template each."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms_site.core.blocks.text import ParagraphBlock
from home.blocks.figures import FiguresBlock
from home.blocks.links import HighlightBlock, QuickLinksBlock
from home.blocks.newest import NewestBlock


class HomeBlock(blocks.StreamBlock):
    """Everything a home page may be composed of."""

    newest = NewestBlock()
    highlight = HighlightBlock()
    figures = FiguresBlock()
    text = ParagraphBlock(label=_("Text"))
    quick_links = QuickLinksBlock()

    class Meta:
        label = _("Content")
        template = "blocks/home_block.html"


__all__ = ["HomeBlock"]
