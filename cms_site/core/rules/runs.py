"""What rules did, ready for a list: each action with what became of what it wrote into the outbox."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cms_site.core import outbox
from cms_site.core.models.delivery import Delivery
from cms_site.core.rules.models import RuleRun
from cms_site.core.rules.registry import ACTIONS, EVENTS


@dataclass(frozen=True)
class ShownStep:
    """An action: what it did or what kept it from being done, and what of it did not reach anybody yet."""

    said: str
    error: str
    unsent: list[Delivery]


@dataclass(frozen=True)
class ShownRun:
    """A run with its actions in order; `again` is whether something is left to be tried."""

    run: RuleRun
    event: str
    steps: list[ShownStep]
    again: bool


def shown(runs: Iterable[RuleRun]) -> list[ShownRun]:
    """`runs` for a list, in one query however many they are."""
    runs = list(runs)
    written = {pk for run in runs for pk in run.deliveries}
    unsent = {delivery.pk: delivery for delivery in Delivery.objects.unsent().filter(pk__in=written)}
    return [_shown(run, unsent) for run in runs]


def _shown(run: RuleRun, unsent: dict[int, Delivery]) -> ShownRun:
    rows = {row["id"]: row for row in run.rule.action_rows}
    steps = []
    # an action that was taken out of the rule since was done all the same
    for key in [*rows, *(run.steps.keys() - rows)]:
        step = run.steps.get(key)
        if step is None:
            row = rows[key]
            steps.append(ShownStep(ACTIONS[row["type"]].phrase(row["value"], run.rule.names), "", []))
        else:
            left = [unsent[pk] for pk in step["deliveries"] if pk in unsent]
            steps.append(ShownStep(step["said"], step["error"], left))
    event = EVENTS.get(run.event)
    again = is_unsent(run.delivery) or any(step.unsent for step in steps)
    return ShownRun(run, str(event.label) if event else run.event, steps, again)


def is_unsent(delivery: Any) -> bool:
    """Whether what a delivery stands for is still to be done."""
    return delivery is not None and delivery.state in (Delivery.State.WAITING, Delivery.State.GIVEN_UP)


def try_again(run: RuleRun, now: datetime) -> list[str]:
    """Do now what is left of a run, and send what it wrote; returns what still keeps it from being done."""
    errors = _send(Delivery.objects.unsent().filter(pk=run.delivery_id or 0), now)
    run.refresh_from_db()
    return [*errors, *_send(Delivery.objects.unsent().filter(pk__in=run.deliveries), now)]


def _send(deliveries: Iterable[Delivery], now: datetime) -> list[str]:
    tried = [outbox.try_again(delivery, now) for delivery in deliveries]
    return [delivery.last_error for delivery in tried if is_unsent(delivery)]
