"""What a printed report says of a figure, in the reader's words."""

import pytest
from django.utils import translation

from cms_site.core.models import ReportedFigure


@pytest.mark.parametrize(
    ("note", "language", "said"),
    [
        ("PL, NO", "uk", "Польща, Норвегія"),
        ("PL,NO", "en", "Poland, Norway"),
        ("PL, XX", "uk", ""),
        ("за даними відділу", "uk", ""),
        ("", "uk", ""),
    ],
)
def test_country_codes_of_a_note_are_named_and_other_notes_stay_notes(note: str, language: str, said: str) -> None:
    with translation.override(language):
        assert ReportedFigure(note=note).countries == said
