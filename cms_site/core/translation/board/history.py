"""What happened to a job and to its translation, the newest first."""

from dataclasses import dataclass
from datetime import datetime

from cms_site.core.story.lines import lines
from cms_site.core.story.models import StoryEntry
from cms_site.core.translation.jobs.assignment import name_of
from cms_site.core.translation.jobs.facts import target_of
from cms_site.core.translation.jobs.models import TranslationJob, TranslationJobEvent

# What is told of the approval of a translation: the log of its page has it already.
REVIEW = ("wagtail.workflow.start", "wagtail.workflow.resume", "wagtail.workflow.reject", "wagtail.workflow.cancel")


@dataclass(frozen=True)
class Entry:
    """One line of the history; `to` is whom the job was handed to, `comment` what somebody wrote about it."""

    at: datetime
    said: str
    by: str = ""
    to: str = ""
    comment: str = ""


def history_of(job: TranslationJob) -> list[Entry]:
    """Who was on the job, and who submitted its translation for approval or sent it back."""
    found = [_of_event(event) for event in job.events.select_related("by", "assignee").order_by("-at", "-pk")]
    target = target_of(job.source, job.locale_id)
    if target is not None:
        entries = StoryEntry.objects.filter(page=target.pk, action__in=REVIEW)
        found += [
            Entry(line.at, line.sentence, line.who, comment=next((each.text for each in line.details), ""))
            for line in lines(entries.told())
        ]
    return sorted(found, key=lambda entry: entry.at, reverse=True)


def _of_event(event: TranslationJobEvent) -> Entry:
    to = event.assignee if event.kind == TranslationJobEvent.Kind.HANDED_OVER else None
    said = str(event.get_kind_display())
    return Entry(event.at, said[:1].upper() + said[1:], name_of(event.by), name_of(to), event.comment)
