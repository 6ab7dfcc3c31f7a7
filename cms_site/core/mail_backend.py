"""What Django and Wagtail mail by themselves (a forgotten password, comments) goes through the outbox as well."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from cms_site.core import mails, outbox
from cms_site.core.mails import Words


class OutboxBackend(BaseEmailBackend):
    """Writes each mail down for each of its recipients; one with attachments is handed to the mail server at once."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many mails were written down or sent."""
        whole = [message for message in email_messages if message.attachments]
        others = [message for message in email_messages if not message.attachments]
        for message in others:
            _write(message)
        if whole:
            get_connection(settings.MAIL_SERVER, fail_silently=self.fail_silently).send_messages(whole)
        return len(email_messages)


def _write(message: EmailMessage) -> None:
    alternatives = getattr(message, "alternatives", [])
    html = next((str(content) for content, kind in alternatives if kind == "text/html"), "")
    words = Words(" ".join(str(message.subject).split()), str(message.body), html)
    for address in message.recipients():
        outbox.write(mails.MAIL, mails.payload_of(words), title=words.subject, address=address)
