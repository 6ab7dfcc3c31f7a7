from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms_site.demo.accounts import PASSWORD, accounts
from cms_site.demo.load import load_demo
from cms_site.demo.pages import MissingSectionError
from cms_site.setup.profile import PROFILE


class Command(BaseCommand):
    help = "Loads the sample site of the year 2016; keeps whatever editors changed."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo is loaded with cms_site.settings.demo only.")
        try:
            loaded = load_demo()
        except MissingSectionError as error:
            raise CommandError(f"The section “{error}” is missing: run setup_site first.") from error
        if loaded.pages:
            self.stdout.write(f"Added pages: {loaded.pages}, pictures: {loaded.pictures}.")
        address = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
        self.stdout.write(f"\nSite:   {address}/\nEditor: {address}/{settings.ADMIN_PATH}\n\n")
        for account in accounts():
            self.stdout.write(f"  {account.username:<20} {PROFILE.role(account.role).english}")
        self.stdout.write(f"\nThe password of all of them is {PASSWORD}\n")
