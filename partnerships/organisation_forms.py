"""The forms of an organisation, which warn of one that is recorded already."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

ANOTHER = "is_another"


class WarnsOfTwins(forms.ModelForm):
    """Refuses a name that an organisation has in any language and spelling, unless it is said to be another one.

    The question is put only where there is something to ask.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not (self.is_bound and self.data.get(self.add_prefix(ANOTHER))):
            self.fields.pop(ANOTHER, None)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.instance.name = cleaned.get("name", "")
        twins = [] if cleaned.get(ANOTHER) else list(self.instance.same_named()[:5])
        if twins:
            self.fields[ANOTHER] = another_field()
            self.add_error("name", _already(twins))
        # The model would say the same once more.
        self.instance.is_another = bool(cleaned.get(ANOTHER) or twins)
        return cleaned


def another_field() -> forms.BooleanField:
    """The confirmation that an organisation is not the one that has its name."""
    return forms.BooleanField(
        required=False,
        label=_("It is another one"),
        help_text=_("Tick this if it only has the same name. Say in the name what tells them apart, such as the city."),
    )


def _already(twins: list[Any]) -> str:
    address = "wagtailsnippets_partnerships_organisation:edit"
    links = format_html_join(
        ", ", '<a href="{}" target="_blank">{}</a>', ((reverse(address, args=[twin.pk]), twin.name) for twin in twins)
    )
    return format_html("{} {}", _("This organisation seems to be recorded already, choose it instead:"), links)


class OrganisationForm(WarnsOfTwins, WagtailAdminModelForm):
    """The form of the list of organisations."""

    is_another = another_field()
