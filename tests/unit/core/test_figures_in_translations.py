"""Which numbers, dates, times and addresses of a source a translation lacks, and what is no reason for a hint."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms_site.core.translation.figures import missing_figures


@pytest.mark.parametrize(
    ("source", "target", "missing", "instead"),
    [
        ("Привезли 200 т зерна", "They brought 20 t of grain", ["200"], ["20"]),
        ("Привезли 200 т зерна", "They brought grain", ["200"], []),
        ("Підписали 12 угод", "13 agreements were signed", ["12"], ["13"]),
        ("3,5 млн грн", "UAH 35 million", ["3,5"], ["35"]),
        ("1 200 осіб", "12,000 people", ["1 200"], ["12,000"]),
        ("200 осіб", "1,200 people", ["200"], ["1,200"]),
        ("Зустріч 01.09.2016", "A meeting on 1 October 2016", ["01.09.2016"], []),
        ("Зустріч 01.09.2016", "A meeting on 2 September 2016", ["01.09.2016"], ["2"]),
        ("Зустріч 1 вересня 2016 року", "A meeting on 1 September 2017", ["2016"], ["2017"]),
        ("Початок о 16:30", "It begins at 4.00 p.m.", ["16:30"], ["4.00 p.m."]),
        ("Початок о 16:30", "It begins at 4.30 a.m.", ["16:30"], ["4.30 a.m."]),
        ("Детальніше: https://smr.gov.ua/book", "More: https://smr.gov.ua/books", ["https://smr.gov.ua/book"], None),
        ("Пишіть на press@smr.gov.ua.", "Write to pres@smr.gov.ua.", ["press@smr.gov.ua"], ["pres@smr.gov.ua"]),
        ("Сайт www.example.org", "The site", ["www.example.org"], []),
        ("Телефон 700-561", "Telephone 700-562", ["561"], ["562"]),
    ],
)
def test_a_figure_that_is_missing_or_different_is_named_with_what_stands_instead(
    source: str, target: str, missing: list[str], instead: list[str] | None
) -> None:
    found = missing_figures(source, target, "en")

    assert found[0] == missing
    assert instead is None or found[1] == instead


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("200 т зерна", "200 tonnes of grain"),
        ("200т", "200 t"),
        ("1 234 567 грн", "UAH 1,234,567"),
        ("1\u00a0234,50 грн", "UAH 1,234.5"),
        ("12 000", "12000"),
        ("3,5 %", "3.5%"),
        ("1,5 млн грн", "UAH 1,500,000"),
        ("1 500 000 грн", "UAH 1.5 million"),
        ("20 тис. книжок", "20,000 books"),
        ("2 млрд", "2 billion"),
        ("Початок о 16:30", "It begins at 4.30 p.m."),
        ("Початок о 16.30", "It begins at 4:30pm"),
        ("Початок о 16-30", "It begins at 4.30 p.m."),
        ("о 16:00", "at 4 p.m."),
        ("о 16-й годині", "at 4 p.m."),
        ("з 11:00 до 14:00", "from 11 a.m. to 2 p.m."),
        ("16:00–18:00", "4–6 p.m."),
        ("11:00–14:00", "11–2 p.m."),
        ("о 9:05", "at 9.05 a.m."),
        ("о 12:00", "at noon"),
        ("о 00:00", "at midnight"),
        ("о 00:15", "at 12.15 a.m."),
        ("01.09.2016", "1 September 2016"),
        ("01.09.2016", "2016-09-01"),
        ("1 вересня 2016 року", "01/09/2016"),
        ("01.09.16", "1 September 2016"),
        ("15.03–20.03.2016", "15–20 March 2016"),
        ("у 2016-му.", "in 2016."),
        ("90-ті роки", "the 1990s"),
        ("3 міста", "Three cities"),
        ("1 делегація", "a delegation"),
        ("2-й фестиваль", "the second festival"),
        ("21 століття", "the XXI century"),
        ("ХХІ століття", "the 21st century"),
        ("тел. +38 (0542) 700-561", "tel. +38 0542 700 561"),
        ("тел. 700561", "tel. 70-05-61"),
        ("вул. Садова, 33, 40009", "33 Sadova St, 40009"),
        ("буд. 24А, п. 3.2.1", "building 24A, item 3.2.1"),
        ("Площа 25 м²", "An area of 25 m²"),
        ("від 10 до 12", "10–12"),
        ("Два партнери", "2 partners"),
        ("Див. https://smr.gov.ua/uk/news/", "See https://smr.gov.ua/en/news"),
        ("Див. https://uk.wikipedia.org/wiki/Суми", "See https://en.wikipedia.org/wiki/Sumy."),
        ("(www.example.org)", "at https://example.org/."),
        ("рахунок 2:1", "a score of 2:1"),
        ("пункти 1,2,3", "items 1, 2 and 3"),
        ("Без чисел", "No figures"),
    ],
)
def test_the_customs_of_another_language_are_no_reason_for_a_hint(source: str, target: str) -> None:
    assert missing_figures(source, target, "en") == ([], [])


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("1 234,5 т", "1 234,5 t"),
        ("о 16:30", "o godz. 16.30"),
        ("01.09.2016", "1 IX 2016"),
        ("01.09.2016", "1 września 2016 r."),
        ("21 століття", "XXI wiek"),
        ("5 міст", "pięć miast"),
        ("2 партнери", "dwoje partnerów"),
        ("20 тис.", "20 tys."),
    ],
)
def test_those_of_polish_are_none_either(source: str, target: str) -> None:
    assert missing_figures(source, target, "pl") == ([], [])


@given(st.text(alphabet="0123456789 .,:/-apm'’№\u00a0IVXhtw@", max_size=60))
def test_no_text_lacks_a_figure_of_its_own(text: str) -> None:
    assert missing_figures(text, text, "en") == ([], [])


def test_a_number_of_any_length_is_compared() -> None:
    assert missing_figures("9" * 5000, "8" * 5000, "en")[0] == ["9" * 5000]
