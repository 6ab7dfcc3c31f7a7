"""Words: headings, paragraphs, quotations."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class HeadingBlock(blocks.CharBlock):
    """A heading between paragraphs, on the second level of the page."""

    class Meta:
        label = _("Heading")
        icon = "title"
        template = "blocks/heading_block.html"


class ParagraphBlock(blocks.RichTextBlock):
    """Running text. Pictures have a block of their own, because only there their description can be translated."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(features=["h3", "bold", "italic", "ol", "ul", "link", "document-link"], **kwargs)

    class Meta:
        label = _("Paragraph")
        icon = "pilcrow"
        template = "blocks/paragraph_block.html"


class QuoteBlock(blocks.StructBlock):
    """Somebody's words, with who said them and in what post."""

    quote = blocks.TextBlock(label=_("Quotation"))
    speaker = blocks.CharBlock(label=_("Who said it"), required=False)
    post = blocks.CharBlock(label=_("Post"), required=False)

    class Meta:
        label = _("Quotation")
        icon = "openquote"
        template = "blocks/quote_block.html"
