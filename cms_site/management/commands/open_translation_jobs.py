from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms_site.core.translation.jobs import following


class Command(BaseCommand):
    help = "Opens translation jobs that are missing, brings the others up to date; with --check only says what differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="compare jobs with pages and numbers with jobs, change nothing"
        )

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        if not check:
            self.stdout.write(f"Translation jobs opened: {following.open_missing()}")
            return
        wrong = following.differences()
        for line in wrong:
            self.stdout.write(line)
        if wrong:
            raise CommandError(f"Differences: {len(wrong)}.")
        self.stdout.write("The translation jobs are right.")
