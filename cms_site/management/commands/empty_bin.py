from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cms_site.core.lifecycle import bin as recycle_bin
from cms_site.core.lifecycle.models import BinItem


class Command(BaseCommand):
    help = "Delete for good what has been in the bin for 30 days; with --all everything that is in it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="also what was deleted since")

    def handle(self, *args: Any, **options: Any) -> None:
        items = BinItem.objects.all() if options["all"] else BinItem.objects.outdated()
        self.stdout.write(f"Pages deleted for good: {recycle_bin.purge(items)}")
