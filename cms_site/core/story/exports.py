"""A story as a table, for an auditor."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import transaction
from django.http import HttpResponseBase
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from cms_site.core.admin.exports import BATCH, table_response
from cms_site.core.spreadsheets import Row
from cms_site.core.story.lines import Line, details_of_reasons, lines
from cms_site.core.story.models import StoryQuerySet
from cms_site.core.transliteration import slug

FORMATS = ("xlsx", "csv")


def rows(entries: StoryQuerySet, *, language: str) -> Iterator[Row]:
    """The heading, then a row for each act, the newest first; few are in memory at a time."""
    with translation.override(language):
        yield _heading()
    found = entries.told().iterator(chunk_size=BATCH)
    while batch := list(islice(found, BATCH)):
        # The language is set for a batch at a time, because whoever reads the stream does other things in between.
        with translation.override(language):
            table = [_row(line) for line in lines(batch)]
        yield from table


def _heading() -> Row:
    return [
        _("Act"),
        _("When"),
        _("Who"),
        _("What was done"),
        *details_of_reasons(),
        _("Further"),
        _("Page"),
        _("Language"),
        _("Address"),
        _("Revision"),
        _("Number in the log"),
    ]


def _row(line: Line) -> Row:
    reasons = details_of_reasons()
    further = "; ".join(f"{detail.label}: {detail.text}" for detail in line.details if detail.label not in reasons)
    return [
        line.sentence,
        line.at,
        line.who,
        line.kind,
        *(line.detail(label) for label in reasons),
        further,
        line.title,
        line.language,
        line.address,
        line.revision,
        line.number,
    ]


def download(
    entries: StoryQuerySet, about: Page, user: Any, *, file_format: str, period: dict[str, str] | None = None
) -> HttpResponseBase:
    """The entries as a file, of which the log says that `user` took it away; `about` is the page or section."""
    with transaction.atomic():
        log(instance=about, action="core.story.export", user=user, data={"format": file_format, **(period or {})})
    table = rows(entries, language=translation.get_language() or "")
    name = "-".join([slug(_("Full story")), about.slug, timezone.localdate().isoformat()])
    return table_response(table, file_format=file_format, filename=name, title=_("Full story"))
