"""The editing form of a visit."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cms_site.core.admin.page_form import BasePageForm

NEGATIVE_HEAD_COUNT = _("The number of people cannot be negative. Leave it empty if it is not recorded.")
FOLLOWS_ITSELF = _("A visit cannot follow from itself, nor from a visit that followed from it.")
SECOND_HEAD = _("A delegation has one head; another person is marked as head already.")


class DelegationPageForm(BasePageForm):
    """Says at the row which person is one head too many, before the rows reach the database."""

    class Media:
        css = {"all": ["css/compact_panel.css"]}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "head_count" in self.fields:
            self.fields["head_count"].error_messages["min_value"] = NEGATIVE_HEAD_COUNT

    def clean(self) -> dict[str, Any]:
        """The checked values of the page; of several heads every one but the first gets an error."""
        cleaned: dict[str, Any] = super().clean()
        members = self.formsets.get("members")
        if members is not None:
            kept = [form for form in members.forms if form not in members.deleted_forms and form.is_valid()]
            for form in [form for form in kept if form.cleaned_data.get("is_head")][1:]:
                form.add_error("is_head", SECOND_HEAD)
        return cleaned
