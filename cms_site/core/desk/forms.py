"""What people choose on the desk."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _


class PersonField(forms.ModelChoiceField):
    """A person, by name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.get_full_name() or obj.get_username())


class HandOverForm(forms.Form):
    """To whom of `people` a text is handed over."""

    person = PersonField(queryset=None, label=_("To whom"), empty_label=None, widget=forms.RadioSelect)

    def __init__(self, *args: Any, people: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = get_user_model().objects.filter(pk__in=[person.pk for person in people])
        self.fields["person"].queryset = found.order_by("last_name", "pk")  # type: ignore[attr-defined]
