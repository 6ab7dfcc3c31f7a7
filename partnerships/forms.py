"""What the editing forms check beyond a single field."""

from decimal import Decimal
from typing import Any

from django.forms import Form
from django.utils.translation import gettext_lazy as _

from cms_site.core.admin.page_form import BasePageForm


class CompleteWhenPublishedForm(BasePageForm):
    """Tells the page whether it is about to be published, because a draft may be half empty."""

    def clean(self) -> dict[str, Any]:
        self.instance.has_to_be_complete = not self.is_deferred_validation
        cleaned: dict[str, Any] = super().clean()
        return cleaned


class AgreementPageForm(CompleteWhenPublishedForm):
    """Refuses a signing in the future on publication alone."""


class ConvoyPageForm(BasePageForm):
    """Refuses, in drafts too, to hand over more than arrived, and says so at the hand-over that is too much."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        for line in _kept(self.formsets["cargo_lines"].forms) if "cargo_lines" in self.formsets else []:
            self._check_balance(line)
        return cleaned

    def _check_balance(self, line: Any) -> None:
        left = line.cleaned_data.get("quantity")
        if left is None:
            return
        for hand_over in _kept(line.formsets["hand_overs"].forms):
            quantity = hand_over.cleaned_data.get("quantity") or Decimal(0)
            if quantity > left:
                hand_over.add_error("quantity", more_than_arrived(left))
            left = max(left - quantity, Decimal(0))


def more_than_arrived(left: Decimal) -> Any:
    """The sentence for a hand-over that exceeds what is `left` of its cargo line."""
    return _("This is more than arrived: only %(left)s is left to hand over.") % {"left": f"{left.normalize():f}"}


def _kept(forms: list[Any]) -> list[Form]:
    """The rows that were filled in correctly and are not marked for removal."""
    valid = [form for form in forms if form.is_valid()]
    return [form for form in valid if form.cleaned_data and not form.cleaned_data.get("DELETE")]
