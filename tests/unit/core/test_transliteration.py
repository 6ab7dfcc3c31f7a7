import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms_site.core.admin.slug_input import formatters
from cms_site.core.transliteration import romanise, slug

UKRAINIAN = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"
# The examples of the table and of the note of resolution 55, in their order.
OFFICIAL_EXAMPLES = """
Алушта Alushta
Андрій Andrii
Борщагівка Borshchahivka
Борисенко Borysenko
Вінниця Vinnytsia
Володимир Volodymyr
Гадяч Hadiach
Богдан Bohdan
Згурський Zghurskyi
Ґалаґан Galagan
Ґорґани Gorgany
Донецьк Donetsk
Дмитро Dmytro
Рівне Rivne
Олег Oleh
Есмань Esman
Єнакієве Yenakiieve
Гаєвич Haievych
Короп’є Koropie
Житомир Zhytomyr
Жанна Zhanna
Жежелів Zhezheliv
Закарпаття Zakarpattia
Казимирчук Kazymyrchuk
Медвин Medvyn
Михайленко Mykhailenko
Іванків Ivankiv
Іващенко Ivashchenko
Їжакевич Yizhakevych
Кадиївка Kadyivka
Мар’їне Marine
Йосипівка Yosypivka
Стрий Stryi
Олексій Oleksii
Київ Kyiv
Коваленко Kovalenko
Лебедин Lebedyn
Леонід Leonid
Миколаїв Mykolaiv
Маринич Marynych
Ніжин Nizhyn
Наталія Nataliia
Одеса Odesa
Онищенко Onyshchenko
Полтава Poltava
Петро Petro
Решетилівка Reshetylivka
Рибчинський Rybchynskyi
Суми Sumy
Соломія Solomiia
Тернопіль Ternopil
Троць Trots
Ужгород Uzhhorod
Уляна Uliana
Фастів Fastiv
Філіпчук Filipchuk
Харків Kharkiv
Христина Khrystyna
Біла Bila
Церква Tserkva
Стеценко Stetsenko
Чернівці Chernivtsi
Шевченко Shevchenko
Шостка Shostka
Кишеньки Kyshenky
Щербухи Shcherbukhy
Гоща Hoshcha
Гаращенко Harashchenko
Юрій Yurii
Корюківка Koriukivka
Яготин Yahotyn
Ярошенко Yaroshenko
Костянтин Kostiantyn
Знам’янка Znamianka
Феодосія Feodosiia
Згорани Zghorany
Розгон Rozghon
"""


@pytest.mark.parametrize("example", OFFICIAL_EXAMPLES.split("\n")[1:-1])
def test_the_examples_of_the_resolution_hold(example):
    ukrainian, latin = example.split()
    assert romanise(ukrainian) == latin
    assert romanise(ukrainian.lower()) == latin.lower()
    assert romanise(ukrainian.upper()) == latin.upper()


@pytest.mark.parametrize("apostrophe", "'’ʼ")
def test_every_apostrophe_inside_a_word_is_dropped_and_does_not_begin_a_word(apostrophe):
    assert romanise(f"Знам{apostrophe}янка") == "Znamianka"


def test_quotation_marks_and_english_apostrophes_stay():
    assert romanise("'Юрій' and O’Brien's «Єва»") == "'Yurii' and O’Brien's «Yeva»"


@pytest.mark.parametrize(
    ("ukrainian", "latin"),
    [
        ("ЩОРС", "SHCHORS"),
        ("Щорс", "Shchors"),
        ("БОРЩ", "BORSHCH"),
        ("Щ", "Shch"),
        ("Я і Ти", "Ya i Ty"),
        ("УкрПОШТА", "UkrPOSHTA"),
        ("ЗГОРАНИ", "ZGHORANY"),
        ("ЗНАМ'ЯНКА", "ZNAMIANKA"),
        ("ЮНІСЕФ", "YUNISEF"),
    ],
)
def test_capitals_follow_their_neighbours(ukrainian, latin):
    assert romanise(ukrainian) == latin


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("Івано-Франківськ", "Ivano-Frankivsk"),
        ("Ново-Яворівськ", "Novo-Yavorivsk"),
        ("вул. Юрія Вєтрова, 5", "vul. Yuriia Vietrova, 5"),
        ("«Їжак»", "«Yizhak»"),
        ("Су\u0301ми", "Sumy"),
        ("Олекса\u0301я", "Oleksaia"),
        ("Сергій", "Serhii"),
        ("Serhii i 中文", "Serhii i 中文"),
        ("", ""),
    ],
)
def test_words_begin_where_a_reader_sees_them_begin(text, latin):
    assert romanise(text) == latin


def test_composed_and_decomposed_letters_read_alike():
    assert romanise("Стрии\u0306, Киі\u0308в") == "Stryi, Kyiv"


def test_letters_of_other_cyrillic_alphabets_get_their_nearest_spelling():
    assert romanise("Королёв Подъезд Крылов Эхо Ёлка") == "Koroliov Podezd Krylov Ekho Yolka"


@given(st.text(UKRAINIAN + UKRAINIAN.upper() + " '’ʼ-"))
def test_ukrainian_text_becomes_ascii_but_for_quotation_marks(text):
    assert re.fullmatch(r"[A-Za-z '’ʼ-]*", romanise(text))


@given(st.text(st.characters(max_codepoint=0x2FF)))
def test_text_without_cyrillic_stays(text):
    assert romanise(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Делегація з Любліна у Сумах", "delehatsiia-z-liublina-u-sumakh"),
        ("Gorzów Wielkopolski — Łódź, Žilina", "gorzow-wielkopolski-lodz-zilina"),
        ("Straße, Ærø, Đakovo", "strasse-aero-dakovo"),
        ("Бюлетень № 5/2016", "biuleten-no-5-2016"),
        ("O’Brien and Знам'янка", "obrien-and-znamianka"),
        ("  «Суми»:  2016!  ", "sumy-2016"),
        ("№", "no"),
        ("中文", ""),
        ("— !", ""),
        ("ь", ""),
        ("", ""),
    ],
)
def test_a_slug_is_lower_case_words_joined_by_hyphens(text, expected):
    assert slug(text) == expected


def test_a_long_slug_ends_with_a_whole_word():
    assert slug("суми " * 16) == "-".join(["sumy"] * 16)
    assert slug("суми " * 17) == "-".join(["sumy"] * 16)
    assert slug("one two three", max_length=7) == "one-two"
    assert slug("one two three", max_length=6) == "one"


def test_a_first_word_longer_than_the_limit_is_cut():
    assert slug("щ" * 30) == ("shch" * 20)


@given(st.text())
def test_a_slug_is_always_fit_for_an_address(text):
    result = slug(text)
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", result)
    assert len(result) <= 80
    assert slug(result) == result


@pytest.mark.parametrize(
    "name",
    [
        "Гаєвич і Йосипівка",
        "Знам’янка: Їжакевич",
        "ЗГОРАНИ, Щорс",
        "Юрій з Ґалаґана",
        "Źródło Łódź 20.05",
        "Ящірка — яєчня",
    ],
)
def test_the_browser_is_given_the_same_table(name: str) -> None:
    typed = name
    for pattern, latin in formatters():
        typed = pattern.sub(latin, typed)
    assert typed.lower() == slug(name)
