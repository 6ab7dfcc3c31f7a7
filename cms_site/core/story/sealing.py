"""Nobody changes or deletes what is in the log: entries are only added, through whatever code.

Wagtail has no page for that, but a shell, a migration of data or another app would. Its models refuse here with a
sentence for developers; the database refuses what goes past them (`triggers.py`).
"""

from typing import Any, NoReturn

from django.db import IntegrityError
from django.db.models.signals import pre_delete
from wagtail.models import BaseLogEntry, ModelLogEntry, PageLogEntry
from wagtail.models.audit_log import LogEntryQuerySet

from cms_site.core.story.models import StoryEntry, StoryQuerySet


class FinalEntryError(IntegrityError):
    """An entry of the log was to be changed or deleted."""


def refuse(*args: Any, **kwargs: Any) -> NoReturn:
    """Stand in the place of what changes or deletes entries."""
    raise FinalEntryError("Entries of the log are only added: they are neither changed nor deleted.")


def refuse_change(instance: BaseLogEntry) -> None:
    """Let new entries through, and no others; to be asked before an entry is saved."""
    if not instance._state.adding or type(instance)._base_manager.filter(pk=instance.pk).exists():
        refuse()


def install() -> None:
    """Put the refusals in place."""
    for entries in (LogEntryQuerySet, StoryQuerySet):
        for name in ("update", "bulk_update", "delete", "_raw_delete"):
            setattr(entries, name, refuse)
    for model in (PageLogEntry, ModelLogEntry, StoryEntry):
        pre_delete.connect(refuse, sender=model)
