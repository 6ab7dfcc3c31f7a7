"""What news may be asked for beyond what its fields offer by themselves."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cms_site.core.facets import PageFacet


class RelatedFacet(PageFacet):
    """The pages that a news item belongs to: under it a partner or an agreement finds what was told about it."""

    offered = False

    def __init__(self) -> None:
        super().__init__("related", _("Related page"))

    def values(self, page: Any) -> set[str]:
        return {str(row.related.translation_key) for row in page.related_pages.all()}
