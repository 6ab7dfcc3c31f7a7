"""Doing what a rule says, action by action, once each; what fails is tried again by the outbox.

Nothing that is done here fires a rule: it is done on the word of the system, and `is_at_work` holds however deep what
an action sets in motion goes.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms_site.core.models.delivery import Delivery
from cms_site.core.outbox import Channel, DeliveryError, NotNeededError
from cms_site.core.rules.models import RuleRun
from cms_site.core.rules.registry import ACTIONS, ActionError
from cms_site.core.workflow.publishing import SystemAction, system_action

logger = logging.getLogger(__name__)

CHANNEL_NAME = "rule"
_at_work: ContextVar[bool] = ContextVar("content_rule_at_work", default=False)


def is_at_work() -> bool:
    """Whether what happens now is what a rule does."""
    return _at_work.get()


@contextmanager
def _working() -> Iterator[None]:
    token = _at_work.set(True)
    try:
        with system_action(SystemAction.RULE), transaction.atomic():
            yield
    finally:
        _at_work.reset(token)


def deliver(delivery: Delivery) -> None:
    """Do what is not done yet of the run that `delivery` stands for; what fails keeps no other action back."""
    run = RuleRun.objects.select_related("rule", "page__locale", "actor").filter(delivery=delivery).first()
    if run is None or run.page is None:
        raise NotNeededError(_("The page or the rule does not exist any more."))
    if not run.rule.enabled:
        raise NotNeededError(_("The rule was switched off."))
    errors = [error for row in run.rule.action_rows if (error := _do(run, row))]
    run.error = " ".join(dict.fromkeys(errors))
    run.save(update_fields=["error", "steps"])
    if errors:
        raise DeliveryError(run.error)


def _do(run: RuleRun, row: dict[str, Any]) -> str:
    """What kept an action from being done; empty if it is done."""
    step = run.steps.get(row["id"])
    if step is not None and not step["error"]:
        return ""
    said, deliveries, error = "", [], ""
    try:
        with _working():
            outcome = ACTIONS[row["type"]].perform(row["value"], run)
            said, deliveries = outcome.said, outcome.deliveries
            _note(run, row, said, deliveries, "")
    except ActionError as refused:
        error = str(refused)
    except Exception:
        logger.exception("The action “%s” of the content rule “%s” failed", row["type"], run.rule)
        error = _("Something went wrong in the site; its log says more.")
    if error:
        _note(run, row, ACTIONS[row["type"]].phrase(row["value"], run.rule.names), [], error)
    return error


def _note(run: RuleRun, row: dict[str, Any], said: str, deliveries: list[int], error: str) -> None:
    run.steps = {**run.steps, row["id"]: {"said": said, "deliveries": deliveries, "error": error}}
    run.save(update_fields=["steps"])


CHANNEL = Channel(CHANNEL_NAME, gettext_lazy("Content rule"), deliver)
