"""What a story is narrowed by."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.formats import localize_input
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.models import Page

from cms_site.core.admin.date_input import DateInput
from cms_site.core.admin.months import YEARS
from cms_site.core.lifecycle import family
from cms_site.core.story.kinds import Kind
from cms_site.core.story.lines import people
from cms_site.core.story.models import StoryEntry, StoryQuerySet

# So many days until today, unless others are chosen.
USUAL_PERIOD = 30
# A day beyond has no moment in every time zone.
IN_CALENDARS = [MinValueValidator(date(YEARS[0], 1, 1)), MaxValueValidator(date(YEARS[-1], 12, 31))]


class StoryForm(forms.Form):
    """People, kinds of acts and languages; what is left empty narrows nothing."""

    person: Any = forms.MultipleChoiceField(
        label=gettext_lazy("Who"), required=False, widget=forms.CheckboxSelectMultiple
    )
    kind = forms.MultipleChoiceField(
        label=gettext_lazy("What was done"),
        required=False,
        choices=Kind.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.MultipleChoiceField(
        label=gettext_lazy("Language"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any, entries: StoryQuerySet) -> None:
        super().__init__(data)
        self.entries = entries
        self._offer(entries)

    def _offer(self, entries: StoryQuerySet) -> None:
        if "person" in self.fields:
            person: Any = self.fields["person"]
            # the value of the system is no empty one, which would be nobody chosen
            person.choices = [(number or "system", name) for number, name in people(entries)]
        language: Any = self.fields["language"]
        language.choices = [(code, family.language_name(code)) for code in dict(settings.LANGUAGES)]

    def found(self) -> StoryQuerySet:
        """The entries that were asked for; none if the question is wrong."""
        if not self.is_valid():
            return self.entries.none()
        chosen = self.cleaned_data
        numbers = [None if number == "system" else int(number) for number in chosen.get("person", ())]
        return self.entries.narrowed(numbers, chosen["kind"], chosen["language"])


class PeriodForm(StoryForm):
    """Kinds and languages of a period, in one section or everywhere. People are not offered: it may be everybody."""

    person: Any = None
    first = forms.DateField(label=pgettext_lazy("first day", "From"), widget=DateInput, validators=IN_CALENDARS)
    last = forms.DateField(label=pgettext_lazy("last day", "To"), widget=DateInput, validators=IN_CALENDARS)
    section: Any = forms.ModelChoiceField(
        label=gettext_lazy("Section"),
        queryset=Page.objects.none(),
        required=False,
        empty_label=gettext_lazy("The whole site"),
        help_text=gettext_lazy("With its translations, and with pages that were there at that time."),
    )

    field_order = ("first", "last", "section", "kind", "language")

    def __init__(self, data: Any) -> None:
        today = timezone.localdate()
        usual = {"first": today - timedelta(days=USUAL_PERIOD), "last": today}
        asked = data.copy()
        for name, day in usual.items():
            asked.setdefault(name, localize_input(day))
        super().__init__(asked, StoryEntry.objects.all())
        self.fields["section"].queryset = sections()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day is before the first one."))
        return cleaned

    def found(self) -> StoryQuerySet:
        """The entries of the period in the section and its translations."""
        found = super().found()
        if not self.is_valid():
            return found
        begin, end = self.period()
        found = found.filter(timestamp__gte=begin, timestamp__lt=end)
        section = self.cleaned_data["section"]
        return found.of_sections(family.together(section)) if section else found

    def period(self) -> tuple[datetime, datetime]:
        """The first moment of the period by the clock of the reader, as days are shown, and the first one after it."""
        first, last = self.cleaned_data["first"], self.cleaned_data["last"]
        after = last + timedelta(days=1)
        return tuple(timezone.make_aware(datetime.combine(day, time())) for day in (first, after))  # type: ignore


def sections() -> Any:
    """The pages that a period can be narrowed to: those right below the home page, in the language of the sources."""
    pages = Page.objects.filter(depth=3, locale__language_code=settings.LANGUAGE_CODE)
    return pages.select_related("locale").order_by("path")
