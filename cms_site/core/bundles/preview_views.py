"""The preview of a bundle: its sending in the editing interface, and what the reader with the link sees."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from cms_site.core import signed_links
from cms_site.core.bundles import previews
from cms_site.core.bundles.choosing import bundle_for
from cms_site.core.bundles.forms import ReaderForm
from cms_site.core.bundles.models import Bundle
from cms_site.core.catalog.models import Entry
from cms_site.core.catalog.previewing import as_if_public
from cms_site.core.mails import Outsider
from cms_site.core.models.signed_link import SignedLink

NOTHING = SafeString("")


@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the link to a reader."""
    bundle = _bundle_to_show(request, pk)
    form = ReaderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        reader = Outsider(data["name"], data["email"], data["language"])
        previews.send(bundle, request.user, reader, data["until"])
        messages.success(request, _("The link is on its way to %(name)s.") % {"name": reader.name})
        return redirect("core_bundle", bundle.pk)
    return TemplateResponse(request, "core/bundles/show.html", {"bundle": bundle, "form": form})


def _bundle_to_show(request: HttpRequest, pk: int) -> Bundle:
    bundle = bundle_for(request, pk)
    if not bundle.is_open or not previews.may_show(bundle, request.user):
        raise PermissionDenied
    return bundle


@require_POST
def hide(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a link open nothing any more."""
    link = get_object_or_404(SignedLink, pk=pk, purpose=previews.PURPOSE)
    bundle = bundle_for(request, int(link.about.partition(":")[2]))
    if link.made_by_id != request.user.pk and not previews.may_show(bundle, request.user):
        raise PermissionDenied
    previews.revoke(link, bundle, request.user)
    messages.success(request, _("The link of %(name)s opens nothing any more.") % {"name": link.name})
    return redirect("core_bundle", bundle.pk)


@sensitive_variables("token")
@signed_links.secret
@require_safe
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """What will be public together, as a list. Opening it is remembered, and the reader is told so."""
    opened = previews.opened_by(token)
    if opened is None:
        return signed_links.gone(request)
    link, bundle = opened
    if request.method == "GET":
        previews.note_opening(link, bundle)
    rows = [_draft(page, token) for page in previews.pages_of(bundle)] if bundle.is_open else _public(bundle)
    with translation.override(link.language):
        context = {"link": link, "bundle": bundle, "rows": rows, "language": link.language}
        return TemplateResponse(request, "core/bundles/preview.html", context).render()


def _draft(page: Any, token: str) -> dict[str, str]:
    title = page.latest_revision.object_str if page.latest_revision else page.title
    return {"title": title, "language": page.locale.language_code, "url": previews.preview_address(token, page)}


def _public(bundle: Bundle) -> list[dict[str, str]]:
    """What became of the preview: the pages that readers see now, as they do."""
    pages = previews.pages_of(bundle)
    known = Entry.objects.defer("words", "title_words").in_bulk([page.pk for page in pages])
    found = [(known[page.pk], page.locale.language_code) for page in pages if page.pk in known]
    return [{"title": entry.title, "language": language, "url": entry.url} for entry, language in found]


@sensitive_variables("token")
@signed_links.secret
@require_safe
def preview_page(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """One page as readers will see it; what it refers to in the same bundle leads to its preview."""
    opened = previews.opened_by(token)
    if opened is None:
        return signed_links.gone(request)
    link, bundle = opened
    pages = previews.pages_of(bundle)
    page = next((page for page in pages if page.pk == pk), None)
    if page is None:
        raise Http404
    if not bundle.is_open:
        return redirect(get_object_or_404(Entry, pk=pk).url)
    with as_if_public(previews.makers_of(pages, token)):
        above = _banner(request, link, token)
        return signed_links.as_readers_see(request, previews.draft_of(page), above=above, below=NOTHING)


def _banner(request: HttpRequest, link: SignedLink, token: str) -> SafeString:
    context: dict[str, Any] = {"link": link, "token": token, "language": link.language}
    with translation.override(link.language):
        return render_to_string("core/bundles/preview_banner.html", context, request)
