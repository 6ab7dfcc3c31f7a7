from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms_site.core.catalog import projection


class Command(BaseCommand):
    help = "Makes the catalogue of public pages right; with --check only says what is wrong with it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="say what differs, change nothing, fail if anything does"
        )

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        if not check:
            self.stdout.write(f"The catalogue has {projection.rebuild()} entries.")
            return
        wrong = projection.differences()
        for line in wrong:
            self.stdout.write(line)
        if wrong:
            raise CommandError(f"Differences: {len(wrong)}.")
        self.stdout.write("The catalogue is right.")
