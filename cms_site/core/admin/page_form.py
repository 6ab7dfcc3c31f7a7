"""The editing form of every page."""

from typing import Any

from django.forms import BaseFormSet, Form, MultipleChoiceField
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from cms_site.core.page_types import neutral_names


class BasePageForm(WagtailAdminPageForm):
    """Shows facts without a language on a translation, but takes them from the source alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            # Where it is left empty the page proposes one.
            self.fields["slug"].required = False
        if not self.instance.pk or self.instance.is_source:
            return
        for name in [*neutral_names(type(self.instance)), "image"]:
            if name in self.fields:
                self._take_from_source(name)

    def _take_from_source(self, name: str) -> None:
        field = self.fields[name]
        field.disabled = True
        field.help_text = _("Edited on the Ukrainian page; the same in every language.")
        if isinstance(field, MultipleChoiceField):
            # A disabled field is cleaned from its initial value, and this one accepts nothing but a list.
            self.initial[name] = [getattr(value, "code", value) for value in self.initial.get(name) or []]


def filled_rows(rows: BaseFormSet) -> list[Form]:
    """The inline rows that were filled in correctly and are not marked for removal, in the order of the form."""
    valid = [row for row in rows.forms if row.is_valid()]
    kept = [row for row in valid if row.cleaned_data and not row.cleaned_data.get(DELETION_FIELD_NAME)]
    return sorted(kept, key=lambda row: row.cleaned_data.get(ORDERING_FIELD_NAME) or 0)
