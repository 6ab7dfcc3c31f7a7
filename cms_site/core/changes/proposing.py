"""What a change is thought to be, from the first draft to the moment of publication."""

import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from wagtail.models import Revision

from cms_site.core.changes.models import ProposedChange, Weight

_NUMBER = re.compile(r"\d+(?:[.,:/\u00a0 -]\d+)*")
_NAME = re.compile(r"(?<=[\w,;:] )(?!\d)[^\W_a-zа-яіїєґ]\w+(?:[’'-]\w+)*")


@dataclass(frozen=True)
class Proposal:
    """A kind of change with the public note that a correction needs."""

    weight: str = Weight.CONTENT
    note: str = ""


def propose(revision: Revision, proposal: Proposal, by: Any = None) -> None:
    """Keep with a revision what its change is thought to be; a later opinion takes the place of an earlier one."""
    ProposedChange.objects.update_or_create(
        revision=revision,
        defaults={"page_id": int(revision.object_id), "weight": proposal.weight, "note": proposal.note, "by": by},
    )


def proposal_for(page_id: int, *, after: int | None = None, until: int | None = None) -> Proposal:
    """What was proposed last for a page between two revisions, by number; a change of content unless said.

    `after` is the revision that is public, `until` the one that is to be.
    """
    found = ProposedChange.objects.filter(page_id=page_id, revision_id__gt=after or 0)
    if until is not None:
        found = found.filter(revision_id__lte=until)
    last = found.order_by("-revision_id").first()
    return Proposal(last.weight, last.note) if last else Proposal()


def sensitive_differences(before: str, after: str) -> list[str]:
    """The numbers, dates and names that a change of a text took away, with what stands for them now: "30 → 40".

    A name is a capitalised word that does not begin a sentence. What is only added corrects nothing.
    """
    found = []
    for pattern in (_NUMBER, _NAME):
        old_words, new_words = _found(pattern, before), _found(pattern, after)
        gone = [word for word in old_words if word not in new_words]
        new = [word for word in new_words if word not in old_words]
        found += [f"{old} → {word}".strip() for old, word in zip_longest(gone, new[: len(gone)], fillvalue="")]
    return found


def _found(pattern: re.Pattern[str], text: str) -> list[str]:
    return list(dict.fromkeys(pattern.findall(text)))
