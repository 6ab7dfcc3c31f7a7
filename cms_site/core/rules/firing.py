"""Following rules: what happened is written down in the transaction of the act, with the rules it concerns.

What they say is done after the commit by `performing`, through the outbox. Nothing here breaks the act itself.
"""

import logging
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import PageLogEntry

from cms_site.core import outbox
from cms_site.core.rules import performing
from cms_site.core.rules.happening import Happening, known_as, known_pages, of_entries
from cms_site.core.rules.models import ContentRule, RuleRun
from cms_site.core.rules.registry import EVENTS, Event
from cms_site.core.story.circumstances import KEY, SYSTEM
from cms_site.core.workflow.publishing import SystemAction, acting

logger = logging.getLogger(__name__)

# Who sleeps longer than that finds dates that are no news any more.
LONGEST_SLEEP = timedelta(days=30)
KEPT = timedelta(days=365)
# What is nobody's act: an installation, the copies of facts, and what rules do themselves.
SILENT = {SystemAction.DEMO, SystemAction.SETUP, SystemAction.NEUTRAL_FACTS, SystemAction.RULE}


def is_silent(entry: PageLogEntry) -> bool:
    """Whether the log says of `entry` that no rule is followed for it."""
    return entry.data.get(KEY, {}).get(SYSTEM) in SILENT


def on_log_entry(instance: PageLogEntry, created: bool = True, raw: bool = False, **kwargs: Any) -> None:
    """Follow the rules for an act as the log tells of it. What goes wrong is logged, and the act goes on."""
    if raw or not created or acting() in SILENT or performing.is_at_work():
        return
    for event in EVENTS.values():
        if instance.action in event.logged and event.counts(instance):
            try:
                with transaction.atomic():
                    _follow(event, instance)
            except Exception:
                logger.exception("The content rules could not be followed for entry %s of the log", instance.pk)


def _follow(event: Event, entry: PageLogEntry) -> None:
    rules = list(ContentRule.objects.filter(event=event.name, enabled=True))
    if not rules:
        return
    happenings = of_entries(event.name, [entry], gone=event.gone)
    for rule in rules:
        try:
            with transaction.atomic():
                for happening in rule.holds(happenings):
                    _write(rule, happening, f"log {entry.pk}")
        except Exception:
            # the other rules have nothing to do with it
            logger.exception("The content rule “%s” could not be followed", rule)


def fire_due(now: datetime) -> None:
    """Follow the rules for dates that have come by `now`, once for each page, rule and date, also after a sleep."""
    for rule in ContentRule.objects.filter(
        enabled=True, event__in=[name for name, event in EVENTS.items() if event.dates]
    ):
        try:
            with transaction.atomic():
                _follow_dates(rule, now)
        except Exception:
            logger.exception("The content rule “%s” could not be followed", rule)
    RuleRun.objects.filter(at__lt=now - KEPT).delete()


def _follow_dates(rule: ContentRule, now: datetime) -> None:
    since = max(rule.enabled_at or now, now - LONGEST_SLEEP)
    for happening in due(rule, timezone.localtime(since).date(), timezone.localtime(now).date(), now):
        point = f"{rule.event} {happening.day}"
        if not RuleRun.objects.filter(rule=rule, page=happening.page.pk, point=point).exists():
            # another process may have been quicker
            with suppress(IntegrityError), transaction.atomic():
                _write(rule, happening, point)


def due(rule: ContentRule, first: date, last: date, now: datetime | None = None) -> list[Happening]:
    """The pages for which a date of `rule` came between two days, if its conditions hold."""
    event = EVENTS[rule.event]
    if event.dates is None:
        return []
    ahead = timedelta(days=rule.days or 0)
    found = list(event.dates(first + ahead, last + ahead))
    pages = known_pages(page.pk for page, _day in found)
    return rule.holds(list(_happenings(event, found, pages, ahead, now)))


def _happenings(event: Event, found: Any, pages: Any, ahead: timedelta, now: datetime | None) -> Iterable[Happening]:
    for row, day in found:
        page = pages[row.pk]
        title, address = known_as(page)
        came = timezone.make_aware(datetime.combine(day - ahead, datetime.min.time()))
        yield Happening(event.name, page, now or came, day=day, title=title, address=address)


def _write(rule: ContentRule, happening: Happening, point: str) -> None:
    delivery = outbox.write(performing.CHANNEL_NAME, {}, title=f"{rule}: {happening.title}")
    RuleRun.objects.create(
        rule=rule,
        page=happening.page,
        point=point,
        event=happening.event,
        at=happening.at,
        actor=happening.actor,
        weight=happening.weight,
        note=happening.note,
        day=happening.day,
        title=happening.title,
        address=happening.address,
        delivery=delivery,
    )
