"""The calendars that everybody may subscribe to, read from the catalogue."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from cms_site.core.calendars import CONTENT_TYPE, CalendarEvent, calendar_file
from cms_site.core.catalog.models import Entry
from cms_site.core.listings import Listing
from cms_site.core.page_types import facets_of
from delegations import calendars
from delegations.models import DelegationPage

VISIT = "delegations.DelegationPage"
SECTION = "delegations.DelegationIndexPage"


@require_safe
def visits(request: HttpRequest) -> HttpResponse:
    """The visits of the section in the reader's language as .ics, narrowed by the same facets as its listing."""
    section = get_object_or_404(Entry.objects.in_language(get_language()).of_type(SECTION)[:1])
    entries = Entry.objects.in_section(section).of_type(VISIT)
    chosen = Listing(entries, facets_of(DelegationPage), request.GET).entries
    events = calendars.listed(chosen, timezone.now(), request.build_absolute_uri)
    note = gettext("Visits of which the day is not known are on the site alone.")
    return _response(section.title, events, note, filename="visits.ics")


@require_safe
def visit(request: HttpRequest, translation_key: UUID) -> HttpResponse:
    """One visit in the reader's language as .ics; 404 when it is not public there or its day is not known."""
    entries = Entry.objects.in_language(get_language(), [translation_key]).of_type(VISIT)
    entry = get_object_or_404(entries.defer("words"))
    events = calendars.public(entry, timezone.now(), request.build_absolute_uri)
    if not events:
        raise Http404
    return _response(entry.title, events, filename="visit.ics")


def _response(name: str, events: list[CalendarEvent], description: str = "", *, filename: str) -> HttpResponse:
    content = calendar_file(name, events, language=get_language() or "", description=description)
    headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)
