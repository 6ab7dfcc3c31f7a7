"""What an editor asks, and what an expert answers."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput

from cms_site.core.sign_off.models import Verdict
from cms_site.core.signed_links import today

USUAL = timedelta(days=7)
LONGEST = timedelta(days=90)


def _in_a_week() -> date:
    return today() + USUAL


class AskForm(forms.Form):
    """Whom an editor asks what, in which language and until when."""

    name = forms.CharField(label=gettext_lazy("Name of the expert"), max_length=255)
    email = forms.EmailField(label=gettext_lazy("Email address"))
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=settings.LANGUAGES,
        help_text=gettext_lazy("Of the mail and of the form. The text itself is shown as it is."),
    )
    question = forms.CharField(
        label=gettext_lazy("What you ask"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    until = forms.DateField(
        label=gettext_lazy("Valid until"),
        initial=_in_a_week,
        widget=AdminDateInput(),
        help_text=gettext_lazy("The link opens the text until the end of this day."),
    )

    def clean_until(self) -> date:
        """Neither a day that is past nor one far away."""
        until: date = self.cleaned_data["until"]
        if until < today():
            raise ValidationError(_("This day is past."))
        if until > today() + LONGEST:
            raise ValidationError(_("The link can be valid for 90 days at most."))
        return until


class AnswerForm(forms.Form):
    """What an expert thinks of the text."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Your opinion"),
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of the three.")},
    )
    comment = forms.CharField(
        label=gettext_lazy("Remarks"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Needed unless you agree."),
    )
    name = forms.CharField(
        label=gettext_lazy("Your name"), max_length=255, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )

    def clean(self) -> dict[str, Any]:
        """Refuse remarks without a word."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        needed = cleaned.get("verdict") in (Verdict.REMARKS, Verdict.DISAGREE)
        if needed and not cleaned.get("comment") and "comment" not in self.errors:
            self.add_error("comment", _("Say what you would change, or what you do not agree with."))
        return cleaned
