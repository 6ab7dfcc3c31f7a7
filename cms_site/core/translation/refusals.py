"""What an editor sees when a page may not become public: a sentence instead of an error page."""

from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme


class RefusedError(ValidationError):
    """A page that may not become public now, whoever asks; the message says why not."""

    def __init__(self, page: Any, message: Any) -> None:
        self.page = page
        super().__init__(message)

    @classmethod
    def of(cls, page: Any, error: ValidationError) -> "RefusedError":
        """The refusal that says what `error` says, by field."""
        return error if isinstance(error, cls) else cls(page, error.update_error_dict({}))


def problems_of(draft: Any, error: ValidationError) -> Iterator[str]:
    """What is wrong with a text, by the names of the fields as editors know them."""
    labels = {field.name: getattr(field, "verbose_name", "") for field in draft._meta.get_fields()}
    for name, sentences in ValidationError(error.update_error_dict({})).message_dict.items():
        label = str(labels.get(name, ""))
        for said in sentences:
            yield f"{label[:1].upper()}{label[1:]}: {said}" if label else said


class RefusalMiddleware:
    """Answers RefusedError in the editing interface, whichever view met it: approval, bulk action, alias.

    Nothing was written: every way of publishing is one transaction. Scripts get the sentence as JSON with status 409.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response of the view."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The way back with the reason; None for other errors and other parts of the site."""
        if not isinstance(exception, RefusedError) or not request.path.startswith(f"/{settings.ADMIN_PATH}"):
            return None
        reason = " ".join(problems_of(exception.page, exception))
        if request.headers.get("x-requested-with") == "XMLHttpRequest" or "json" in request.headers.get("accept", ""):
            return JsonResponse({"error": reason}, status=409)
        messages.error(request, reason)
        before = request.headers.get("referer", "")
        if url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure()):
            return redirect(before)
        return redirect("wagtailadmin_pages:edit", exception.page.pk)
