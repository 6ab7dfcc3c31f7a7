from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from cms_site.core.spreadsheets import safe_cell

STARTS = "=+-@\t\r\n\0＝＋－＠"


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+380542",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\rtext",
        "\ntext",
        "\0=1",
        "  =1",
        '"=1',
        ' " =1',
        "\N{NO-BREAK SPACE}=1",
        "＝1",
    ],
)
def test_text_that_would_run_gets_an_apostrophe(text):
    assert safe_cell(text) == "'" + text


@pytest.mark.parametrize("text", ["", "Суми", "a=b", "1-2", "– not recorded", "2016-02-25", " text", '"quoted"', "'=1"])
def test_harmless_text_stays(text):
    assert safe_cell(text) == text


@pytest.mark.parametrize(
    "value", [-5, -1.5, Decimal("-2.50"), date(2016, 2, 25), datetime(2016, 2, 25, 10, tzinfo=UTC), None, True]
)
def test_numbers_dates_and_nothing_stay_what_they_are(value):
    assert safe_cell(value) is value


def test_a_lazy_translation_becomes_text():
    assert type(safe_cell(gettext_lazy("Day"))) is str
    assert safe_cell(gettext_lazy("=day")) == "'=day"


@given(st.text(' "\N{NO-BREAK SPACE}'), st.sampled_from(STARTS), st.text())
def test_no_lead_in_of_spaces_and_quotes_hides_a_formula(lead, start, rest):
    text = lead + start + rest
    safe = safe_cell(text)
    assert safe.lstrip(' "\N{NO-BREAK SPACE}')[0] not in "=+-@＝＋－＠"
    assert safe in ("'" + text, text)


@given(st.text())
def test_making_a_cell_safe_twice_changes_nothing_more_and_loses_nothing(text):
    safe = safe_cell(text)
    assert safe_cell(safe) == safe
    assert safe.endswith(text)
    assert not safe.startswith(tuple(STARTS))


def test_a_workbook_keeps_a_safe_cell_as_text():
    workbook = Workbook()
    workbook.active.append([safe_cell('=HYPERLINK("http://example.org")'), safe_cell(-5)])
    file = BytesIO()
    workbook.save(file)
    text, number = next(load_workbook(file).active.iter_rows())
    assert (text.data_type, number.value) == ("s", -5)
