"""Form fields of the editing interface."""

from typing import Any

from django.forms.widgets import Script
from django.utils.translation import gettext as _
from django_countries.widgets import LazySelectMultiple


class CountryPicker(LazySelectMultiple):
    """Several countries: a list of tick boxes narrowed by typing; without script an ordinary multiple choice."""

    class Media:
        css = {"all": ["css/country_picker.css"]}
        js = [Script("js/country_picker.js", type="module")]

    def build_attrs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The attributes of the list, with the words that the script needs."""
        attrs: dict[str, Any] = super().build_attrs(*args, **kwargs)
        return {**attrs, "data-country-picker": _("Type to narrow the list of countries"), "size": "8"}
