from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cms_site.core.notices import send_due


class Command(BaseCommand):
    """Send the reminders that are due and were not sent yet; to be run at least once a day."""

    help = "Remind people by mail of agreements that end soon and of steps that are overdue, each of them once."

    def handle(self, *args: Any, **options: Any) -> None:
        result = send_due(timezone.now())
        self.stdout.write(f"{result.sent} reminders were sent.")
        if result.failed:
            raise CommandError(f"{result.failed} reminders could not be sent; the next run tries again.")
