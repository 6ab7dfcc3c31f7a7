"""The body of a page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms_site.core.blocks.media import DocumentsBlock, GalleryBlock, PictureBlock, VideoBlock
from cms_site.core.blocks.text import HeadingBlock, ParagraphBlock, QuoteBlock


class StoryBlock(blocks.StreamBlock):
    """Everything an editor may put into the text of a page."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    quote = QuoteBlock()
    picture = PictureBlock()
    gallery = GalleryBlock()
    video = VideoBlock()
    documents = DocumentsBlock()

    class Meta:
        label = _("Text")
        template = "blocks/story_block.html"
