"""What the list of translation jobs may be narrowed by."""

from collections.abc import Callable
from typing import Any

import django_filters
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from cms_site.core.page_types import label_of, page_types
from cms_site.core.translation.board.grid import SHOWN
from cms_site.core.translation.jobs.assignment import name_of
from cms_site.core.translation.jobs.models import OPEN, TranslationJob, name_of_language
from cms_site.core.translation.jobs.rights import Workplaces

ME, NOBODY = "me", "nobody"
Choices = list[tuple[Any, str]]


def type_names() -> dict[str, str]:
    """What editors call the page types, by their labels."""
    return {label_of(model): capfirst(str(model._meta.verbose_name)) for model in page_types()}


class JobFilterSet(WagtailFilterSet):
    """Section, language, state, type, translator; only what is open or overdue. Choices are those of the user."""

    section = django_filters.ChoiceFilter(label=_("Section"))
    locale = django_filters.ChoiceFilter(label=_("Language"))
    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=[(str(s), s.label) for s in SHOWN])
    page_type = django_filters.ChoiceFilter(label=_("Page type"))
    assignee = django_filters.ChoiceFilter(label=_("Translator"), method="filter_assignee")
    overdue = django_filters.BooleanFilter(label=_("Overdue"), method="filter_overdue")
    open = django_filters.BooleanFilter(label=_("Something is to be done"), method="filter_open")

    class Meta:
        model = TranslationJob
        fields: list[str] = []

    def __init__(self, *args: Any, rights: Workplaces, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, Callable[[], Choices]] = {
            "section": lambda: _sections(rights),
            "locale": lambda: _locales(rights),
            "page_type": lambda: sorted(type_names().items(), key=lambda pair: pair[1]),
            "assignee": _assignees,
        }
        for name, offered in choices.items():
            self.filters[name].extra["choices"] = offered

    def filter_assignee(self, jobs: QuerySet, name: str, value: str) -> QuerySet:
        """The jobs of one person, of the user, or of nobody yet."""
        if value == NOBODY:
            return jobs.filter(assignee=None)
        return jobs.filter(assignee=self.request.user.pk if value == ME else value)

    def filter_overdue(self, jobs: QuerySet, name: str, value: bool) -> QuerySet:
        """What should have been done by now."""
        late = {"state__in": OPEN, "due__lt": timezone.now()}
        return jobs.filter(**late) if value else jobs.exclude(**late)

    def filter_open(self, jobs: QuerySet, name: str, value: bool) -> QuerySet:
        """What is to be done, or what is done or declined."""
        return jobs.filter(state__in=OPEN) if value else jobs.exclude(state__in=OPEN)


def _sections(rights: Workplaces) -> Choices:
    own = {section for section, _locale in rights.places()}
    return [(section.pk, section.title) for section in rights.sections if section.pk in own]


def _locales(rights: Workplaces) -> Choices:
    own = sorted({locale for _section, locale in rights.places()})
    return [(locale, name_of_language(rights.locales[locale].language_code)) for locale in own]


def _assignees() -> Choices:
    people = get_user_model().objects.filter(pk__in=TranslationJob.objects.exclude(assignee=None).values("assignee"))
    named = [(user.pk, name_of(user)) for user in people.order_by("last_name", "first_name", "pk")]
    return [(ME, str(_("me"))), (NOBODY, str(_("nobody yet"))), *named]
