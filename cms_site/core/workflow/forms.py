"""What people write when they approve or publish urgently."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms_site.core.changes.form import ChangeFields
from cms_site.core.workflow.four_eyes import RETURN_NEEDS_A_REASON
from cms_site.core.workflow.models import REASON_LENGTH


class ReadTextForm(forms.Form):
    """Carries the number of the text that was shown."""

    read = forms.CharField(widget=forms.HiddenInput)


class ApprovalForm(ReadTextForm):
    """An approval, with a word to the author."""

    comment = forms.CharField(
        label=_("Comment"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The author reads it."),
    )


class ApprovalOfChangeForm(ChangeFields, ApprovalForm):
    """An approval of a change to a page that is public: what it means for readers, as its author proposes it."""

    field_order = ("change_weight", "change_note", "comment")


class ReturnForm(forms.Form):
    """Why a text is sent back."""

    comment = forms.CharField(
        label=_("Comment"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What has to change. The author reads it."),
        error_messages={"required": RETURN_NEEDS_A_REASON},
    )


class UrgentForm(ReadTextForm):
    """Why a text cannot wait for a second person."""

    reason = forms.CharField(
        label=_("Reason"),
        min_length=REASON_LENGTH,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Why this cannot wait for a second person. The chief editors read it; residents do not see it."),
    )
