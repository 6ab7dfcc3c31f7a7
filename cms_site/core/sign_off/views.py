"""Where an editor asks experts, and the one page on which an expert reads and answers."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.models import Page

from cms_site.core import signed_links
from cms_site.core.mails import Outsider
from cms_site.core.sign_off import asking
from cms_site.core.sign_off.forms import AnswerForm, AskForm
from cms_site.core.sign_off.models import SignOff
from cms_site.core.workflow.digests import digest_of_revision
from cms_site.core.workflow.reading import newest_revision


@require_http_methods(["GET", "POST"])
def opinions(request: HttpRequest, pk: int) -> HttpResponse:
    """What experts were asked about a page and what they answered, and asking another one."""
    page = get_object_or_404(Page, pk=pk).specific
    if page.latest_revision_id is None or not asking.may_ask(page, request.user):
        raise PermissionDenied
    form = AskForm(request.POST or None, initial={"language": page.locale.language_code})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        expert = Outsider(data["name"], data["email"], data["language"])
        asking.ask(page, request.user, expert, data["question"], data["until"])
        messages.success(request, _("%(name)s gets a mail with a link to the text.") % {"name": expert.name})
        return redirect("core_opinions", page.pk)
    newest = digest_of_revision(newest_revision(page))
    items = list(asking.opinions_on(page))
    context = {"page": page, "form": form, "items": [(item, item.digest == newest) for item in items]}
    return TemplateResponse(request, "core/sign_off/opinions.html", context)


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the link of one expert open nothing any more."""
    item = get_object_or_404(SignOff.objects.select_related("link"), pk=pk)
    page = get_object_or_404(Page, pk=item.object_id).specific
    if not asking.may_ask(page, request.user):
        raise PermissionDenied
    asking.revoke(item, request.user)
    messages.success(request, _("The link of %(name)s opens nothing any more.") % {"name": item.link.name})
    return redirect("core_opinions", page.pk)


# The link is the right to answer, no session is; and browsers without a referrer name no origin that could be checked.
@csrf_exempt
@sensitive_variables("token")
@signed_links.secret
@require_http_methods(["GET", "HEAD", "POST"])
def sign_off(request: HttpRequest, token: str) -> HttpResponse:
    """The text as readers will see it, what is asked, and the answer; whoever has the link may give it."""
    item = asking.opened_by(token)
    page = item.page if item else None
    if item is None or page is None:
        return signed_links.gone(request)
    given = {"verdict": item.verdict, "comment": item.comment, "name": item.signed_as or item.link.name}
    form = AnswerForm(request.POST if request.method == "POST" else None, initial=given)
    with translation.override(item.link.language):
        if form.is_bound and form.is_valid():
            asking.answer(item, **form.cleaned_data)
            return redirect("sign_off", token)
        above, below = (_piece(request, name, item, form) for name in ("question", "answer"))
    return signed_links.as_readers_see(request, page, above=above, below=below)


def _piece(request: HttpRequest, name: str, item: SignOff, form: AnswerForm) -> SafeString:
    context: dict[str, Any] = {"item": item, "form": form, "language": item.link.language}
    return render_to_string(f"core/sign_off/{name}.html", context, request)
