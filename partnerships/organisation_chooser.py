"""Choosing an organisation: found while its name is typed in any language and spelling, or made on the spot."""

from typing import Any

from django import forms
from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.admin.ui.tables import Column
from wagtail.models import Locale
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet

from partnerships.models import Organisation
from partnerships.organisation_forms import WarnsOfTwins, another_field


class OrganisationHereForm(WarnsOfTwins):
    """The short form in the window where organisations are chosen: what is needed, and the name in each language."""

    is_another = another_field()

    class Meta:
        model = Organisation
        fields = ("name", "kind", "country")

    field_order = ("name", "is_another")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, _name in settings.LANGUAGES:
            if code != settings.LANGUAGE_CODE:
                label = _("Name in %(language)s") % {"language": get_language_info(code)["name_translated"]}
                self.fields[f"name_{code}"] = forms.CharField(required=False, max_length=255, label=label)

    @transaction.atomic
    def save(self, commit: bool = True) -> Any:
        """Store the organisation with its names."""
        rows = self.instance.names
        for locale in Locale.objects.all():
            if name := self.cleaned_data.get(f"name_{locale.language_code}"):
                rows.add(rows.model(locale=locale, name=name))
        return super().save(commit)


class SpellingFilterForm(SearchFilterMixin, BaseFilterForm):
    """Finds by any part of a name, in any language and spelling."""

    def filter(self, objects: Any) -> Any:
        typed = self.cleaned_data.get("q")
        if not typed:
            return objects
        self.is_searching, self.search_query = True, typed
        return objects.spelled_like(typed)


class _Listed:
    filter_form_class = SpellingFilterForm
    page_subtitle = ""  # Wagtail puts the bare name of the record behind its verb, which no case of Ukrainian bears

    @property
    def columns(self) -> list[Column]:
        """The name, and what tells apart those of one name."""
        more = [
            Column("kind", label=_("Kind"), accessor="get_kind_display"),
            Column("land", label=_("Country"), accessor="country.name"),
        ]
        return [*super().columns, *more]  # type: ignore[misc]


class OrganisationChooseView(_Listed, ChooseView):
    """The window."""


class OrganisationResultsView(_Listed, ChooseResultsView):
    """What is found in it."""


class OrganisationChooserViewSet(SnippetChooserViewSet):
    """The chooser of organisations. The tab "create" is there for those who may add one."""

    choose_view_class = OrganisationChooseView
    choose_results_view_class = OrganisationResultsView
    creation_form_class = OrganisationHereForm
    page_title = _("Choose an organisation")
    creation_tab_label = _("New organisation")
    create_action_label = _("Record and choose")
