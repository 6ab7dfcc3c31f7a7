"""What in a text looks like the data of a private person. The aid ledger is public and names organisations alone."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from stdnum import luhn
from stdnum.ua import rntrc

_LETTERS = "а-щьюяєіїґ"
_WORD = rf"[А-ЩЬЮЯЄІЇҐ](?:[{_LETTERS}'’ʼ-]+|[А-ЩЬЮЯЄІЇҐ'’ʼ-]+)"
# Patronymics in every case: Іванович, Івановича, Іванівна, Іванівні, Сергійович, Марії Сергіївни, Ілліч.
_PATRONYMIC = rf"[А-ЩЬЮЯЄІЇҐ][{_LETTERS}'’ʼ]*(?:[оі]вич|[йь]ович|лліч|зьмич)(?:а|у|еві|ем|і)?"
_PATRONYMIC_F = rf"[А-ЩЬЮЯЄІЇҐ][{_LETTERS}'’ʼ]+[ії]вн(?:а|и|і|у|ою|о)"
_FATHER = rf"(?:{_PATRONYMIC}|{_PATRONYMIC_F})"
_NAME = re.compile(rf"(?<!\w)(?:{_WORD} {_WORD} {_FATHER}|{_WORD} {_FATHER} {_WORD})(?!\w)")
# A school or hospital may bear a name: "імені Івана Миколайовича Петренка".
_IN_HONOUR = re.compile(r"(?:ім\.|імені)\s*$", re.IGNORECASE)
_PHONE = re.compile(r"(?<!\d)(?:\+?38[\s-]?)?\(?0\d{2}\)?(?:[\s-]?\d){7}(?!\d)")
_TEN_DIGITS = re.compile(r"(?<!\d)\d{10}(?!\d)")
_PASSPORT = re.compile(r"(?<!\w)[А-ЩЬЮЯЄІЇҐ]{2}\s?(?:№\s?)?\d{6}(?!\d)|(?i:паспорт)\D{0,20}\d{9}(?!\d)")
_CARD = re.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)")


def findings(text: str) -> list[str]:
    """A sentence for everything in `text` that looks like a person's data; none where nothing does."""
    return [sentence % {"text": found} for sentence, found in _found(" ".join(text.split()))]


def _found(text: str) -> Iterator[tuple[str, str]]:
    for match in _NAME.finditer(text):
        if not _IN_HONOUR.search(text[: match.start()]):
            yield _("“%(text)s” looks like the name of a person."), match.group()
    for match in _PHONE.finditer(text):
        yield _("“%(text)s” looks like a telephone number."), match.group().strip()
    for match in _TEN_DIGITS.finditer(text):
        # RNOKPP, the number of a taxpayer; the last digit checks the others. Organisations have eight digits.
        if rntrc.is_valid(match.group()) and not _PHONE.fullmatch(match.group()):
            yield _("“%(text)s” looks like the tax number of a person."), match.group()
    for match in _PASSPORT.finditer(text):
        yield _("“%(text)s” looks like the number of a passport."), match.group()
    for match in _CARD.finditer(text):
        if luhn.is_valid(re.sub(r"\D", "", match.group())):
            yield _("“%(text)s” looks like the number of a bank card."), match.group()


def findings_in(*texts: Any) -> list[str]:
    """The findings in several texts, each once."""
    return list(dict.fromkeys(sentence for text in texts for sentence in findings(str(text or ""))))
