"""What a rule would have done lately, read from the log; nothing is done."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from cms_site.core.catalog.models import Entry
from cms_site.core.rules.firing import due, is_silent
from cms_site.core.rules.happening import Happening, known_as, known_pages, of_entries
from cms_site.core.rules.models import ContentRule
from cms_site.core.rules.registry import ACTIONS

PERIOD = timedelta(days=30)
# An example is looked for among so many pages.
LOOKED_AT = 1000


@dataclass(frozen=True)
class Foreseen:
    """An event that the rule would have been followed for, and what each action would have done."""

    happening: Happening
    actions: list[str]


def would_have_fired(rule: ContentRule, now: datetime) -> list[Happening]:
    """The events before `now` that the rule is about and whose conditions hold, the newest first.

    Pages are judged as they are now, publications by what they were; dates are those that stand now.
    """
    event = rule.known_event
    if event is None:
        return []
    if event.dates is not None:
        first, last = (timezone.localtime(moment).date() for moment in (now - PERIOD, now))
        return sorted(due(rule, first, last), key=lambda happening: happening.at, reverse=True)
    entries = PageLogEntry.objects.filter(action__in=event.logged, timestamp__gte=now - PERIOD, timestamp__lte=now)
    newest_first = entries.order_by("-timestamp", "-pk")
    counted = [entry for entry in newest_first if not is_silent(entry) and event.counts(entry)]
    return rule.holds(of_entries(event.name, counted, gone=event.gone))


def example(rule: ContentRule, now: datetime) -> Happening | None:
    """The last event that the rule is about, or the same of the newest public page that its conditions allow.

    None if there is none among the newest pages.
    """
    lately = would_have_fired(rule, now)
    if lately:
        return lately[0]
    newest = list(Entry.objects.newest_first().values_list("pk", flat=True)[:LOOKED_AT])
    pages = known_pages(newest)
    as_if = [_as_if(rule, pages[pk], now) for pk in newest]
    return next(iter(rule.holds(as_if, of_page=True)), None)


def _as_if(rule: ContentRule, page: Page, now: datetime) -> Happening:
    title, address = known_as(page)
    return Happening(rule.event, page, now, title=title, address=address)


def foresee(rule: ContentRule, happenings: list[Happening]) -> list[Foreseen]:
    """What each action of the rule would have done for each of `happenings`."""
    rows = rule.action_rows
    return [
        Foreseen(
            happening,
            [ACTIONS[row["type"]].foresee(row["value"], happening, rule.names) for row in rows],
        )
        for happening in happenings
    ]
