"""Date fields of the editing interface that keep what was typed."""

from typing import Any

from django.db import models
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput


class KeepTypedMixin:
    """Wagtail's picker replaces text it cannot read by today's date; here it stays, and the form says what is wrong."""

    def get_config(self) -> dict[str, Any]:
        return {**super().get_config(), "validateOnBlur": False}  # type: ignore[misc]


class DateInput(KeepTypedMixin, AdminDateInput):
    """A date, typed or picked."""


class DateTimeInput(KeepTypedMixin, AdminDateTimeInput):
    """A date with a time, typed or picked."""


def register() -> None:
    """Use these widgets for the date fields of every model; called once when the app is ready."""
    register_form_field_override(models.DateField, override={"widget": DateInput})
    register_form_field_override(models.DateTimeField, override={"widget": DateTimeInput})
