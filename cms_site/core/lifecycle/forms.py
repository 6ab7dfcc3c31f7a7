"""What is asked before a page leaves the site."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from cms_site.core.lifecycle import family, removal
from cms_site.core.lifecycle.models import Kind

KINDS = [
    (Kind.ERROR, gettext_lazy("In error: it should not have been published. Its address says that it is gone.")),
    (Kind.REPLACED, gettext_lazy("Replaced: readers are sent to another page.")),
    (Kind.WITHDRAWN, gettext_lazy("Withdrawn: it stays readable, with a dated notice that it is no longer valid.")),
]
NOTE = "note_"


def every_page() -> QuerySet:
    """The pages that a replacement is chosen from; which of them will do is checked with the rest."""
    pages: QuerySet = Page.objects.filter(depth__gt=1)
    return pages


class RemovalForm(forms.Form):
    """Why the pages leave the site, and what readers find in their place; the same for all of them."""

    kind = forms.ChoiceField(label=gettext_lazy("Why does it leave the site?"), choices=KINDS, widget=forms.RadioSelect)
    replacement: Any = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=gettext_lazy("Readers are sent to"),
        help_text=gettext_lazy("In each language to that language's own page, where there is one."),
        widget=AdminPageChooser,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        help_text=gettext_lazy(
            "For colleagues and auditors: it is kept in the history of the page, never shown to readers."
        ),
    )

    def __init__(self, *args: Any, pages: Iterable[Page] = (), ask_descendants: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pages = list(pages)
        self.fields["replacement"].queryset = every_page()  # type: ignore[attr-defined]
        self.languages = list(dict.fromkeys(page.locale.language_code for page in reversed(self.going(False))))
        for number, code in enumerate(self.languages):
            self.fields[f"{NOTE}{code}"] = self._note_field(code, required=number == 0)
        if ask_descendants:
            label = _("Also the public pages below it (%d)") % ask_descendants
            self.fields["include_descendants"] = forms.BooleanField(required=False, label=label)

    def _note_field(self, code: str, *, required: bool) -> forms.CharField:
        name = family.language_name(code)
        hint = _("Readers see it at the top of the page.")
        if not required:
            hint = _("If it is empty, readers in this language see the date only.")
        return forms.CharField(
            required=False,
            max_length=1000,
            label=_("Public note (%(language)s)") % {"language": name},
            help_text=hint,
            widget=forms.Textarea(attrs={"rows": 2, "lang": code}),
        )

    def going(self, include_descendants: bool) -> list[Page]:
        """The pages that would leave the site."""
        return removal.affected(self.pages, include_descendants=include_descendants)

    @property
    def note_fields(self) -> list[forms.BoundField]:
        """A note for each language, the page's own first."""
        return [self[f"{NOTE}{code}"] for code in self.languages]

    @property
    def include_descendants_field(self) -> forms.BoundField | None:
        """The question about the pages below; None where there are none."""
        return self["include_descendants"] if "include_descendants" in self.fields else None

    @property
    def include_descendants(self) -> bool:
        return bool(self.cleaned_data.get("include_descendants"))

    def grounds(self) -> removal.Grounds:
        """The answers, for the service."""
        notes = {code: self.cleaned_data.get(f"{NOTE}{code}", "").strip() for code in self.languages}
        return removal.Grounds(
            kind=self.cleaned_data.get("kind", ""),
            reason=self.cleaned_data.get("reason", ""),
            notes=notes,
            replacement=self.cleaned_data.get("replacement"),
        )

    def clean(self) -> dict[str, Any]:
        """Refuse at the field what the service would refuse, and a withdrawal without a word in the first language."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        first = f"{NOTE}{self.languages[0]}" if self.languages else None
        if cleaned["kind"] == Kind.WITHDRAWN and first and not cleaned[first].strip():
            self.add_error(first, _("Write what readers should know."))
            return cleaned
        try:
            removal.validate(self.grounds(), self.going(self.include_descendants))
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                self.add_error(name if name in self.fields else None, messages)
        return cleaned
