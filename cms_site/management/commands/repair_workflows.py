"""Mend workflows that a killed process left without a step."""

from typing import Any

from django.core.management.base import BaseCommand

from cms_site.core.workflow.engine import repair_workflows


class Command(BaseCommand):
    """Give workflows that lost their step the last one they had, and go on from there."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Repaired workflows: {repair_workflows()}")
