"""What a form shows and does not let anybody change."""

from typing import Any

from wagtail.admin.panels import FieldPanel


class ReadOnlyPanel(FieldPanel):
    """A field that is read, with a dash where nothing stands; Wagtail writes the Python word “None” there."""

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(field_name, **{"read_only": True, **kwargs})

    def format_value_for_display(self, value: Any) -> Any:
        """The value in words."""
        return "—" if value in (None, "") else super().format_value_for_display(value)
