"""What looks like a private person's data is noticed; organisations, quantities and dates are not."""

import pytest

from partnerships.personal_data import findings, findings_in


@pytest.mark.parametrize(
    "text",
    [
        "Петренко Іван Миколайович",
        "передано ПЕТРЕНКО Іван Миколайович",
        "Івану Миколайовичу Петренку",
        "Коваль-Шевчук Марія Сергіївна",
        "для Марії Сергіївни Коваль",
        "Кузьменко Ілля Ілліч",
        "тел. 050 123 45 67",
        "+38 (050) 123-45-67",
        "0501234567",
        "ІПН 1759013776",
        "паспорт МА 123456",
        "паспорт № 001234567",
        "4111 1111 1111 1111",
        "4111111111111111",
    ],
)
def test_a_persons_data_is_noticed(text: str) -> None:
    assert len(findings(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Сумська міська дитяча лікарня Святої Зінаїди",
        "Центральна міська клінічна лікарня",
        "Благодійний фонд «Хельвеція»",
        "Help Point Sumy",
        "школа № 2 імені Дмитра Олексійовича Косаренка",
        "Ліжка функціональні, 40 шт., 1 200 кг",
        "код ЄДРПОУ 23823253",
        "накладна 1759013770 від 21.04.2016",
        "контейнер MSKU 1234567",
        "4111 1111 1111 1112",
        "на 123456 гривень",
    ],
)
def test_an_organisation_or_a_number_is_not(text: str) -> None:
    assert findings(text) == []


def test_the_same_finding_in_several_texts_is_said_once() -> None:
    assert len(findings_in("0501234567", None, "тел. 0501234567")) == 1
