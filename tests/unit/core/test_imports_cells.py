"""What a cell may say, and the sentence where it may not."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.utils import timezone, translation

from cms_site.core.imports import cells
from cms_site.core.imports.cells import CellError

CHOICES = [("oak", "Oak"), ("lime", "Lime")]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("25.02.2016", "2016-02-25"),
        ("25.02.2016 10:30", "2016-02-25"),
        ("25.02.16", "2016-02-25"),
        ("5/2/16", "2016-02-05"),
        ("25.02.16 р.", "2016-02-25"),
        ("29.02.00", "2000-02-29"),
        ("2016-02-25", "2016-02-25"),
        ("2016-02-25T10:30:00", "2016-02-25"),
        ("25/2/2016", "2016-02-25"),
        ("25 лютого 2016 року", "2016-02-25"),
        ("25 лютого 2016 р.", "2016-02-25"),
        ("25.02.2016р.", "2016-02-25"),
        ("25.02.16р", "2016-02-25"),
        ("2016р.", "2016"),
        ("25 February 2016", "2016-02-25"),
        ("25 lutego 2016", "2016-02-25"),
        ("вересень 2016", "2016-09"),
        ("ВЕРЕСЕНЬ  2016", "2016-09"),
        ("вересня 2016", "2016-09"),
        ("September 2016", "2016-09"),
        ("wrzesień 2016", "2016-09"),
        ("09.2016", "2016-09"),
        ("2016-09", "2016-09"),
        ("осінь 2016", "2016-23"),
        ("autumn 2016", "2016-23"),
        ("зима 2016/17", "2016-24"),
        ("2016", "2016"),
        (2016, "2016"),
        (2016.0, "2016"),
    ],
)
def test_a_date_is_read_as_exactly_as_it_is_written(written: Any, expected: str) -> None:
    assert cells.partial_date(written).isoformat() == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("25-28.02.2016", "2016-02-25/2016-02-28"),
        ("25.02 – 28.02.2016", "2016-02-25/2016-02-28"),
        ("30.12.2016—02.01.2017", "2016-12-30/2017-01-02"),
        ("25–28.02.16", "2016-02-25/2016-02-28"),
        ("25–28.02.16р.", "2016-02-25/2016-02-28"),
        ("25.02-28.02.16", "2016-02-25/2016-02-28"),
        ("30.12.15 – 02.01.16", "2015-12-30/2016-01-02"),
        ("30.12.2015–02.01.16", "2015-12-30/2016-01-02"),
        ("25–28 лютого 2016 р.", "2016-02-25/2016-02-28"),
        ("30 вересня – 1 жовтня 2016", "2016-09-30/2016-10-01"),
        ("2016-02-25", "2016-02-25"),
        ("2016-09", "2016-09"),
        ("зима 2016-17", "2016-24"),
    ],
)
def test_first_and_last_day_may_stand_in_one_cell(written: str, expected: str) -> None:
    assert cells.period(written).isoformat() == expected


@pytest.mark.parametrize(
    "written",
    [
        "28-25.02.2016",
        "28-25.02.16",
        "25–28.02.99",
        "25.02.99–28.02.16",
        "25-31.02.2016",
        "весна - осінь",
        "1-2-3.02.2016",
        "5-09.2016",
        "С:\\дані - 28.02.2016",
    ],
)
def test_what_is_no_period_gets_the_sentence_of_a_date(written: str) -> None:
    with pytest.raises(CellError):
        cells.period(written)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("31.02.2016", "There is no such day: “31.02.2016”."),
        ("13.2016", "There is no such day: “13.2016”."),
        ("десь навесні", "“десь навесні” is not a date. Write 25.02.2016, “September 2016” or 2016."),
        ("25.02.99", "“25.02.99” is not a date. Write 25.02.2016, “September 2016” or 2016."),
        ("31.02.16", "There is no such day: “31.02.16”."),
        ("25.02.016", "“25.02.016” is not a date. Write 25.02.2016, “September 2016” or 2016."),
        ("02.16", "“02.16” is not a date. Write 25.02.2016, “September 2016” or 2016."),
        ("31 лютого 2016", "There is no such day: “31 лютого 2016”."),
    ],
)
def test_what_is_no_date_gets_a_sentence(written: str, sentence: str) -> None:
    with translation.override("en"), pytest.raises(CellError) as caught:
        cells.partial_date(written)
    assert str(caught.value) == sentence


@time_machine.travel(datetime(2016, 9, 15, 12, tzinfo=timezone.get_default_timezone()))
def test_two_digits_of_a_year_reach_ten_years_ahead_and_no_further() -> None:
    assert cells.partial_date("31.12.26").isoformat() == "2026-12-31"
    with pytest.raises(CellError):
        cells.partial_date("01.01.27")


@pytest.mark.parametrize(
    ("written", "expected"),
    [("1 200,5", "1200.5"), ("1\u00a0200", "1200"), ("1\u202f200", "1200"), (3, "3"), (0, "0"), ("0.25", "0.25")],
)
def test_numbers_have_spaces_and_decimal_commas(written: Any, expected: str) -> None:
    assert cells.decimal_number(written) == Decimal(expected)


@pytest.mark.parametrize("written", ["-1", "багато", "", True, float("nan"), "1e400000000"])
def test_what_is_no_number_is_refused(written: Any) -> None:
    with pytest.raises(CellError):
        cells.whole_number(written)


@pytest.mark.parametrize("written", ["2,5", 2.5, "99999999999"])
def test_a_whole_number_is_whole_and_fits_its_column(written: Any) -> None:
    with pytest.raises(CellError):
        cells.whole_number(written)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Польща", ["PL"]),
        ("польща; Німеччина", ["PL", "DE"]),
        ("Poland, Germany", ["PL", "DE"]),
        ("Polska\nNiemcy", ["PL", "DE"]),
        ("PL/de", ["PL", "DE"]),
        ("PL; Польща", ["PL"]),
        ("Велика Британія; США; Чехія", ["GB", "US", "CZ"]),
        ("; ", []),
        ("Польща і Словаччина", ["PL", "SK"]),
        ("Німеччина та Франція, Польща", ["DE", "FR", "PL"]),
        ("Боснія і Герцеговина", ["BA"]),
        ("Польща, Боснія і Герцеговина та Чехія", ["PL", "BA", "CZ"]),
        ("Poland and Lithuania", ["PL", "LT"]),
        ("Polska i Niemcy", ["PL", "DE"]),
    ],
)
def test_several_countries_stand_in_a_cell(written: str, expected: list[str]) -> None:
    assert cells.country_codes(written) == expected


def test_every_country_is_known_by_its_name_in_every_language() -> None:
    from django_countries import countries

    for language in cells.LANGUAGES:
        with translation.override(language):
            names = {str(country.name): country.code for country in countries}
        wrong = {name for name, code in names.items() if cells.country_codes(name) != [code]}
        assert wrong == set()


def test_a_country_that_is_spelt_almost_right_is_proposed() -> None:
    with translation.override("en"), pytest.raises(CellError, match=r"“Польша”\. Is it “Poland”\?"):
        cells.country_codes("Польша")


def test_an_unknown_country_is_named() -> None:
    with translation.override("en"), pytest.raises(CellError, match="no country named “Атлантида”"):
        cells.country_codes("Польща; Атлантида")


@pytest.mark.parametrize(("written", "expected"), [("так", True), ("Ні", False), (1, True), (0.0, False), (True, True)])
def test_yes_and_no(written: Any, expected: bool) -> None:
    assert cells.yes_or_no(written) is expected


def test_neither_yes_nor_no_is_refused() -> None:
    with pytest.raises(CellError):
        cells.yes_or_no("мабуть")


@pytest.mark.parametrize("written", ["oak", "Oak", " ДУБ ", "the oak"])
def test_a_choice_is_known_by_value_label_and_other_words(written: str) -> None:
    assert cells.one_of(CHOICES, {"дуб": "oak", "the oak": "oak"})(written) == "oak"


def test_what_is_not_a_choice_gets_the_choices() -> None:
    with pytest.raises(CellError, match="Oak, Lime"):
        cells.one_of(CHOICES)("бук")


def test_text_is_one_line_and_of_limited_length() -> None:
    assert cells.line(5)("  a \n b ") == "a b"
    assert cells.text(7.0) == "7"
    with pytest.raises(CellError):
        cells.line(5)("abcdef")


def test_lines_keep_their_commas() -> None:
    assert cells.lines("Ян Носко, приматор; \nІнша особа") == ["Ян Носко, приматор", "Інша особа"]
