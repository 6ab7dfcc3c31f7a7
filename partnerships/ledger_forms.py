"""The forms of the ledger. What the ledger itself refuses is said at the field, and what was typed stays."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.documents.widgets import AdminDocumentChooser
from wagtail.snippets.widgets import AdminSnippetChooser

from cms_site.core.admin.date_input import DateInput
from partnerships import personal_data
from partnerships.models import CargoLine, HandOver, Organisation
from partnerships.models.balances import Balance, LineBalance
from partnerships.models.cargo import counted


class RefusingForm:
    """Takes over what a service refused, each sentence at its field."""

    def refuse(self, error: ValidationError) -> None:
        """Show the sentences of `error`; those of fields that the form does not have stand above it."""
        messages = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, texts in messages.items():
            for text in texts:
                self.add_error(name if name in self.fields else None, text)  # type: ignore[attr-defined]


class LineChoice(forms.ModelChoiceField):
    """The lines of a convoy of which something is left, each with how much."""

    def __init__(self, balance: Balance, **kwargs: Any) -> None:
        self._lines = {found.line.pk: found for found in balance.lines if found.at_most != 0}
        super().__init__(CargoLine.objects.filter(pk__in=self._lines), **kwargs)

    def label_from_instance(self, line: Any) -> str:
        """The line and what is left of it."""
        return line_label(self._lines[line.pk])


def line_label(found: LineBalance) -> str:
    """A line with what can still be handed over, for a list to choose from."""
    if found.at_most is None:
        return _("%(line)s (quantity not recorded)") % {"line": found.line}
    amount = counted(found.at_most, found.line.unit)
    return _("%(line)s (left: %(amount)s)") % {"line": found.line, "amount": amount}


class HandOverForm(RefusingForm, WagtailAdminModelForm):
    """One entry. A text that looks like a person's data, and an entry that is there already, are asked about first."""

    checked = forms.BooleanField(label=gettext_lazy("It is no private person’s data: enter it"), required=False)
    another = forms.BooleanField(label=gettext_lazy("It is another hand-over: enter it"), required=False)

    class Meta:
        model = HandOver
        fields = ("cargo_line", "recipient", "quantity", "date", "document", "note")
        widgets = {
            "date": DateInput(),
            "quantity": forms.TextInput(attrs={"inputmode": "decimal"}),
        }

    def __init__(self, *args: Any, balance: Balance, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cargo_line"] = LineChoice(balance, label=self.fields["cargo_line"].label)
        # made for each form, because they speak the language in which they were made
        self.fields["recipient"].widget = AdminSnippetChooser(Organisation)
        self.fields["document"].widget = AdminDocumentChooser()
        self.fields["date"].initial = timezone.localdate
        self.fields["quantity"].localize = True
        self.questioned = self.is_there = False

    def clean(self) -> dict[str, Any]:
        """Ask about what may be wrong, unless somebody looked at it already."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._ask_about_a_person(cleaned)
        self._ask_about_a_second_time(cleaned)
        return cleaned

    def _ask_about_a_person(self, cleaned: dict[str, Any]) -> None:
        recipient = cleaned.get("recipient")
        texts = {"recipient": getattr(recipient, "name", ""), "note": cleaned.get("note", "")}
        for name, text in texts.items():
            for sentence in personal_data.findings(text):
                self.questioned = True
                if not cleaned.get("checked"):
                    self.add_error(name, sentence)

    def _ask_about_a_second_time(self, cleaned: dict[str, Any]) -> None:
        same = {name: cleaned.get(name) for name in ("cargo_line", "recipient", "quantity", "date")}
        if self.errors or not HandOver.objects.standing().filter(**same).exists():
            return
        self.is_there = True
        if not cleaned.get("another"):
            self.add_error(None, _("The same is in the ledger already: cargo, recipient, quantity and date."))


class ReasonForm(RefusingForm, forms.Form):
    """Why a hand-over is undone or a ledger opened again."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=255)


class CloseForm(RefusingForm, forms.Form):
    """Closing; what is left is explained to the public."""

    explanation = forms.CharField(
        label=gettext_lazy("Why something is left"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Shown to the public. Needed if something is left."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
