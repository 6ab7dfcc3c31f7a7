from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from cms_site.setup.permissions_document import permissions_document
from cms_site.setup.profile import PROFILE


class Command(BaseCommand):
    help = "Writes docs/permissions.md from the set-up profile."

    def handle(self, *args: Any, **options: Any) -> None:
        (settings.BASE_DIR / "docs" / "permissions.md").write_text(permissions_document(PROFILE))
