"""What the editing forms check beyond a single field."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms_site.core.admin.page_form import BasePageForm
from cms_site.core.page_types import as_text


class CompleteWhenPublishedForm(BasePageForm):
    """Tells the page whether it is about to be published, because a draft may be half empty."""

    def clean(self) -> dict[str, Any]:
        self.instance.has_to_be_complete = not self.is_deferred_validation
        cleaned: dict[str, Any] = super().clean()
        return cleaned


class AgreementPageForm(CompleteWhenPublishedForm):
    """Refuses a signing in the future on publication alone."""


class ConvoyPageForm(BasePageForm):
    """Keeps the cargo lines, in drafts too, in step with what was handed over of them already."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if "cargo_lines" in self.formsets and self.instance.pk:
            handed = self.instance.hand_overs.standing().by_line()
            for line in self.formsets["cargo_lines"].forms:
                if (total := handed.get(line.instance.pk)) is not None and line.is_valid():
                    self._check_line(line, total)
        return cleaned

    def _check_line(self, line: Any, total: Decimal) -> None:
        """Refuse to remove, to shrink below `total` or to count otherwise a line of which `total` was handed over."""
        if line.cleaned_data.get("DELETE"):
            text = _("“%(line)s” cannot be removed: some of it was handed over. Undo the hand-overs first.")
            self.add_error(None, text % {"line": line.instance})
            return
        quantity = line.cleaned_data.get("quantity")
        if quantity is not None and quantity < total:
            text = _("%(total)s was handed over already; less cannot have arrived.")
            line.add_error("quantity", text % {"total": as_text(total)})
        if "unit" in line.changed_data:
            line.add_error("unit", _("Some of this line was handed over, counted in the unit that it had."))
