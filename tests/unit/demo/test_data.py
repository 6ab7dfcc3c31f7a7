"""The data files say what they seem to say: YAML takes a comma or a colon in running text for its own."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from cms_site.demo.facts import DATA, LANGUAGES, load

FILES = sorted(str(path.relative_to(DATA).with_suffix("")) for path in DATA.rglob("*.yaml"))
TEXTS = [name for name in FILES if name.startswith("texts/")]


def keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


def in_languages(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in LANGUAGES:
                yield key, inner
            else:
                yield from in_languages(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from in_languages(inner)


def sentences(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from sentences(inner)
    elif isinstance(value, list):
        for inner in value:
            if isinstance(inner, dict):
                assert set(inner) <= {"name", "role"}, inner
            yield from sentences(inner)
    else:
        yield value


@pytest.mark.parametrize("name", FILES)
def test_no_sentence_is_taken_for_a_key(name: str) -> None:
    assert [key for key in keys(load(name)) if not re.fullmatch(r"[\w-]+", key, re.ASCII)] == []


@pytest.mark.parametrize("name", TEXTS)
def test_every_text_is_a_text(name: str) -> None:
    for _language, words in in_languages(load(name)):
        for sentence in sentences(words):
            assert isinstance(sentence, str)
            assert sentence == sentence.strip() != ""


@pytest.mark.parametrize("name", TEXTS)
def test_only_ukrainian_texts_are_in_cyrillic(name: str) -> None:
    for language, words in in_languages(load(name)):
        for sentence in sentences(words):
            has_cyrillic = re.search(r"[\u0400-\u04ff]", sentence) is not None
            assert has_cyrillic is (language == "uk"), (language, sentence)
