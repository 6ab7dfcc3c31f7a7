"""When two spellings are one name."""

import pytest

from cms_site.core.spelling import name_key


@pytest.mark.parametrize(
    "spelling",
    [
        "Карітас Польща",
        "Карітас  Польща",
        "КАРІТАС ПОЛЬЩА",
        " «Карітас» Польща ",
        "Карітас-Польща",
        "Kapiтас Пoльщa",  # with Latin K, a, p, i, o, a
        "„Карітас“ — “Польща”",
    ],
)
def test_spellings_of_one_name_have_one_key(spelling: str) -> None:
    assert name_key(spelling) == name_key("Карітас Польща")


@pytest.mark.parametrize("apostrophe", ["'", "’", "ʼ", "`", "′", ""])
def test_no_apostrophe_makes_another_name(apostrophe: str) -> None:
    assert name_key(f"Об{apostrophe}єднання") == name_key("Об’єднання")


@pytest.mark.parametrize("other", ["Карітас Німеччина", "Карітас", "Карітас Польща 2"])
def test_other_names_have_other_keys(other: str) -> None:
    assert name_key(other) != name_key("Карітас Польща")
