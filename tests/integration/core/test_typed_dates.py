"""Dates are typed day first in every language of the editing interface."""

from datetime import date

import pytest
from django import forms
from django.utils import translation


@pytest.mark.parametrize("language", ["uk", "en", "pl"])
@pytest.mark.parametrize("typed", ["25.02.2016", "2016-02-25"])
def test_a_day_is_understood_as_the_city_writes_it(language: str, typed: str) -> None:
    with translation.override(language):
        assert forms.DateField().clean(typed) == date(2016, 2, 25)
        assert forms.DateTimeField().clean(f"{typed} 09:30").day == 25
