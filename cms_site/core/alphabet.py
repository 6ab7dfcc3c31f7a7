"""Alphabetical order for readers; Unicode puts І, Є and Ґ before А, and Ł after Z."""

_AFTER = {
    # Ukrainian
    **{"ґ": "г", "є": "е", "і": "и", "ї": "и"},
    # Polish
    **{"ą": "a", "ć": "c", "ę": "e", "ł": "l", "ń": "n", "ó": "o", "ś": "s", "ź": "z", "ż": "z"},
}
_LAST = "\uffff"
_SECOND_AFTER = {"ї", "ż"}
_TABLE = str.maketrans(
    {letter: before + _LAST * (2 if letter in _SECOND_AFTER else 1) for letter, before in _AFTER.items()}
)


def alphabetical(text: str) -> str:
    """The key that sorts words as a Ukrainian, Polish or English reader expects, without regard to capitals."""
    return text.casefold().translate(_TABLE)
