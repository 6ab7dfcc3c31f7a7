"""Which translations pages need, as the set-up profile says."""

from typing import Any

from cms_site.core.translation.jobs.models import RequiredTranslation
from cms_site.core.translation.paragraphs import passage_place

# All that is translated of a page of which a summary is enough.
SUMMARY = ("title", "lead")


def required_of(page: Any) -> dict[int, RequiredTranslation]:
    """The languages that pages of this type are needed in, by the id of the locale."""
    found = RequiredTranslation.objects.filter(content_type=page.content_type_id)
    return {required.locale_id: required for required in found}


def is_summarised(page: Any) -> bool:
    """Whether a summary of the source is all that is asked of the translation `page`."""
    found = RequiredTranslation.objects.filter(content_type=page.content_type_id, locale=page.locale_id, summary=True)
    return bool(found.exists())


def in_summary(place: str) -> bool:
    """Whether a passage or a paragraph of the source, by its place, belongs to its summary."""
    return (passage_place(place) or place) in SUMMARY
