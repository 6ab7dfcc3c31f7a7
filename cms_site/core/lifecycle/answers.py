"""What readers get at the address of a page that left the site."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from wagtail.contrib.redirects.models import Redirect

from cms_site.core.catalog.models import Entry
from cms_site.core.lifecycle.models import Kind, Removal

# Browsers keep a permanent redirect for ever unless told otherwise, and a page may be published again.
REMEMBERED = 3600


class RemovedPageMiddleware:
    """Say what became of a page, or send readers on, where one was and nothing is now."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response; one query more where there was none to give."""
        response = self.get_response(request)
        if response.status_code != 404 or "\x00" in request.path:
            return response
        return answer(request) or response


def answer(request: HttpRequest) -> HttpResponse | None:
    """The answer to the address of a removed page; None if no page was removed from there."""
    removal = (
        Removal.objects.filter(address=request.path)
        .exclude(kind=Kind.WITHDRAWN, page__isnull=False)
        .select_related("replacement")
        .order_by("-at")
        .first()
    )
    removal = removal or _of_a_page_that_is_back(request)
    if removal is None or _somebody_set_a_redirect(request):
        return None
    if removal.replacement is not None:
        key = removal.replacement.translation_key
        entry = Entry.objects.for_reader(get_language(), [key]).get(key)
        if entry is not None:
            redirect = HttpResponsePermanentRedirect(entry.url)
            patch_cache_control(redirect, max_age=REMEMBERED)
            return redirect
    # "Gone" is for good: what is in the bin may come back
    status = 410 if removal.bin_item_id is None else 404
    return TemplateResponse(request, "removed.html", {"removal": removal, "exception": "gone"}, status=status).render()


def _of_a_page_that_is_back(request: HttpRequest) -> Removal | None:
    """A page that is public no more may be at an address that it had before, whose redirect leads in circles then."""
    path = Redirect.normalise_path(request.path)
    redirects = Redirect.objects.filter(old_path=path, redirect_page__live=False).select_related("redirect_page")
    back = [redirect.redirect_page for redirect in redirects if redirect.redirect_page.url == request.path]
    return Removal.objects.filter(page__in=back).first() if back else None


def _somebody_set_a_redirect(request: HttpRequest) -> bool:
    """Whether an editor decided what happens at this address; redirects that Wagtail makes may lead in circles."""
    path = Redirect.normalise_path(request.path)
    return Redirect.objects.filter(old_path=path, automatically_created=False).exists()
