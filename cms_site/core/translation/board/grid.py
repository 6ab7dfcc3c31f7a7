"""The numbers of the board, from the counts that are kept and the jobs that wait: as many queries for any number."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from cms_site.core.translation.jobs.models import OPEN, State, TranslationCount, TranslationJob, name_of_language
from cms_site.core.translation.jobs.rights import Place, Workplaces

SHOWN = (State.MISSING, State.IN_WORK, State.IN_REVIEW, State.OUTDATED, State.CURRENT, State.REFUSED)


@dataclass
class Row:
    """One section in one language: jobs by state, words that are left, what is overdue and since when one waits."""

    section: int
    title: str
    locale: int
    states: dict[str, int] = field(default_factory=dict)
    words: int = 0
    overdue: int = 0
    oldest: datetime | None = None

    def numbers(self) -> list[tuple[State, int, str]]:
        """Each state with its number and the list that it was counted from; no address for nothing."""
        found = ((state, self.states.get(state, 0)) for state in SHOWN)
        return [(state, number, self._address(state=str(state)) if number else "") for state, number in found]

    @property
    def overdue_address(self) -> str:
        """The list of what is overdue."""
        return self._address(overdue="true")

    @property
    def oldest_address(self) -> str:
        """The list of what waits, the oldest first."""
        return self._address(open="true", ordering="opened_at")

    def _address(self, **query: str) -> str:
        query["locale"] = str(self.locale)
        if self.section:
            query["section"] = str(self.section)
        return f"{reverse('translation_board:jobs')}?{urlencode(query)}"


@dataclass(frozen=True)
class Language:
    """The rows of a language, and their sums."""

    name: str
    rows: list[Row]
    total: Row


def languages(rights: Workplaces) -> list[Language]:
    """What the user sees of each language that they work in; sections without any job are left out."""
    places = rights.places()
    rows = _rows(rights, places)
    found = []
    for locale in sorted({locale for _section, locale in places}):
        own = [row for row in rows if row.locale == locale and row.states]
        found.append(Language(name_of_language(rights.locales[locale].language_code), own, _sum(locale, own)))
    return found


def _rows(rights: Workplaces, places: Iterable[Place]) -> list[Row]:
    titles = {section.pk: section.title for section in rights.sections}
    rows = {(section, locale): Row(section, titles[section], locale) for section, locale in places}
    counts: Any = TranslationCount.objects.filter(state__in=SHOWN, jobs__gt=0)
    for section, locale, state, jobs, words in counts.values_list("section", "locale", "state", "jobs", "words"):
        if (row := rows.get((section, locale))) is not None:
            row.states[state] = jobs
            row.words += words
    waiting: Any = TranslationJob.objects.filter(state__in=OPEN).order_by().values_list("section", "locale")
    overdue = Count("pk", filter=Q(due__lt=timezone.now()))
    for section, locale, oldest, late in waiting.annotate(oldest=Min("opened_at"), late=overdue):
        if (row := rows.get((section, locale))) is not None:
            row.oldest, row.overdue = oldest, late
    return list(rows.values())


def _sum(locale: int, rows: list[Row]) -> Row:
    total = Row(0, "", locale)
    for row in rows:
        for state, number in row.states.items():
            total.states[state] = total.states.get(state, 0) + number
        total.words += row.words
        total.overdue += row.overdue
    total.oldest = min((row.oldest for row in rows if row.oldest), default=None)
    return total
