"""What the editing form of a partner checks beyond a single field."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_site.core.admin.inline_rows import filled_rows
from cms_site.core.dates import PartialDate
from partnerships import stages
from partnerships.forms import CompleteWhenPublishedForm


class PartnershipPageForm(CompleteWhenPublishedForm):
    """Takes the stage from the history, and asks for what is needed on publication alone: a draft may be half empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "stage" in self.fields:
            self.fields["stage"].required = False

    def clean(self) -> dict[str, Any]:
        self.instance.history_is_checked = True
        cleaned: dict[str, Any] = super().clean()
        if "stage" in self.fields and not self.fields["stage"].disabled:
            self._check_history(cleaned)
        return cleaned

    def _check_history(self, cleaned: dict[str, Any]) -> None:
        rows = filled_rows(self.formsets["stage_changes"]) if "stage_changes" in self.formsets else []
        steps = [_step(row.cleaned_data) for row in rows]
        for number, errors in stages.problems(steps, timezone.localdate()).items():
            for field, message in errors.items():
                rows[number].add_error(field, message)
        if not cleaned.get("stage"):
            cleaned["stage"] = steps[-1][0] if steps else ""
        elif message := stages.disagreement(cleaned["stage"], steps):
            self.add_error("stage", message)
        if not cleaned.get("stage") and not self.is_deferred_validation and "stage" not in self.errors:
            self.add_error("stage", _("Choose the stage, or tell in the history how the partnership came about."))


def _step(row: dict[str, Any]) -> stages.Step:
    start = row.get("start_date")
    when = PartialDate(start, row.get("end_date"), row.get("date_precision") or "day") if start else None
    return row["stage"], when
