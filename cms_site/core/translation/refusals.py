"""What an editor sees when a page may not become public: a sentence instead of an error page."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from cms_site.core.translation.completeness import IncompleteTranslationError


class RefusalMiddleware:
    """Answers IncompleteTranslationError in the editing interface, whichever view met it: approval, bulk action, alias.

    Nothing was written: every way of publishing is one transaction. Scripts get the sentence as JSON with status 409.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response of the view."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The way back with the reason; None for other errors and other parts of the site."""
        if not isinstance(exception, IncompleteTranslationError) or not request.path.startswith(
            f"/{settings.ADMIN_PATH}"
        ):
            return None
        reason = " ".join(exception.messages)
        if request.headers.get("x-requested-with") == "XMLHttpRequest" or "json" in request.headers.get("accept", ""):
            return JsonResponse({"error": reason}, status=409)
        messages.error(request, reason)
        before = request.headers.get("referer", "")
        if url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure()):
            return redirect(before)
        return redirect("wagtailadmin_pages:edit", exception.page.pk)
