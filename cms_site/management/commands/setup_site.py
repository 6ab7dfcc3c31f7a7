from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from cms_site.settings.environment import web_address
from cms_site.setup.apply import apply_profile
from cms_site.setup.profile import PROFILE


def _address(value: str) -> str:
    try:
        return web_address(value)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error


class Command(BaseCommand):
    help = "Makes the languages, sections, groups and workflows of the set-up profile; keeps whatever exists."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--plan", action="store_true", help="say what would be done and change nothing")
        parser.add_argument(
            "--address",
            type=_address,
            default=settings.WAGTAILADMIN_BASE_URL,
            help="where the site is served; BASE_URL if not given",
        )

    def handle(self, *args: Any, plan: bool, address: str, **options: Any) -> None:
        done: list[str] = []
        apply_profile(PROFILE, address=address, say=done.append, plan=plan)
        for line in done or ["The site matches the profile."]:
            self.stdout.write(line)
