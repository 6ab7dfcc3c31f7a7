"""The ledger of a convoy: who received what, outside the drafts of its page, and whether the ledger is closed."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model_string

from cms_site.core.page_types import as_text
from partnerships.models.cargo import CargoLine
from partnerships.models.organisations import Organisation
from partnerships.querysets import HandOverQuerySet, LedgerQuerySet

# No letter or digit that a reader of a printed slip could take for another.
CODE_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
CODE_LENGTH = 5
NOT_POSITIVE = _("A quantity is more than nothing; leave it empty if it is not recorded.")


def new_code() -> str:
    """A short code such as "k7mq4"."""
    return get_random_string(CODE_LENGTH, CODE_ALPHABET)


class Ledger(models.Model):
    """What belongs to a convoy once, whatever its languages and drafts: its short code and how it was closed."""

    convoy = models.OneToOneField(
        "partnerships.ConvoyPage", on_delete=models.CASCADE, related_name="ledger", verbose_name=_("convoy")
    )
    code = models.CharField(_("code"), max_length=10, unique=True, default=new_code, editable=False)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    explanation = models.TextField(
        _("why something is left"), blank=True, help_text=_("Shown to the public. Needed if something is left.")
    )

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = _("ledger of a convoy")
        verbose_name_plural = _("ledgers of convoys")
        constraints = [
            models.CheckConstraint(
                condition=Q(explanation="") | Q(closed_on__isnull=False),
                name="ledger_explained_when_closed",
                violation_error_message=_("Only a closed ledger is explained."),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def closed(self) -> bool:
        """Whether nothing more is handed over."""
        return self.closed_on is not None


class HandOver(models.Model):
    """Who received how much of a cargo line. An empty quantity means: not recorded.

    An entry is never removed: one that was wrong is undone, with a reason, and counts no more.
    """

    convoy = models.ForeignKey(
        "partnerships.ConvoyPage",
        on_delete=models.CASCADE,
        related_name="hand_overs",
        editable=False,
        verbose_name=_("convoy"),
    )
    # A convoy takes its lines and entries along when it is deleted; a line alone cannot go while an entry names it.
    cargo_line = models.ForeignKey(
        CargoLine, on_delete=models.RESTRICT, related_name="hand_overs", verbose_name=_("cargo line")
    )
    recipient = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("recipient"),
        help_text=_("An organisation; never a private person."),
    )
    quantity = models.DecimalField(
        _("quantity"),
        max_digits=12,
        decimal_places=3,
        null=True,
        blank=True,
        help_text=_("In the unit of the cargo line. Leave empty if it is not recorded."),
    )
    date = models.DateField(_("date"), null=True, blank=True)
    document = models.ForeignKey(
        get_document_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("document"),
    )
    note = models.CharField(_("note"), max_length=255, blank=True, help_text=_("Internal: never shown to the public."))
    recorded_at = models.DateTimeField(_("recorded"), auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("undone by"),
    )
    undo_reason = models.CharField(_("why it was undone"), max_length=255, blank=True, editable=False)

    objects = HandOverQuerySet.as_manager()

    class Meta:
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")
        ordering = ["date", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity=None) | Q(quantity__gt=0),
                name="hand_over_quantity_is_positive",
                violation_error_message=NOT_POSITIVE,
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None) | ~Q(undo_reason=""),
                name="hand_over_undone_with_reason",
                violation_error_message=_("Say why the hand-over is undone."),
            ),
        ]
        indexes = [
            # what was handed over of a line: the rule of the database, balances
            models.Index("cargo_line", "quantity", condition=Q(undone_at=None), name="hand_over_of_line"),
            # the totals of convoys by line and recipient
            models.Index(
                "convoy", "cargo_line", "recipient", "quantity", condition=Q(undone_at=None), name="hand_over_totals"
            ),
        ]

    def __str__(self) -> str:
        return str(self.recipient)

    @property
    def standing(self) -> bool:
        """Whether the entry counts."""
        return self.undone_at is None

    def clean(self) -> None:
        """Refuse more than is left of the line."""
        super().clean()
        self.check_amount()
        if self.quantity is None or self.cargo_line_id is None or self.cargo_line.quantity is None:
            return
        others = HandOver.objects.standing().filter(cargo_line=self.cargo_line_id).exclude(pk=self.pk)
        left = self.cargo_line.quantity - others.total()
        if self.standing and self.quantity > left:
            raise ValidationError({"quantity": more_than_arrived(left)})

    def check_amount(self) -> None:
        """Raise ValidationError at a quantity of nothing or less."""
        if self.quantity is not None and self.quantity <= 0:
            raise ValidationError({"quantity": NOT_POSITIVE})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; the convoy is that of the line."""
        self.convoy_id = self.cargo_line.page_id
        super().save(*args, **kwargs)


def more_than_arrived(left: Any) -> Any:
    """The sentence for a hand-over that exceeds what is `left` of its cargo line."""
    return _("This is more than arrived: only %(left)s is left to hand over.") % {"left": as_text(left)}
