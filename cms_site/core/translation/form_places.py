"""The passages of a page as a form has them, before anything is saved."""

from collections.abc import Iterator
from typing import Any

from cms_site.core.translation.passages import Passage, fields_of, row_texts


def places_of_form(form: Any) -> Iterator[Passage]:
    """The places of a page that is being edited; the form and its rows were validated."""
    yield from fields_of(form.instance)
    yield from _rows(form, "")


def _rows(form: Any, prefix: str) -> Iterator[Passage]:
    for name, formset in getattr(form, "formsets", {}).items():
        if not hasattr(formset.model, "text_columns"):
            continue
        formset.is_valid()
        gone = {id(row_form) for row_form in formset.deleted_forms}
        for row_form in formset.initial_forms + [extra for extra in formset.extra_forms if extra.has_changed()]:
            if id(row_form) not in gone and row_form.instance.in_public:
                place = f"{prefix}{name}.{row_form.instance.translation_key}"
                yield from row_texts(row_form.instance, place)
                yield from _rows(row_form, f"{place}.")
