"""Words are sorted as readers know it."""

import pytest
from django.utils.translation import override
from django_countries import countries

from cms_site.core.alphabet import alphabetical


@pytest.mark.parametrize("alphabet", ["абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"])
def test_the_letters_keep_their_order(alphabet: str) -> None:
    assert sorted(set(alphabet), key=alphabetical) == list(alphabet)


def test_a_letter_of_its_own_comes_after_all_words_with_the_letter_before_it() -> None:
    words = ["Болгарія", "Єгипет", "естонія", "Ізраїль", "Йорданія", "Індія", "ґанок", "гора"]

    assert sorted(words, key=alphabetical) == [
        "Болгарія", "гора", "ґанок", "естонія", "Єгипет", "Ізраїль", "Індія", "Йорданія",
    ]  # fmt: skip


def test_an_apostrophe_does_not_move_a_word() -> None:
    assert sorted(["Вірменія", "В'єтнам", "Бельгія", "М’янма", "Мексика"], key=alphabetical) == [
        "Бельгія", "В'єтнам", "Вірменія", "Мексика", "М’янма",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["uk", "en", "pl"])
def test_the_countries_of_a_form_stand_in_the_alphabet_of_its_reader(language: str) -> None:
    with override(language):
        names = [name for _code, name in countries]

    others = names[8:]  # the frequent partners stand first
    assert others == sorted(others, key=alphabetical)
    assert len(others) > 200
