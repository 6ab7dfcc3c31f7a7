"""What is done in the ledger of a convoy: hand over, undo, close, reopen. Each is one transaction, logged."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from cms_site.core.catalog import projection
from partnerships.models import ConvoyPage, HandOver, Ledger
from partnerships.models.balances import Balance
from partnerships.models.ledger import more_than_arrived

HAND_OVER, UNDO, CLOSE, REOPEN = (f"partnerships.{name}" for name in ("hand_over", "undo_hand_over", "close", "reopen"))


def may_record(convoy: ConvoyPage, user: Any) -> bool:
    """Whether `user` may hand over and undo in the ledger of `convoy`: those who may edit its page.

    A lock or a workflow on the page is about its text and does not stop the ledger.
    """
    return bool(convoy.permissions_for_user(user).can_edit())


def may_close(convoy: ConvoyPage, user: Any) -> bool:
    """Whether `user` may close and reopen the ledger of `convoy`: those who may publish its page."""
    return bool(convoy.permissions_for_user(user).can_publish())


@transaction.atomic
def hand_over(entries: Sequence[HandOver], user: Any) -> list[HandOver]:
    """Enter hand-overs, all of them or none; returns them stored. They may be of several convoys.

    Raises ValidationError, at the field that is wrong, for the first one that cannot be.
    """
    by_convoy: dict[int, list[HandOver]] = {}
    for entry in entries:
        entry.convoy_id, entry.recorded_by = entry.cargo_line.page_id, user
        by_convoy.setdefault(entry.convoy_id, []).append(entry)
    stored: list[HandOver] = []
    for convoy_id in sorted(by_convoy):
        stored.extend(_hand_over_of(ConvoyPage.objects.get(pk=convoy_id), by_convoy[convoy_id], user))
    return stored


def _hand_over_of(convoy: ConvoyPage, entries: list[HandOver], user: Any) -> list[HandOver]:
    _open_ledger(convoy)
    left = {found.line.pk: found.at_most for found in Balance.of(convoy).lines}
    for entry in entries:
        _check(convoy, entry, left)
    try:
        with transaction.atomic():
            stored = HandOver.objects.bulk_create(entries)
    except IntegrityError as error:  # the line of cargo became smaller meanwhile
        raise ValidationError({"quantity": _("This is more than arrived.")}) from error
    log(instance=convoy, action=HAND_OVER, user=user, data={"entries": [_described(entry) for entry in entries[:20]]})
    _follow(convoy)
    return stored


def _open_ledger(convoy: ConvoyPage) -> Ledger:
    """The ledger, which waits for this transaction to end. Raises ValidationError where nothing may be entered."""
    ledger: Ledger = Ledger.objects.of(convoy, locked=True)
    if ledger.closed:
        raise ValidationError(_("The ledger is closed. Reopen it first."))
    if not convoy.has_arrived:
        raise ValidationError(_("The convoy has not arrived: enter and publish the date of arrival first."))
    return ledger


def _check(convoy: ConvoyPage, entry: HandOver, left: dict[int, Decimal | None]) -> None:
    """Refuse an entry that cannot be, and take it off what is `left`, by line."""
    entry.clean_fields(exclude=["recorded_by", "cargo_line", "recipient", "document", "convoy"])
    entry.check_amount()
    if entry.cargo_line_id not in left:
        raise ValidationError({"cargo_line": _("This line is not part of the convoy any more.")})
    if entry.date is not None:
        _check_date(convoy, entry.date)
    most = left[entry.cargo_line_id]
    if entry.quantity is None or most is None:
        return
    if entry.quantity > most:
        raise ValidationError({"quantity": more_than_arrived(most)})
    left[entry.cargo_line_id] = most - entry.quantity


def _check_date(convoy: ConvoyPage, day: date) -> None:
    if day > timezone.localdate():
        raise ValidationError({"date": _("The date lies in the future.")})
    if convoy.start_date is not None and day < convoy.start_date:
        text = _("The convoy arrived later: on %(date)s.")
        raise ValidationError({"date": text % {"date": convoy.date}})


@transaction.atomic
def undo(entry: HandOver, reason: str, user: Any) -> HandOver:
    """Undo an entry for a `reason` that stays in the ledger. Raises ValidationError."""
    _open_ledger(entry.convoy)
    reason = reason.strip()
    if not reason:
        raise ValidationError({"reason": _("Say why the hand-over is undone.")})
    current: HandOver = HandOver.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if not current.standing:
        raise ValidationError(_("This hand-over was undone already."))
    current.undone_at, current.undone_by, current.undo_reason = timezone.now(), user, reason
    current.save(update_fields=["undone_at", "undone_by", "undo_reason"])
    log(instance=entry.convoy, action=UNDO, user=user, data={"entries": [_described(current)], "reason": reason})
    _follow(entry.convoy)
    return current


@transaction.atomic
def close(convoy: ConvoyPage, explanation: str, user: Any) -> Ledger:
    """Close the ledger. Raises ValidationError where something is left, or may be, and no `explanation` says why."""
    ledger = _open_ledger(convoy)
    balance = Balance.of(convoy)
    explanation = explanation.strip()
    if not explanation and not balance.settled:
        raise ValidationError({"explanation": explanation_needed(balance)})
    ledger.closed_on, ledger.explanation = timezone.localdate(), explanation
    ledger.save(update_fields=["closed_on", "explanation"])
    log(instance=convoy, action=CLOSE, user=user, data={"reason": explanation})
    _follow(convoy)
    return ledger


def explanation_needed(balance: Balance) -> str:
    """The sentence that asks for an explanation, with what is left."""
    if any(balance.left.values()):
        return _("Explain what becomes of what is left: %(left)s.") % {"left": balance.left_in_words}
    return _("It is not recorded of every line that it was handed over. Explain what became of it.")


@transaction.atomic
def reopen(convoy: ConvoyPage, reason: str, user: Any) -> Ledger:
    """Open a closed ledger again, for a `reason` that stays in the history. Raises ValidationError."""
    ledger: Ledger = Ledger.objects.of(convoy, locked=True)
    reason = reason.strip()
    if not reason:
        raise ValidationError({"reason": _("Say why the ledger is opened again.")})
    if not ledger.closed:
        raise ValidationError(_("The ledger is open."))
    ledger.closed_on, ledger.explanation = None, ""
    ledger.save(update_fields=["closed_on", "explanation"])
    log(instance=convoy, action=REOPEN, user=user, data={"reason": reason})
    _follow(convoy)
    return ledger


def _described(entry: HandOver) -> dict[str, str]:
    quantity = "" if entry.quantity is None else str(entry.quantity.normalize())
    return {"line": str(entry.cargo_line), "recipient": entry.recipient.name, "quantity": quantity}


def _follow(convoy: ConvoyPage) -> None:
    """Let the pages of the convoy in all languages and the catalogue say what the ledger says now."""
    pages = ConvoyPage.objects.filter(translation_key=convoy.translation_key)
    pages.update(stage=convoy.stage_now().value)
    projection.refresh(Page.objects.filter(pk__in=pages.values("pk")))
