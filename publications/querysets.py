"""Questions about publications, asked by their rules, pages and figures alike."""

from typing import Any

from wagtail.query import PageQuerySet


class NumberedQuerySet(PageQuerySet):
    """Pages whose number may be given once in a language."""

    def rivals(self, page: Any) -> "NumberedQuerySet":
        """Other pages in the language of `page` with the same number, drafts included.

        None while it has no number; none for an alias, which shows the number of another page.
        """
        values = {name: getattr(page, name) for name in page.number_fields}
        if page.alias_of_id or page.locale_id is None or any(value in (None, "") for value in values.values()):
            return self.none()
        return self.filter(locale=page.locale_id, alias_of=None, **values).exclude(pk=page.pk)
