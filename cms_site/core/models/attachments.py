"""Photographs and documents of a page: the rows of its gallery and of its list of documents."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.documents import get_document_model_string
from wagtail.images import get_image_model_string

from cms_site.core.models.rows import FactRow
from cms_site.core.page_types import Fact
from cms_site.core.public_files import private_collections


class Photograph(FactRow):
    """One picture of a gallery; a subclass adds `page`, a ParentalKey with related_name="gallery"."""

    image = models.ForeignKey(
        get_image_model_string(), on_delete=models.CASCADE, related_name="+", verbose_name=_("picture")
    )
    alt = models.CharField(
        _("description"), max_length=255, blank=True, help_text=_("What the picture shows, for readers who cannot see.")
    )
    caption = models.CharField(_("caption"), max_length=255, blank=True)
    credit = models.CharField(_("author"), max_length=255, blank=True)

    text_columns: ClassVar[tuple[str, ...]] = ("alt", "caption", "credit")
    panels = [FieldPanel("image"), FieldPanel("alt"), FieldPanel("caption"), FieldPanel("credit")]

    class Meta(FactRow.Meta):
        abstract = True
        verbose_name = _("picture of a gallery")
        verbose_name_plural = _("pictures of galleries")

    def __str__(self) -> str:
        return self.caption or self.alt


class AttachedDocument(FactRow):
    """One document of a page; a subclass adds `page`, a ParentalKey with related_name="documents"."""

    document = models.ForeignKey(
        get_document_model_string(), on_delete=models.CASCADE, related_name="+", verbose_name=_("document")
    )
    title = models.CharField(
        _("title"),
        max_length=255,
        blank=True,
        help_text=_("As readers see it. Left empty: the title that the document has in the folder."),
    )

    text_columns: ClassVar[tuple[str, ...]] = ("title",)
    panels = [FieldPanel("document"), FieldPanel("title")]

    class Meta(FactRow.Meta):
        abstract = True
        verbose_name = _("document of a page")
        verbose_name_plural = _("documents of pages")

    def __str__(self) -> str:
        return self.title or str(self.document)


@dataclass(frozen=True)
class ShownDocument:
    """A document as readers are shown it; `language` is that of its title where it is not that of the page."""

    title: str
    language: str
    document: Any


GALLERY_FACT = Fact("gallery", label=_("Photographs"), shown=False)
DOCUMENTS_FACT = Fact("documents", label=_("Documents"), shown=False)


def gallery_panel() -> InlinePanel:
    """The panel of the photographs."""
    return InlinePanel("gallery", heading=_("Photographs"), label=_("Photograph"))


def documents_panel() -> InlinePanel:
    """The panel of the documents."""
    return InlinePanel("documents", heading=_("Documents"), label=_("Document"))


def photographs_of(page: Any) -> list[Photograph]:
    """The gallery of `page` with the stored sizes of its pictures, in three queries."""
    gallery = list(page.gallery.all())
    models.prefetch_related_objects(gallery, "image__renditions")
    return gallery


def documents_of(page: Any) -> list[ShownDocument]:
    """The documents of `page` that everybody may open, in a constant number of queries."""
    rows = list(page.documents.all())
    if not rows:
        return []
    models.prefetch_related_objects(rows, "document")
    private, foreign = private_collections(), "" if page.is_source else settings.LANGUAGE_CODE
    return [
        ShownDocument(row.title or row.document.title, "" if row.title else foreign, row.document)
        for row in rows
        if row.document.collection_id not in private
    ]
