"""The panel “Notifications” of the account settings: which mails somebody wants, at once or in a digest, and when."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.account import NotificationPreferencesForm
from wagtail.admin.views.account import NotificationsSettingsPanel
from wagtail.users.models import UserProfile

from cms_site.core.models.mail_choice import MailChoice
from cms_site.core.translation.board import news
from cms_site.core.translation.jobs.rights import works_somewhere

# Preferences of Wagtail's profile, in its words, of which those that can wait are also offered in a digest.
KINDS = ("submitted", "rejected", "approved")
GATHERED = ("submitted", "rejected", news.KIND)
HOURS = [(hour, f"{hour}:00") for hour in range(6, 23)]


class Way(models.TextChoices):
    """How somebody is told."""

    AT_ONCE = "at_once", gettext_lazy("At once")
    DIGEST = "digest", gettext_lazy("In the digest")
    NONE = "none", gettext_lazy("No mail")


def _way(label: Any, *ways: Way) -> forms.ChoiceField:
    choices = [(way.value, way.label) for way in ways]
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)


class MailChoiceForm(NotificationPreferencesForm):
    """Wagtail's choices of yes and no as ways of being told, and the hours of the digest."""

    submitted = _way(gettext_lazy("A text waits for my approval"), *Way)
    rejected = _way(gettext_lazy("A text of mine was returned"), *Way)
    approved = _way(gettext_lazy("A text of mine was approved"), Way.AT_ONCE, Way.NONE)
    translations = _way(gettext_lazy("There is something new to translate"), Way.DIGEST, Way.NONE)
    hours = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Hours of the digest"),
        choices=HOURS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "The digest lists what waits for you at that moment; if nothing does, there is none. What is overdue or "
            "was published urgently is told at once."
        ),
    )
    field_order = ("submitted", "rejected", "approved", "translations", "hours")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in KINDS:
            self.fields.pop(f"{kind}_notifications", None)
        user = self.instance.user
        self.choice = MailChoice.objects.filter(user=user).first() or news.usual_choice(user)
        if not works_somewhere(user):
            del self.fields[news.KIND]
        gathered = self.choice.gathered if self.choice else []
        for kind in KINDS:
            wanted = getattr(self.instance, f"{kind}_notifications")
            self.initial[kind] = (Way.DIGEST if kind in gathered else Way.AT_ONCE) if wanted else Way.NONE
        self.initial[news.KIND] = Way.DIGEST if news.KIND in gathered else Way.NONE
        self.initial["hours"] = self.choice.hours if self.choice else []

    def clean_hours(self) -> list[int]:
        """A digest needs an hour."""
        hours: list[int] = sorted(self.cleaned_data["hours"])
        if self._gathered() and not hours:
            raise ValidationError(_("Choose at least one hour for the digest."))
        return hours

    def _gathered(self) -> list[str]:
        return [kind for kind in GATHERED if self.cleaned_data.get(kind) == Way.DIGEST]

    @transaction.atomic
    def save(self, commit: bool = True) -> UserProfile:
        """Write the yes and no into Wagtail's profile, and beside it what waits for the digest."""
        for kind in KINDS:
            setattr(self.instance, f"{kind}_notifications", self.cleaned_data[kind] != Way.NONE)
        values: dict[str, Any] = {"gathered": self._gathered(), "hours": self.cleaned_data["hours"]}
        if self.choice is None or self.choice.hours != values["hours"]:
            # An hour that is past today is no reason for a digest at once.
            values["told_until"] = timezone.now()
        if self.choice is None or news.KIND not in self.choice.gathered:
            values["told_of_work_until"] = timezone.now()
        MailChoice.objects.update_or_create(user=self.instance.user, defaults=values)
        profile: UserProfile = super().save(commit=commit)
        return profile


def install() -> None:
    """Put the form in the place of Wagtail's, which knows only yes and no; called once when the app is ready."""
    NotificationsSettingsPanel.form_class = MailChoiceForm
