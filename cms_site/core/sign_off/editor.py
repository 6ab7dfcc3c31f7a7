"""What the editor of a page says of opinions: the way to ask, and what was answered, above the form."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.widgets import Button
from wagtail.models import Page

from cms_site.core.sign_off import asking
from cms_site.core.sign_off.models import SignOff, Verdict
from cms_site.core.workflow.digests import digest_of_revision
from cms_site.core.workflow.reading import newest_revision


def header_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """“Ask an expert”, for whoever may edit the page."""
    if page.latest_revision_id and asking.may_ask(page, user):
        yield Button(_("Ask an expert…"), reverse("core_opinions", args=[page.pk]), icon_name="help", priority=65)


def before_edit(request: HttpRequest, page: Page) -> None:
    """Say what experts think of the text that is not public yet, when its editor is opened."""
    if request.method != "GET" or "_w_hydrate_create_view" in request.GET:
        return
    since = page.live_revision_id or 0
    items = list(asking.opinions_on(page).exclude(answered=None).filter(revision_number__gte=since))
    newest = digest_of_revision(newest_revision(page)) if items else ""
    for item in items:
        if item.digest == newest or item.revision_number > since:
            _show(request, page, item, about_newest=item.digest == newest)


def _show(request: HttpRequest, page: Page, item: SignOff, *, about_newest: bool) -> None:
    said = {"name": item.signed_as, "verdict": item.get_verdict_display(), "comment": item.comment}
    text = _("Opinion of %(name)s: “%(verdict)s”. %(comment)s") % said
    if not about_newest:
        text = f"{text} {_('It was given on an older text.')}"
    level = messages.success if item.verdict == Verdict.AGREE and about_newest else messages.warning
    button = messages.button(reverse("core_opinions", args=[page.pk]), _("All opinions"))
    level(request, text, buttons=[button])
