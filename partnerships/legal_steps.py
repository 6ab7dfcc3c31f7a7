"""The legal steps of an agreement with a foreign community, and which agreements take them.

Law of Ukraine 3668-IX of 24 April 2024 "On international territorial cooperation of Ukraine": the draft goes to the
ministry, which approves it within 30 days in all, before it is signed. Cabinet resolution 357 of 28 March 2025, made
under part 3 of article 11 of that law: what is signed is registered, under a number and with a date.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import pairwise
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms_site.core.dates import PartialDate
from partnerships.agreement_kinds import AgreementKind
from partnerships.choices import PartnershipKind
from partnerships.validity import signed_after, signed_by

LAW_PASSED = date(2024, 4, 24)


class LegalStep(models.TextChoices):
    """The steps in their order."""

    DRAFTED = "drafted", gettext_lazy("Drafted")
    SENT_TO_MINISTRY = "sent_to_ministry", gettext_lazy("Sent to the ministry")
    APPROVED = "approved", gettext_lazy("Approved by the ministry")
    SIGNED = "signed", gettext_lazy("Signed")
    REGISTERED = "registered", gettext_lazy("Registered")


# Where the date of each step is kept. The signing is the date of the agreement itself.
FIELDS = {
    LegalStep.DRAFTED: "drafted_on",
    LegalStep.SENT_TO_MINISTRY: "sent_on",
    LegalStep.APPROVED: "approved_on",
    LegalStep.SIGNED: "start_date",
    LegalStep.REGISTERED: "registration_date",
}
ORDER = list(FIELDS)
OWN_FIELDS = [name for step, name in FIELDS.items() if step != LegalStep.SIGNED]

# So many days after the step before it a step is due. For the approval the law gives 30 days; for the others we know of
# no term, and a month (half a year for the signing, which waits for a visit) is when somebody should ask what is wrong.
DUE_AFTER = {
    LegalStep.SENT_TO_MINISTRY: timedelta(days=30),
    LegalStep.APPROVED: timedelta(days=30),
    LegalStep.SIGNED: timedelta(days=180),
    LegalStep.REGISTERED: timedelta(days=30),
}


NOT_BETWEEN_COMMUNITIES = {AgreementKind.TRIPARTITE_AID, AgreementKind.NETWORK_MEMORANDUM}
# The kinds of partnerships whose partner is a city or a region.
COMMUNITIES = {PartnershipKind.SISTER_CITY, PartnershipKind.COOPERATION}


class Steps(Enum):
    """What an agreement has to do with the legal steps."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    NONE = "none"


def steps_for(agreement: Any) -> Steps:
    """Whether the agreement takes the legal steps; the only place that decides it.

    Law 3668-IX speaks of agreements of a Ukrainian community with a foreign one: those with a partner abroad that is a
    city or a region. Agreements inside Ukraine, tripartite aid agreements with charities, and those with companies,
    international organisations or networks of cities are not of this kind. What was signed before the law was passed
    did not have to take the steps, though what is known of them may be recorded.
    """
    partner = agreement.partner
    if partner is None or agreement.kind in NOT_BETWEEN_COMMUNITIES:
        return Steps.NONE
    foreign = partner.country and str(partner.country.code) != "UA"
    if not foreign or partner.kind not in COMMUNITIES:
        return Steps.NONE
    return Steps.OPTIONAL if _before_the_law(agreement) else Steps.REQUIRED


@dataclass(frozen=True)
class DatedStep:
    """A step that was taken, and when."""

    step: LegalStep
    date: PartialDate

    @property
    def label(self) -> str:
        return str(self.step.label)


def history(agreement: Any, day: date) -> list[DatedStep]:
    """The steps taken by `day`, in their order; empty for an agreement without any step of its own."""
    if not any(getattr(agreement, name) for name in OWN_FIELDS):
        return []
    return [DatedStep(step, when) for step, when in _recorded(agreement) if when.first_day() <= day]


def _recorded(agreement: Any) -> Iterator[tuple[LegalStep, PartialDate]]:
    for step, name in FIELDS.items():
        value = getattr(agreement, name)
        if value is not None:
            yield step, agreement.date if step == LegalStep.SIGNED else PartialDate(value)


def next_step(agreement: Any, day: date) -> tuple[LegalStep, date] | None:
    """The step to be taken next after those of `history`, and the last day for it; None when there is none."""
    taken = history(agreement, day)
    if not taken or taken[-1].step == LegalStep.REGISTERED or steps_for(agreement) is not Steps.REQUIRED:
        return None
    step = ORDER[ORDER.index(taken[-1].step) + 1]
    return step, taken[-1].date.last_day() + DUE_AFTER[step]


def _before_the_law(agreement: Any) -> bool:
    return agreement.start_date is not None and agreement.start_date < LAW_PASSED


def taken_by(step: LegalStep, day: date) -> Q:
    """The agreements of which `step` is the last one taken by `day`; those without a step of their own have none."""
    later = [_not_taken(other, day) for other in ORDER[ORDER.index(step) + 1 :]]
    recorded = Q()
    for name in OWN_FIELDS:
        recorded |= Q(**{f"{name}__isnull": False})
    found = recorded & Q(**{f"{FIELDS[step]}__lte": day})
    for condition in later:
        found &= condition
    return found


def _not_taken(step: LegalStep, day: date) -> Q:
    if step == LegalStep.SIGNED:
        return Q(start_date=None) | signed_after(day)
    return Q(**{FIELDS[step]: None}) | Q(**{f"{FIELDS[step]}__gt": day})


def overdue_on(day: date) -> Q:
    """The agreements whose next step should have been taken before `day`."""
    found = Q()
    for step, following in pairwise(ORDER):
        limit = day - DUE_AFTER[following] - timedelta(days=1)
        waited = signed_by(limit) if step == LegalStep.SIGNED else Q(**{f"{FIELDS[step]}__lte": limit})
        found |= taken_by(step, day) & waited
    return found & (Q(start_date=None) | Q(start_date__gte=LAW_PASSED))


def problems(agreement: Any, today: date) -> dict[str, str]:
    """What is wrong with the steps, by field; empty when all is well."""
    steps = steps_for(agreement)
    given = [name for name in [*OWN_FIELDS, "registration_number"] if getattr(agreement, name)]
    if steps is Steps.NONE:
        return dict.fromkeys(given, _("Only an agreement with a foreign community takes this step: leave it empty."))
    found = {name: text for check in (_disorder, _future) for name, text in check(agreement, today)}
    if agreement.registration_number and not agreement.registration_date:
        found["registration_date"] = _("A registration number needs the date of the registration.")
    if agreement.registration_date and not agreement.registration_number:
        found["registration_number"] = _("A registration needs its number.")
    if steps is Steps.REQUIRED:
        found = {**dict(_skipped(agreement, today)), **found}
    return found


def _disorder(agreement: Any, today: date) -> Iterator[tuple[str, str]]:
    steps = list(_recorded(agreement))
    for (before, earlier), (step, when) in pairwise(steps):
        if when.last_day() < earlier.first_day():
            yield FIELDS[step], _("This is before the step “%(step)s”.") % {"step": before.label}


def _future(agreement: Any, today: date) -> Iterator[tuple[str, str]]:
    for name in OWN_FIELDS:
        value = getattr(agreement, name)
        if value and value > today:
            yield name, _("This day is yet to come: enter the step when it has been taken.")


def _skipped(agreement: Any, today: date) -> Iterator[tuple[str, str]]:
    taken = {step for step, when in _recorded(agreement) if when.first_day() <= today}
    last = max((ORDER.index(step) for step in taken), default=0)
    for step in ORDER[:last]:
        if step not in taken:
            text = _("This step cannot be skipped: “%(step)s” comes after it.") % {"step": ORDER[last].label}
            yield FIELDS[step], text
