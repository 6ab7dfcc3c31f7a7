from typing import Any

from wagtail.management.commands.publish_scheduled import Command as WagtailCommand

from cms_site.core.lifecycle.removal import expire_due


class Command(WagtailCommand):
    """Wagtail's command; pages whose time is over go with all their languages at once, or stay."""

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["dryrun"]:
            expire_due()
        super().handle(*args, **options)
