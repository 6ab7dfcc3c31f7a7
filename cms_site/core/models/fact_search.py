"""Facts in Wagtail's search of the editing interface."""

from wagtail.models import Page
from wagtail.search import index

from cms_site.core.page_types import Fact


class FactSearchField(index.SearchField):
    """The words of a fact for editors' search; inline rows and computed facts have words too, though no column."""

    def __init__(self, fact: Fact) -> None:
        super().__init__(fact.name)
        self.fact = fact

    def get_value(self, page: Page) -> str:
        """What the fact says."""
        return self.fact.text(page)
