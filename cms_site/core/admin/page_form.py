"""The editing form of every page."""

from typing import Any

from django import forms
from django.forms import MultipleChoiceField
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from cms_site.core.changes.form import ChangeForm
from cms_site.core.page_types import neutral_names
from cms_site.core.terms.checking import unexcused
from cms_site.core.terms.sentences import sentence as terms_sentence
from cms_site.core.translation.completeness import missing, sentence
from cms_site.core.translation.form_places import places_of_form
from cms_site.core.translation.sources import newest_change, source_of


class BasePageForm(ChangeForm):
    """Shows facts without a language on a translation, but takes them from the source alone.

    A translation that is to be published or submitted has to be complete; a draft may be anything.
    """

    source_seen = forms.IntegerField(required=False, min_value=0, max_value=2**62, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        page, parent = kwargs.get("instance"), kwargs.get("parent_page")
        if page is not None and parent is not None and page.locale_id is None:
            # The preview of a page that was never saved brings one without a language.
            page.locale = parent.locale
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            # Where it is left empty the page proposes one.
            self.fields["slug"].required = False
        if not self.instance.pk or self.instance.is_source:
            return
        source = source_of(self.instance)
        if source is not None:
            self.initial["source_seen"] = newest_change(source.pk)
        for name in [*neutral_names(type(self.instance)), "image", "review_date"]:
            if name in self.fields:
                self._take_from_source(name, source)

    def _take_from_source(self, name: str, source: Any) -> None:
        field = self.fields[name]
        field.disabled = True
        field.help_text = _("Edited on the Ukrainian page; the same in every language.")
        if source is not None:
            field.help_text = format_html(
                '{} <a href="{}" hreflang="{}" lang="{}">{}</a>',
                field.help_text,
                reverse("wagtailadmin_pages:edit", args=[source.pk]),
                source.locale.language_code,
                source.locale.language_code,
                source.title,
            )
        if isinstance(field, MultipleChoiceField):
            # A disabled field is cleaned from its initial value, and this one accepts nothing but a list.
            self.initial[name] = [getattr(value, "code", value) for value in self.initial.get(name) or []]

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.checks_change or self.errors or self.instance.is_source:
            return
        places = list(places_of_form(self))
        if found := missing(self.instance, places):
            self.add_error(None, sentence(found))
        if wrong := unexcused(self.instance, places):
            self.add_error(None, terms_sentence(wrong))

    def save(self, commit: bool = True) -> Any:
        """Save; the next revision remembers which text of the source its editor had seen."""
        page = super().save(commit=commit)
        page.source_seen = self.cleaned_data.get("source_seen")
        return page
