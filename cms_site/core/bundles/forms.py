"""What people answer about bundles."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from cms_site.core.bundles.membership import locked
from cms_site.core.bundles.models import Bundle
from cms_site.core.sign_off.forms import AskForm


class BundleForm(WagtailAdminModelForm):
    """Name, note and time of a bundle; another time takes the approval back."""

    class Meta:
        model = Bundle
        fields = ("name", "note", "release_at")

    def clean_release_at(self) -> Any:
        """A time that is chosen now lies ahead."""
        time = self.cleaned_data["release_at"]
        if time is not None and "release_at" in self.changed_data and time <= timezone.now():
            raise forms.ValidationError(_("Choose a time that has not passed yet."))
        return time

    @transaction.atomic
    def save(self, commit: bool = True) -> Bundle:
        """Remember who made it; ask for a new approval of another time.

        Raises PermissionDenied for a bundle that was released since the form was read.
        """
        if self.instance.pk is None:
            self.instance.created_by = self.for_user
        else:
            self._keep_state()
        bundle: Bundle = super().save(commit)
        if commit and "release_at" in self.changed_data:
            bundle.reopen()
        return bundle

    def _keep_state(self) -> None:
        """Take over what others did to the bundle meanwhile, which nobody does any more until it is saved."""
        now = locked(self.instance)
        if not now.is_open:
            raise PermissionDenied
        for name in ("state", "failure", "approved_by_id"):
            setattr(self.instance, name, getattr(now, name))


class ChoiceOfBundleForm(forms.Form):
    """The bundle that a page is put into: one there is, or a new one."""

    bundle: Any = forms.ModelChoiceField(
        queryset=None, required=False, label=_("Bundle"), empty_label=_("A new bundle"), widget=forms.Select
    )
    name = forms.CharField(
        label=_("Name of the new bundle"),
        required=False,
        max_length=150,
        help_text=_("Only if you have not chosen one above."),
    )

    def __init__(self, *args: Any, may_make: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["bundle"]
        field.queryset = Bundle.objects.open().order_by("-created_at")
        if not may_make:
            del self.fields["name"]
            field.required, field.empty_label = True, "—"

    def clean(self) -> dict[str, Any]:
        """One of the two is answered."""
        data: dict[str, Any] = super().clean() or {}
        if "name" in self.fields and not data.get("bundle") and not data.get("name", "").strip():
            self.add_error("name", _("Choose a bundle, or name a new one."))
        return data


class ReadForm(forms.Form):
    """Carries the number of what was read."""

    read = forms.CharField(widget=forms.HiddenInput)


class ReaderForm(AskForm):
    """Who previews a bundle, in which language and until when."""

    question: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the reader")
        self.fields["language"].help_text = _("Of the mail and of the list. Each page is shown in its own language.")
        self.fields["until"].help_text = _("The link opens the pages until the end of this day.")
