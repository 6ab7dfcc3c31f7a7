"""Links for readers without an account: whoever has the link reads and answers, until it expires or is revoked."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import date, datetime, time
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control
from django.utils.safestring import SafeString
from wagtail.models import Page

from cms_site.core.mails import Outsider, name_of
from cms_site.core.models.signed_link import SignedLink

View = Callable[..., HttpResponse]


def new_token() -> str:
    """A token that nobody guesses: 256 random bits in 43 characters that need no quoting in an address."""
    return secrets.token_urlsafe(32)


def make(purpose: str, thing: Any, reader: Outsider, *, expires: datetime, by: Any) -> tuple[SignedLink, str]:
    """A link that opens the page or record `thing` to `reader`, and the token that stands in its address.

    The token can be told only now: it is not kept.
    """
    token = new_token()
    link = SignedLink.objects.create(
        digest=_digest(token),
        purpose=purpose,
        about=name_of(thing),
        name=reader.name,
        email=reader.email,
        language=reader.language,
        expires=expires,
        made_by=by,
    )
    return link, token


def today() -> date:
    """The day in the city."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


def end_of(day: date) -> datetime:
    """The last second of `day` in the city, up to which a link is valid that is valid on that day."""
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59)), timezone.get_default_timezone())


def find(purpose: str, token: str, now: datetime) -> SignedLink | None:
    """The link that `token` belongs to; None if there is none for that purpose, or if it is expired or revoked."""
    return SignedLink.objects.usable(now).filter(purpose=purpose, digest=_digest(token)).first()


def links_to(purpose: str, thing: Any) -> Any:
    """All links made for `thing`, the newest first, usable or not."""
    return SignedLink.objects.filter(purpose=purpose, about=name_of(thing)).order_by("-created", "-pk")


def secret(view: View) -> View:
    """Let nobody but who asked keep, list or learn of what `view` answers: no cache, no search engine, no referrer."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return wrapped


def gone(request: HttpRequest) -> HttpResponse:
    """The answer to a link that opens nothing: the same whether it is expired, revoked or never was one."""
    return TemplateResponse(request, "core/signed_link_gone.html", status=410)


def as_readers_see(request: HttpRequest, page: Page, *, above: SafeString, below: SafeString) -> HttpResponse:
    """`page`, made of whichever revision, as readers will see it in its own language, between two pieces of HTML.

    What readers do not see yet, as the programme of a visit before its release, is not shown here either.
    """
    with translation.override(page.locale.language_code):
        context = {**page.get_context(request), "above_text": above, "below_text": below}
        return TemplateResponse(request, page.get_template(request), context).render()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
