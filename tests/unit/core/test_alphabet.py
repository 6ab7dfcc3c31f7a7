"""Words are sorted as readers know it."""

import pytest

from cms_site.core.alphabet import alphabetical


@pytest.mark.parametrize("alphabet", ["абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"])
def test_the_letters_keep_their_order(alphabet: str) -> None:
    assert sorted(set(alphabet), key=alphabetical) == list(alphabet)


def test_a_letter_of_its_own_comes_after_all_words_with_the_letter_before_it() -> None:
    words = ["Болгарія", "Єгипет", "естонія", "Ізраїль", "Йорданія", "Індія", "ґанок", "гора"]

    assert sorted(words, key=alphabetical) == [
        "Болгарія", "гора", "ґанок", "естонія", "Єгипет", "Ізраїль", "Індія", "Йорданія",
    ]  # fmt: skip
