"""Logging visits: where they are entered, what a copy keeps, what is worth a second look."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms_site.core.dates import PartialDate
from cms_site.core.workflow import contributions
from delegations.models import DelegationIndexPage, DelegationPage
from delegations.visibility import is_held

# What the next visit is likely to share with an earlier one. Everything else tells of that visit alone.
KEPT_FACTS = ("title", "direction", "countries", "place", "partner", "kind", "official", "purpose")
KEPT_ROWS = ("members", "organisations", "hosts", "programme")
# Columns of those rows that tell of the earlier visit.
DROPPED_COLUMNS = {"date"}


def section_for(user: Any) -> DelegationIndexPage | None:
    """The section in the source language under which the user may log a visit; None if there is none."""
    sections = DelegationIndexPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    for section in sections.order_by("path"):
        if section.permissions_for_user(user).can_add_subpage():
            return section
    return None


def may_copy(visit: DelegationPage, user: Any) -> bool:
    """Whether the user may edit the visit and log another one beside it; translations are not copied.

    It asks the visit alone, which has the rights of its section too: a list asks it of every row.
    """
    may = visit.permissions_for_user(user)
    return bool(visit.is_source and may.can_copy() and (user.is_superuser or "add" in may.permissions))


@transaction.atomic
def copy_as_new(visit: DelegationPage, user: Any) -> DelegationPage:
    """A new draft with title, people and programme of `visit` as last saved, but neither dates nor a result.

    Register number, number of people, cancellation, release times, story, outcome and agreements stay behind as well.
    """
    latest = visit.get_latest_revision_as_object()
    draft = DelegationPage(live=False, owner=user, locale=visit.locale)
    for name in KEPT_FACTS:
        setattr(draft, name, getattr(latest, name))
    for name in KEPT_ROWS:
        setattr(draft, name, [_copy_of_row(row, draft) for row in getattr(latest, name).all()])
    visit.get_parent().add_child(instance=draft)
    revision = draft.save_revision(user=user, clean=False)
    contributions.inherit(visit, revision)
    data = {"page": {"id": visit.pk, "title": visit.title}}
    log(instance=draft, action="wagtail.copy", user=user, data=data, revision=revision)
    return draft


def _copy_of_row(row: Any, draft: DelegationPage) -> Any:
    kept = [*type(row).neutral_columns(), *type(row).text_columns]
    return type(row)(locale=draft.locale, **{name: getattr(row, name) for name in kept if name not in DROPPED_COLUMNS})


def doubts(visit: DelegationPage) -> list[str]:
    """What is worth a second look in a visit that was just saved, a sentence each."""
    return list(filter(None, [head_count_warning(visit), hold_warning(visit), programme_warning(visit)]))


def hold_warning(visit: DelegationPage) -> str:
    """What to say of a draft that would be held back until a time that has passed; empty for any other visit."""
    if visit.live or visit.held_until is None or is_held(visit, timezone.now()):
        return ""
    return _("The visit is held back until a time that has passed: published, it is public at once. Please check it.")


def programme_warning(visit: DelegationPage) -> str:
    """What to say of a point of the programme on a day before or after the visit; empty if there is none."""
    if visit.date is None:
        return ""
    first, last = visit.date.first_day(), visit.date.last_day()
    for point in visit.programme.all():
        if point.date and not first <= point.date <= last:
            return _("The programme has a point on %(day)s, which is no day of the visit. Please check the date.") % {
                "day": PartialDate(point.date)
            }
    return ""


def head_count_warning(visit: DelegationPage) -> str:
    """What to say if fewer people are counted than named; empty if there is nothing to say."""
    named = sum(bool(member.name) for member in visit.members.all())
    if visit.head_count is None or visit.head_count >= named:
        return ""
    return _(
        "The number of people is %(count)d, but %(named)d members of the delegation are named. "
        "Please check which is right."
    ) % {"count": visit.head_count, "named": named}


@transaction.atomic
def set_official(visits: list[DelegationPage], user: Any, *, official: bool) -> int:
    """Save drafts that say whether the visits are official delegations; returns how many differed.

    What is public changes when the drafts are published.
    """
    changed = 0
    for visit in visits:
        draft = visit.get_latest_revision_as_object()
        if draft.official == official:
            continue
        draft.official = official
        if not visit.live:
            draft.save(clean=False)
        draft.save_revision(user=user, log_action=True, clean=False)
        changed += 1
    return changed
