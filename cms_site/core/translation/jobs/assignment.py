"""Who is on a job: claiming, giving back, handing over, declining and taking up again, each with its history."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from cms_site.core.translation.jobs import following
from cms_site.core.translation.jobs.models import State, TranslationJob, TranslationJobEvent, note
from cms_site.core.translation.jobs.rights import Workplaces, workers_of

Kind = TranslationJobEvent.Kind


class AssignmentRefusedError(PermissionDenied):
    """Why somebody cannot do this with a job now; the sentence is for them."""


def _locked(pk: int, user: Any) -> tuple[TranslationJob, Workplaces]:
    found = TranslationJob.objects.select_for_update(of=("self",)).select_related("source", "locale").filter(pk=pk)
    job = found.first()
    if job is None:
        raise AssignmentRefusedError(_("There is nothing to be translated any more: its page was deleted."))
    rights = Workplaces(user)
    if not rights.may_work(job):
        raise PermissionDenied
    return job, rights


def _open(job: TranslationJob) -> None:
    if not job.is_open:
        raise AssignmentRefusedError(_("There is nothing to be done on “%s” any more.") % job.source)


@transaction.atomic
def claim(pk: int, user: Any) -> TranslationJob:
    """Let `user` be on a free job; raises AssignmentRefusedError if somebody else is."""
    job, _rights = _locked(pk, user)
    _open(job)
    if job.assignee_id == user.pk:
        return job
    if job.assignee_id is not None:
        raise AssignmentRefusedError(
            _("%(name)s is on “%(title)s” already.") % {"name": name_of(job.assignee), "title": job.source}
        )
    job.assignee = user
    job.save(update_fields=["assignee"])
    note(job, Kind.CLAIMED, by=user)
    return job


@transaction.atomic
def claim_all(pks: Iterable[int], user: Any) -> tuple[int, list[str]]:
    """Claim every job that is free; returns how many were claimed and why others were not, a sentence each."""
    claimed, refused = 0, []
    for pk in sorted(pks):
        try:
            claim(pk, user)
        except AssignmentRefusedError as refusal:
            refused.append(str(refusal))
        else:
            claimed += 1
    return claimed, refused


@transaction.atomic
def give_back(pk: int, user: Any) -> TranslationJob:
    """Let a job of `user` be free again; those who may publish there free that of anybody."""
    job = _own(pk, user)
    job.assignee = None
    job.save(update_fields=["assignee"])
    note(job, Kind.GIVEN_BACK, by=user)
    return job


@transaction.atomic
def hand_over(pk: int, user: Any, to: Any, comment: str = "") -> TranslationJob:
    """Let another person be on a job, who may work where it is."""
    job = _own(pk, user)
    if not workers_of(job).filter(pk=to.pk).exists():
        raise AssignmentRefusedError(_("%s does not translate here.") % name_of(to))
    job.assignee = to
    job.save(update_fields=["assignee"])
    note(job, Kind.HANDED_OVER, by=user, comment=comment)
    return job


def _own(pk: int, user: Any) -> TranslationJob:
    job, rights = _locked(pk, user)
    _open(job)
    if job.assignee_id != user.pk and not rights.may_direct(job):
        raise AssignmentRefusedError(_("Only who is on “%s” hands it over, or whoever publishes it.") % job.source)
    return job


@transaction.atomic
def decline(pk: int, user: Any, reason: str) -> TranslationJob:
    """Say with a reason that a page is not translated; until somebody takes it up again or begins all the same."""
    job, rights = _locked(pk, user)
    if job.state not in (State.MISSING, State.OUTDATED):
        raise AssignmentRefusedError(_("“%s” is in work or done; what is begun cannot be declined.") % job.source)
    if job.assignee_id not in (None, user.pk) and not rights.may_direct(job):
        raise AssignmentRefusedError(
            _("%(name)s is on “%(title)s” already.") % {"name": name_of(job.assignee), "title": job.source}
        )
    following.decline(job, reason)
    note(job, Kind.DECLINED, by=user, comment=reason)
    return job


@transaction.atomic
def resume(pk: int, user: Any) -> TranslationJob:
    """Take up what was declined."""
    job, _rights = _locked(pk, user)
    if job.state != State.REFUSED:
        raise AssignmentRefusedError(_("“%s” is not declined any more.") % job.source)
    following.decline(job, "")
    note(job, Kind.RESUMED, by=user)
    return job


def name_of(user: Any) -> str:
    """The name of a person, for a sentence."""
    return str(user.get_full_name() or user.get_username()) if user else ""
