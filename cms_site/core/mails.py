"""Mails of the site: plain text and HTML from two templates, in the language of the site."""

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation


def edit_address(page: Any) -> str:
    """The full address at which a page is edited."""
    return urljoin(settings.WAGTAILADMIN_BASE_URL, reverse("wagtailadmin_pages:edit", args=[page.pk]))


def send(user: Any, subject: Any, template: str, context: dict[str, Any]) -> None:
    """Send `emails/<template>.txt` and `.html` to the address of `user`.

    A `subject` that is lazy is translated. Raises what the mail server raises: OSError, of which SMTPException is one.
    """
    with translation.override(settings.LANGUAGE_CODE):
        subject = " ".join(str(subject).split())
        context = {**context, "user": user, "subject": subject, "site_name": settings.WAGTAIL_SITE_NAME}
        text = render_to_string(f"emails/{template}.txt", context)
        html = render_to_string(f"emails/{template}.html", context)
    mail = EmailMultiAlternatives(subject, text, to=[user.email])
    mail.attach_alternative(html, "text/html")
    mail.send()
