"""Dates are typed and shown day first in every language of the editing interface."""

from datetime import date, datetime

import pytest
from django import forms
from django.utils import translation
from django.utils.formats import date_format


@pytest.mark.parametrize("language", ["uk", "en", "pl"])
@pytest.mark.parametrize("typed", ["25.02.2016", "2016-02-25"])
def test_a_day_is_understood_as_the_city_writes_it(language: str, typed: str) -> None:
    with translation.override(language):
        assert forms.DateField().clean(typed) == date(2016, 2, 25)
        assert forms.DateTimeField().clean(f"{typed} 09:30").day == 25


def test_english_shows_the_day_before_the_month_and_the_hour_of_twenty_four() -> None:
    moment = datetime(2026, 11, 5, 14, 30)
    with translation.override("en"):
        shown = [date_format(moment, name) for name in ("SHORT_DATETIME_FORMAT", "DATE_FORMAT", "DATETIME_FORMAT")]
    assert shown == ["05.11.2026 14:30", "5 November 2026", "5 November 2026, 14:30"]
