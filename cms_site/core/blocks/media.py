"""Pictures, video and documents."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock


class PictureBlock(blocks.StructBlock):
    """One picture with its description, caption and author."""

    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False)
    credit = blocks.CharBlock(label=_("Author"), required=False)

    class Meta:
        label = _("Picture")
        icon = "image"
        template = "blocks/picture_block.html"


class GalleryBlock(blocks.ListBlock):
    """Several pictures side by side."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(PictureBlock(), **kwargs)

    class Meta:
        label = _("Gallery")
        icon = "image"
        template = "blocks/gallery_block.html"


class VideoBlock(blocks.StructBlock):
    """A link to a video elsewhere: the page itself loads nothing from other hosts."""

    title = blocks.CharBlock(label=_("Title"))
    url = blocks.URLBlock(label=_("Address of the video"))
    transcript = blocks.TextBlock(label=_("What is said"), required=False)

    class Meta:
        label = _("Video")
        icon = "media"
        template = "blocks/video_block.html"


class DocumentsBlock(blocks.ListBlock):
    """Files to download."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(DocumentChooserBlock(label=_("Document")), **kwargs)

    class Meta:
        label = _("Documents")
        icon = "doc-full"
        template = "blocks/documents_block.html"
