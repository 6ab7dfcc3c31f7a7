from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cms_site.core import outbox
from cms_site.core.desk.mailing import write_digests
from cms_site.core.notices import send_due
from cms_site.core.rules.firing import fire_due


class Command(BaseCommand):
    """Send the reminders that are due and what else waits in the outbox; to be run every few minutes."""

    help = "Remind people by mail of what is due, each of them once, and send again what could not be sent."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        fire_due(now)
        unwritten = write_digests(now)
        result = send_due(now)
        result.failed += unwritten
        outbox.forget(now)
        self.stdout.write(f"{result.sent} messages were sent.")
        if result.failed:
            raise CommandError(f"{result.failed} messages could not be sent; a later run tries again.")
