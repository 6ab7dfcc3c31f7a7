"""The numbers of the board, kept in the transaction that changes a job, so that nobody has to count."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models, transaction
from django.db.models import Count, F, Sum

from cms_site.core.translation.jobs.models import TranslationCount, TranslationJob

Cell = tuple[int, int, str]


@dataclass(frozen=True)
class Counted:
    """Where a job is counted, and with how many words."""

    cell: Cell
    words: int

    @classmethod
    def of(cls, job: TranslationJob) -> "Counted":
        """As the job is in memory."""
        return cls((job.section_id, job.locale_id, str(job.state)), job.words)


def move(before: Counted | None, after: Counted | None) -> None:
    """Count a job that was counted as `before` as `after` from now on; None for one that was or will be nowhere."""
    if before == after:
        return
    changes: dict[Cell, tuple[int, int]] = {}
    for counted, sign in ((before, -1), (after, 1)):
        if counted is not None:
            jobs, words = changes.get(counted.cell, (0, 0))
            changes[counted.cell] = (jobs + sign, words + sign * counted.words)
    # always in the same order, so that no two transactions wait for each other
    for cell in sorted(changes):
        _add(cell, *changes[cell])


def _add(cell: Cell, jobs: int, words: int) -> None:
    section, locale, state = cell
    if jobs > 0:
        TranslationCount.objects.get_or_create(section_id=section, locale_id=locale, state=state)
    # where nothing is counted any more the section is being deleted
    found = TranslationCount.objects.filter(section=section, locale=locale, state=state)
    found.update(jobs=F("jobs") + jobs, words=F("words") + words)


@transaction.atomic
def recount(sections: Iterable[int] | None = None) -> None:
    """Write the numbers of some sections, or of all, anew from the jobs."""
    counts, jobs = TranslationCount.objects.all(), TranslationJob.objects.all()
    if sections is not None:
        counts, jobs = counts.filter(section__in=sections), jobs.filter(section__in=sections)
    counts.delete()
    TranslationCount.objects.bulk_create(
        TranslationCount(section_id=section, locale_id=locale, state=state, jobs=number, words=words)
        for (section, locale, state), (number, words) in sorted(_counted(jobs).items())
    )


def differences() -> list[str]:
    """What is wrong with the numbers, one line for each that a count of the jobs does not confirm."""
    stored = {
        (row.section_id, row.locale_id, row.state): (row.jobs, row.words)
        for row in TranslationCount.objects.exclude(jobs=0, words=0)
    }
    counted = _counted(TranslationJob.objects.all())
    return [
        f"section {cell[0]}, language {cell[1]}, {cell[2]}: {stored.get(cell, (0, 0))} instead of "
        f"{counted.get(cell, (0, 0))} (jobs, words)"
        for cell in sorted({*stored, *counted})
        if stored.get(cell) != counted.get(cell)
    ]


def _counted(jobs: "models.QuerySet[TranslationJob]") -> dict[Cell, tuple[int, int]]:
    rows = jobs.order_by().values_list("section", "locale", "state").annotate(Count("pk"), Sum("words"))
    return {(section, locale, state): (number, words) for section, locale, state, number, words in rows}
