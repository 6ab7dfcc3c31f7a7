"""Jobs follow the pages: what opens them, changes their state and closes them, in the transaction of the fact.

Only a publication of a source is followed after its commit, so that it never waits for jobs nor fails because of them.
What a killed process missed `open_missing` makes up for.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.forms.models import model_to_dict
from django.utils import timezone
from wagtail.models import Page

from cms_site.core.desk import working_hours
from cms_site.core.translation.jobs import counts
from cms_site.core.translation.jobs.counts import Counted
from cms_site.core.translation.jobs.facts import Facts, facts_of
from cms_site.core.translation.jobs.models import (
    RequiredTranslation,
    State,
    TranslationJob,
    TranslationJobEvent,
    note,
)
from cms_site.core.translation.jobs.required import required_of

Kind = TranslationJobEvent.Kind
# Home pages are at depth 2, sections below them.
SECTION_DEPTH = 3


def source_published(source: Page) -> None:
    """Open what the publication of a source asks for, once it is certain; a failure is logged and disturbs nobody."""
    transaction.on_commit(lambda: open_jobs(source.pk), robust=True)


@transaction.atomic
def open_jobs(source_id: int) -> None:
    """Make sure that a public source has one job for each language that its type needs, and that all say how it is."""
    source = Page.objects.filter(pk=source_id, live=True, alias_of=None).first()
    if source is None:
        return
    required = required_of(source)
    section = section_of(source)
    for locale_id in sorted(required):
        job, created = TranslationJob.objects.get_or_create(
            source=source,
            locale_id=locale_id,
            defaults={"section_id": section, "page_type": _label(source), "closed_at": timezone.now()},
        )
        if created:
            counts.move(None, Counted.of(job))
    follow(source, required=required)


@transaction.atomic
def follow(
    source: Page, *, locale_id: int | None = None, required: dict[int, RequiredTranslation] | None = None
) -> None:
    """Bring the jobs of a source up to date, all of them or that of one language."""
    jobs = TranslationJob.objects.select_for_update().filter(source=source.pk).order_by("locale")
    if locale_id is not None:
        jobs = jobs.filter(locale=locale_id)
    found = list(jobs)
    if not found:
        return
    wanted = required_of(source) if required is None else required
    for job in found:
        bring_up_to_date(job, source, wanted.get(job.locale_id))


def follow_translation(page: Any) -> None:
    """Bring the job of a translation up to date; nothing for pages that are none or that nobody has to translate."""
    follow_key(page.translation_key, page.locale_id)


def follow_key(translation_key: UUID, locale_id: int) -> None:
    """The same for the translation of whatever has a key into a language, whether the page exists or not."""
    job = TranslationJob.objects.filter(source__translation_key=translation_key, locale=locale_id)
    found = job.select_related("source").first()
    if found is not None:
        follow(found.source, locale_id=locale_id)


def follow_page(page: Page) -> None:
    """Bring everything up to date that depends on whether `page` is there and public."""
    if page.locale.language_code == settings.LANGUAGE_CODE:
        follow(page)
    else:
        follow_translation(page)


def bring_up_to_date(job: TranslationJob, source: Page, required: RequiredTranslation | None) -> None:
    """Let a job, which is locked, say how its translation stands."""
    facts = facts_of(source, job.locale_id, required)
    before, was_open, stored = Counted.of(job), job.is_open, model_to_dict(job)
    job.state, job.words = facts.state, facts.words
    if facts.state not in (State.MISSING, State.OUTDATED, State.CLOSED):
        job.refusal = ""
    elif job.refusal and facts.state != State.CLOSED:
        job.state, job.words = State.REFUSED, 0
    job.source_revision_id = source.live_revision_id
    _mind_time(job, facts, required, was_open=was_open)
    # every night all jobs are asked, and hardly one has changed
    if model_to_dict(job) != stored:
        job.save()
    counts.move(before, Counted.of(job))
    if job.is_open != was_open:
        note(job, Kind.OPENED if job.is_open else Kind.CLOSED)


def decline(job: TranslationJob, reason: str) -> None:
    """Decline a job, which is locked; without a reason it is declined no more."""
    job.refusal = reason
    bring_up_to_date(job, job.source, required_of(job.source).get(job.locale_id))


def _mind_time(job: TranslationJob, facts: Facts, required: RequiredTranslation | None, *, was_open: bool) -> None:
    if job.is_open and not was_open:
        job.opened_at, job.closed_at = facts.since or timezone.now(), None
        job.due = _due(job.opened_at, facts, required)
    elif was_open and not job.is_open:
        job.closed_at, job.assignee = timezone.now(), None
    elif job.is_open and facts.corrected and job.due is not None:
        job.due = min(job.due, _due(timezone.now(), facts, required) or job.due)


def _due(since: datetime, facts: Facts, required: RequiredTranslation | None) -> datetime | None:
    if required is None:
        return None
    return working_hours.due(
        since, required.correction_hours if facts.corrected else required.hours, timezone.get_default_timezone()
    )


def section_of(source: Page) -> int:
    """The id of the page below the home page under which `source` stands, which may be the source itself."""
    path = source.path[: SECTION_DEPTH * Page.steplen]
    return int(Page.objects.values_list("pk", flat=True).get(path=path))


def _label(source: Page) -> str:
    return f"{source.content_type.app_label}.{source.content_type.model}"


@transaction.atomic
def moved(page: Page) -> None:
    """Count the jobs of a source that was moved, and of those below it, where they stand now."""
    found = TranslationJob.objects.filter(source__path__startswith=page.path)
    section = section_of(page)
    left = set(found.exclude(section=section).order_by().values_list("section", flat=True))
    if left:
        found.update(section=section)
        counts.recount([*left, section])


@transaction.atomic
def restored(page: Page) -> None:
    """Count the jobs again that came back from the bin with their source, and let all say how it is now."""
    if page.locale.language_code == settings.LANGUAGE_CODE:
        moved(page)
        counts.recount([section_of(page)])
        open_jobs(page.pk)
    else:
        follow_translation(page)


def open_missing() -> int:
    """Open the jobs that are missing and bring all others up to date; returns how many were opened."""
    opened = 0
    for source_id in list(sources_without_job()):
        before = TranslationJob.objects.filter(source=source_id).count()
        open_jobs(source_id)
        opened += TranslationJob.objects.filter(source=source_id).count() - before
    for source in Page.objects.filter(translation_jobs__isnull=False).distinct().iterator():
        follow(source)
    return opened


def sources_without_job() -> Any:
    """The ids of the public sources that lack a job in a language that their type needs."""
    job = TranslationJob.objects.filter(source=OuterRef(OuterRef("pk")), locale=OuterRef("locale"))
    lacking = RequiredTranslation.objects.filter(~Exists(job), content_type=OuterRef("content_type"))
    sources = Page.objects.filter(live=True, alias_of=None, locale__language_code=settings.LANGUAGE_CODE)
    return sources.filter(Exists(lacking)).order_by("pk").values_list("pk", flat=True)


def differences() -> list[str]:
    """What is wrong with jobs and their numbers, one line each; nothing is changed."""
    lines = [f"page {source_id}: a job is missing" for source_id in sources_without_job()]
    for job in TranslationJob.objects.select_related("source").order_by("pk").iterator():
        facts = facts_of(job.source, job.locale_id, required_of(job.source).get(job.locale_id))
        refused = job.state == State.REFUSED and facts.state in (State.MISSING, State.OUTDATED)
        if not refused and (job.state, job.words) != (facts.state, facts.words):
            lines.append(f"job {job.pk}: {job.state}, {job.words} instead of {facts.state}, {facts.words} (words)")
    return [*lines, *counts.differences()]
