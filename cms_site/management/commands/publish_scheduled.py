from typing import Any

from django.utils import timezone
from wagtail.management.commands.publish_scheduled import Command as WagtailCommand

from cms_site.core.bundles.release import release_due
from cms_site.core.lifecycle.removal import expire_due


class Command(WagtailCommand):
    """Wagtail's command; pages whose time is over go with all their languages at once, or stay, and the pages of a
    bundle appear together or not at all."""

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["dryrun"]:
            expire_due()
        super().handle(*args, **options)
        if not options["dryrun"]:
            released, failed = release_due(timezone.now())
            self.stdout.write(f"{released} bundles were released, {failed} could not be.")
