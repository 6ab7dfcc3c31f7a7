"""Words as search compares them, at index and at query time alike."""


def searchable_words(text: str) -> str:
    """`text` as search compares it."""
    return text.lower()
