from typing import Any

from django.core.management.commands import flush

from cms_site.core.story import triggers


class Command(flush.Command):
    help = f"{flush.Command.help} The log, which nothing else empties, is emptied too."

    def handle(self, **options: Any) -> None:
        triggers.drop(options["database"])
        try:
            super().handle(**options)
        finally:
            triggers.create(options["database"])
