"""What people write when they pass on a job."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms_site.core.translation.jobs.assignment import name_of
from cms_site.core.translation.jobs.models import TranslationJob
from cms_site.core.translation.jobs.rights import workers_of


class PersonField(forms.ModelChoiceField):
    """Somebody by name."""

    def label_from_instance(self, obj: Any) -> str:
        return name_of(obj)


class HandOverForm(forms.Form):
    """Who is on it from now on, with a word to them."""

    to = PersonField(queryset=None, label=_("To whom"))
    comment = forms.CharField(
        label=_("Comment"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, job: TranslationJob, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        field.queryset = workers_of(job).exclude(pk=job.assignee_id)


class DeclineForm(forms.Form):
    """Why a page is not translated."""

    reason = forms.CharField(
        label=_("Reason"),
        min_length=5,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Colleagues read it on the board."),
    )
