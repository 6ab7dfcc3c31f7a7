import logging
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.apps import apps
from django.core.management import CommandError
from django.db import transaction
from django.utils import timezone
from wagtail.management.commands.publish_scheduled import Command as WagtailCommand
from wagtail.models import DraftStateMixin, Page, Revision

from cms_site.core.bundles.release import release_due
from cms_site.core.lifecycle.removal import due_to_expire, expire

logger = logging.getLogger(__name__)


class Command(WagtailCommand):
    """Wagtail's command, but that one thing that fails keeps no other back, and pages go with all their languages.

    Bundles follow, each with all its pages or none. Ends with an error if something failed, so that the timer says so.
    """

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        broken = [act for act in (*_takings_down(), *_publications()) if not _succeeds(act)]
        released, failed = release_due(timezone.now())
        self.stdout.write(f"{released} bundles were released, {failed} could not be.")
        if broken:
            raise CommandError(f"{len(broken)} scheduled act(s) failed, to be tried again next time; the log says why.")


def _succeeds(act: Callable[[], Any]) -> bool:
    try:
        with transaction.atomic():
            act()
    except Exception:
        logger.exception("A scheduled act failed")
        return False
    return True


def _takings_down() -> Iterator[Callable[[], Any]]:
    yield from (partial(expire, pk) for pk in due_to_expire())
    for model in apps.get_models():
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page):
            due: Any = model._default_manager.filter(live=True, expire_at__lt=timezone.now())
            for record in due.order_by("expire_at"):
                yield partial(record.unpublish, set_expired=True, log_action="wagtail.unpublish.scheduled")


def _publications() -> Iterator[Callable[[], Any]]:
    due = Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at")
    yield from (partial(_publish, pk) for pk in list(due.values_list("pk", flat=True)))


def _publish(pk: int) -> None:
    # as it is now: somebody may have taken it from the schedule, or another run published it
    revision = Revision.objects.filter(pk=pk, approved_go_live_at__lt=timezone.now()).first()
    if revision is not None:
        revision.publish(log_action="wagtail.publish.scheduled")
