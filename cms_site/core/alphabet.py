"""Alphabetical order for readers; Unicode puts І, Є and Ґ before А, and Ł after Z."""

_LAST = "\uffff"
_PAIRS = ["ґг", "єе", "іи", "ąa", "ćc", "ęe", "łl", "ńn", "óo", "śs", "źz"]
_APOSTROPHES = dict.fromkeys("'’ʼ")  # dictionaries pass over them
_TABLE = str.maketrans(
    {**{pair[0]: pair[1] + _LAST for pair in _PAIRS}, "ї": "и" + _LAST * 2, "ż": "z" + _LAST * 2, **_APOSTROPHES}
)


def alphabetical(text: str) -> str:
    """The key that sorts words as a Ukrainian, Polish or English reader expects, without regard to capitals."""
    return text.casefold().translate(_TABLE)
