"""The calendar of a member of staff under a personal address."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms_site.core.calendars import CONTENT_TYPE, calendar_file
from cms_site.core.signed_links import secret
from delegations import agenda, calendars
from delegations.models import CalendarAddress


@require_safe
@secret
def staff_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """What the owner of the address may see at this moment, whoever asks: the address is the only key to it.

    404 for an address that never was one, 410 for one that was revoked or replaced, 403 while its owner has no access.
    """
    try:
        address = CalendarAddress.at(token)
    except BadSignature as error:
        raise Http404 from error
    if address is None:
        return HttpResponse(_("This calendar address was revoked."), status=410)
    if not (address.user.has_perm("wagtailadmin.access_admin") and agenda.may_see(address.user)):
        return HttpResponse(_("The owner of this address may not see visits."), status=403)
    with translation.override(_language_of(address.user)):
        events = calendars.for_staff(address.user, timezone.now(), request.build_absolute_uri)
        content = calendar_file(_("Visits, internal"), events, language=translation.get_language() or "")
    return HttpResponse(content, content_type=CONTENT_TYPE)


def _language_of(user: Any | AnonymousUser) -> str:
    profile = getattr(user, "wagtail_userprofile", None)
    return str(profile.get_preferred_language()) if profile else translation.get_language() or ""
