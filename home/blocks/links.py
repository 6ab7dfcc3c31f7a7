"""Pages that an editor puts forward by hand."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from home.linked import linked


class HighlightBlock(blocks.StructBlock):
    """One page, large."""

    heading = blocks.CharBlock(label=_("Heading"), required=False)
    page = blocks.PageChooserBlock(label=_("Page"))

    class Meta:
        label = _("Highlighted page")
        icon = "pick"
        template = "blocks/highlight_block.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """The page's entry in the reader's language or in Ukrainian; None where the public may not see it."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["entry"] = next(iter(linked([value["page"]])), None)
        return context


class QuickLinkBlock(blocks.StructBlock):
    """A link to a page of the site or to an address elsewhere."""

    title = blocks.CharBlock(label=_("Title"), required=False, help_text=_("The title of the page if empty."))
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("Address elsewhere"), required=False)

    class Meta:
        label = _("Link")
        icon = "link"

    def clean(self, value: Any) -> Any:
        """Refuse a link that leads nowhere or to two places, and an address without a title."""
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["url"]):
            message = ValidationError(_("Choose a page or enter an address, one of the two."))
            raise StructBlockValidationError(block_errors={"page": message})
        if cleaned["url"] and not cleaned["title"]:
            message = ValidationError(_("An address elsewhere needs a title."))
            raise StructBlockValidationError(block_errors={"title": message})
        return cleaned


class QuickLinksBlock(blocks.StructBlock):
    """A list of short links."""

    heading = blocks.CharBlock(label=_("Heading"), required=False)
    links = blocks.ListBlock(QuickLinkBlock(), label=_("Links"))

    class Meta:
        label = _("Quick links")
        icon = "link"
        template = "blocks/quick_links_block.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """The links as title and address, all pages found in one query; those that are not public are left out."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        pages = [link["page"] for link in value["links"] if link["page"]]
        found = {entry.translation_key: entry for entry in linked(pages)}
        links = []
        for link in value["links"]:
            entry = found.get(link["page"].translation_key) if link["page"] else None
            if entry:
                own_title = not link["title"]
                title = entry.title if own_title else link["title"]
                links.append({"title": title, "url": entry.url, "elsewhere": False, "own_title": own_title})
            elif link["url"]:
                links.append({"title": link["title"], "url": link["url"], "elsewhere": True})
        context["links"] = links
        return context
