"""The form of a term: what changed in it, and who entered it."""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm

from cms_site.core.terms import cases, equivalents


class TermForm(WagtailAdminModelForm):
    """Proposes what was left empty; an equivalent that was changed waits for approval again."""

    def clean(self) -> dict[str, Any]:
        """Cases that nobody touched follow a name that was changed."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.instance.pk and {"name", "kind"} & set(self.changed_data):
            cleaned.update({name: "" for name in cases.CASES if name not in self.changed_data})
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Save, with the form that was approved before kept among the former ones."""
        rows = [row_form for row_form in self.formsets["names"].forms if row_form.has_changed()]
        former = [equivalents.entered(row_form.instance, row_form.initial, self.for_user) for row_form in rows]
        term = super().save(commit=commit)
        equivalents.complete(term, [row for row in former if row is not None])
        return term
