"""The part of every page's form that asks what a change means for readers."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from cms_site.core.changes.models import NOTE_LENGTH, Weight
from cms_site.core.changes.proposing import Proposal, proposal_for, propose
from cms_site.core.changes.suggesting import suspicious
from cms_site.core.translation.form_places import places_of_form

SEEN = "seen"
OWN_FIELDS = {"change_weight", "change_note", "change_suggestion", "source_seen"}
EXPLAINED = [
    (Weight.TYPO, gettext_lazy("Typing error: nobody has to know, translations stay as they are")),
    (Weight.CONTENT, gettext_lazy("Content: something new, translations have to follow")),
    (Weight.CORRECTION, gettext_lazy("Correction: something was wrong, readers are told")),
]


NOTE_MISSING = gettext_lazy("A correction needs a note that tells readers what was wrong.")
NOTE_HELP = gettext_lazy(
    "Only for a correction: what was wrong and what is right. Shown with its date on the page, on the page of "
    "corrections and in its feed."
)


class ChangeFields(forms.Form):
    """The kind of a change with its note, which a correction needs; for other forms than that of the page."""

    change_weight = forms.ChoiceField(label=gettext_lazy("Kind of change"), choices=EXPLAINED, widget=forms.RadioSelect)
    change_note = forms.CharField(
        label=gettext_lazy("Note for readers"),
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=NOTE_HELP,
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a correction without its note."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("change_weight") == Weight.CORRECTION and not cleaned.get("change_note", "").strip():
            self.add_error("change_note", NOTE_MISSING)
        return cleaned

    @property
    def proposal(self) -> Proposal:
        """What was chosen."""
        return Proposal(self.cleaned_data["change_weight"], self.cleaned_data["change_note"].strip())


class ChangeForm(WagtailAdminPageForm):
    """Asks for the kind of change once a page is public.

    Of a translation the kind is not asked, as it was said of the source; a note for its readers makes it a correction.

    A draft may leave everything open. Whoever publishes or submits a change of numbers, dates or names is asked once
    whether it is a correction; a correction needs its public note.
    """

    change_weight = forms.ChoiceField(
        label=gettext_lazy("Kind of change"), choices=EXPLAINED, widget=forms.RadioSelect, required=False
    )
    change_note = forms.CharField(
        label=gettext_lazy("Note for readers"),
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=NOTE_HELP,
    )
    change_suggestion = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.checks_change = True
        if self.instance.pk and self.instance.live:
            proposal = proposal_for(self.instance.pk, after=self.instance.live_revision_id)
            self.initial.update(change_weight=proposal.weight, change_note=proposal.note)
        else:
            self.initial.update(change_weight=Weight.CONTENT)
        if not self.instance.is_source:
            del self.fields["change_weight"]

    @cached_property
    def changed_data(self) -> list[str]:
        """The changed fields of the page itself: another opinion of a change makes no other text of it."""
        return [name for name in super().changed_data if name not in OWN_FIELDS]

    def defer_required_fields(self) -> None:
        super().defer_required_fields()
        self.checks_change = False

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.checks_change and self.instance.pk and self.instance.live and not self.errors:
            self._check_change()

    def _check_change(self) -> None:
        if "change_weight" not in self.fields:
            return
        if self._proposed().weight == Weight.CORRECTION:
            if not self.cleaned_data["change_note"].strip():
                self.add_error("change_note", NOTE_MISSING)
            return
        if self.cleaned_data["change_suggestion"] == SEEN:
            return
        public = type(self.instance)._default_manager.get(pk=self.instance.pk)
        found = suspicious(public, self.instance, places_of_form(self))
        if found:
            self.data = self.data.copy()  # type: ignore[has-type]
            self.data[self.add_prefix("change_weight")] = Weight.CORRECTION
            self.data[self.add_prefix("change_suggestion")] = SEEN
            self.add_error(
                "change_weight",
                _(
                    "Numbers, dates or names were changed: %s. If readers were told something wrong, this is a "
                    "correction and needs a note. Otherwise choose another kind and go on."
                )
                % "; ".join(found),
            )

    def _proposed(self) -> Proposal:
        """What was chosen; the note for readers of a translation says by itself that it is a correction."""
        note = self.cleaned_data["change_note"].strip()
        if "change_weight" not in self.fields:
            return Proposal(Weight.CORRECTION, note) if note else Proposal()
        return Proposal(self.cleaned_data["change_weight"] or Weight.CONTENT, note)

    def save(self, commit: bool = True) -> Any:
        """Save; the opinion goes with the next revision, or to the present one if nothing else was changed."""
        page = super().save(commit=commit)
        if page.pk and page.live and "change_note" in self.cleaned_data:
            page.proposed_change = self._proposed()
            if not self.has_changed() and page.has_unpublished_changes and page.latest_revision:
                propose(page.latest_revision, page.proposed_change, self.for_user)
        return page


class ChangePanel(MultiFieldPanel):
    """The kind of change and its note; shown once a page is public."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "children": [FieldPanel("change_weight"), FieldPanel("change_note")],
                "heading": gettext_lazy("What this change means for readers"),
                **kwargs,
            }
        )

    class BoundPanel(MultiFieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            """Whether the page is public, so that there are readers who can be told."""
            return bool(self.instance.pk and self.instance.live) and super().is_shown()
