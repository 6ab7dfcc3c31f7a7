"""The inline rows of an editing form."""

from django.forms import BaseFormSet, Form
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME


def filled_rows(rows: BaseFormSet) -> list[Form]:
    """The inline rows that were filled in correctly and are not marked for removal, in the order of the form."""
    valid = [row for row in rows.forms if row.is_valid()]
    kept = [row for row in valid if row.cleaned_data and not row.cleaned_data.get(DELETION_FIELD_NAME)]
    return sorted(kept, key=lambda row: row.cleaned_data.get(ORDERING_FIELD_NAME) or 0)
