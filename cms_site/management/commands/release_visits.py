from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from delegations.services import refresh_released


class Command(BaseCommand):
    """Put what was released since the last run into the catalogue; to be run every few minutes."""

    help = "Let search find the places and programmes of visits whose release time has come."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{refresh_released(timezone.now())} visits were released lately.")
