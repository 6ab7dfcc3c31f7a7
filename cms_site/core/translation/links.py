"""Links inside texts lead to the reader's language, or say that they do not."""

from django.utils.html import format_html
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from cms_site.core.catalog.models import Entry
from cms_site.core.translation.addresses import language_of


class ReaderLanguageLinkHandler(PageLinkHandler):
    """Writes links to pages from the catalogue: two queries for a text, whatever the number of its links.

    A page that is not public in the reader's language is linked in Ukrainian and marked with `hreflang`; one that is
    public in neither is no link.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        """The opening tags of the links, in their order."""
        ids = {int(attrs["id"]) for attrs in attrs_list if str(attrs.get("id", "")).isdecimal()}
        keys = dict(Page.objects.filter(pk__in=ids).values_list("pk", "translation_key"))
        entries = Entry.objects.for_reader(get_language(), set(keys.values())) if keys else {}
        found = {str(pk): entries[key] for pk, key in keys.items() if key in entries}
        return [_tag(found.get(str(attrs.get("id")))) for attrs in attrs_list]


def _tag(entry: Entry | None) -> str:
    if entry is None:
        return "<a>"
    language = language_of(entry.url)
    if language == get_language():
        return format_html('<a href="{}">', entry.url)
    return format_html('<a href="{}" hreflang="{}">', entry.url, language)
