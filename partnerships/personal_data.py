"""What in a text looks like the data of a private person. The aid ledger is public and names organisations alone."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from stdnum import luhn
from stdnum.ua import rntrc

from partnerships import first_names

_LETTERS = "а-щьюяєіїґ"
_WORD = rf"[А-ЩЬЮЯЄІЇҐ](?:[{_LETTERS}'’ʼ-]+|[А-ЩЬЮЯЄІЇҐ'’ʼ-]+)"
# Patronymics in every case: Іванович, Івановича, Іванівна, Іванівні, Сергійович, Марії Сергіївни, Ілліч.
_PATRONYMIC = rf"[А-ЩЬЮЯЄІЇҐ][{_LETTERS}'’ʼ]*(?:[оі]вич|[йь]ович|лліч|зьмич)(?:а|у|еві|ем|і)?"
_PATRONYMIC_F = rf"[А-ЩЬЮЯЄІЇҐ][{_LETTERS}'’ʼ]+[ії]вн(?:а|и|і|у|ою|о)"
_FATHER = rf"(?:{_PATRONYMIC}|{_PATRONYMIC_F})"
_NAME = re.compile(rf"(?<!\w)(?:{_WORD} {_WORD} {_FATHER}|{_WORD} {_FATHER} {_WORD})(?!\w)")
# A school, a street or a church may bear a name: "імені Івана Миколайовича Петренка", "вул. академіка Івана Петренка".
_HONOURS = (
    r"ім\.|імені|пам['’ʼ]яті|вул\.|вулиц\w+|просп\.|пр-т|проспект\w*|пров\.|провул\w+|пл\.|площ\w+|бульв\w*\.?|б-р|майдан\w*"
    r"|наб\.|набережн\w+|узв[іо]\w+|сквер\w*|парк\w*|св\.|свят\w+|апостол\w*|архангел\w*"
)
_IN_HONOUR = re.compile(rf"(?<!\w)(?i:{_HONOURS})\s*(?:(?:[{_LETTERS}'’ʼ.-]+|Геро[яю]|України)\s+)*$")
_INSTITUTION = (
    r"(?i:шк[оі]л|гімназі|ліце|коледж|училищ|університет|академі|інститут|дитсад|сад[оч]*к|лікарн|клінік|поліклінік"
    r"|амбулаторі|госпітал|диспансер|центр|фонд|фундаці|організаці|спілк|спілок|товариств|асоціаці|об['’ʼ]єднан|громад"
    r"|родин|будин|палац|клуб|музе|театр|бібліотек|храм|церкв|собор|монастир|парафі|стипенді|премі)\w{0,3}"
)
# Of whom an institution is, stands in the genitive: "Фонд Олени Пінчук", "ЗОШ № 5 Тараса Шевченка"; ФОП is a person.
_INSTITUTION_OF = re.compile(rf"(?<!\w)(?:{_INSTITUTION}|(?!ФОП)[А-ЩЬЮЯЄІЇҐ]{{2,5}})(?: №\s?\d+)?\s$")
# Legal forms in capitals ("ГО", "ТОВ", "КНП"), institutions, and what stands with a name, but is no surname.
_NO_SURNAME = re.compile(rf"[А-ЩЬЮЯЄІЇҐ]{{2,4}}|{_INSTITUTION}|(?i:свят\w*|геро[йяюї]|україн[аи]|від|для|та)")
_CAPITALISED = re.compile(rf"(?<![\w'’ʼ-])[А-ЩЬЮЯЄІЇҐ][{_LETTERS}А-ЩЬЮЯЄІЇҐ'’ʼ-]+(?!\w)")
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|\"[^\"]*\"")
LOOKED_BACK = 80  # characters before a name; all of a long text would take long
_PHONE = re.compile(r"(?<!\d)(?:\+?38[\s-]?)?\(?0\d{2}\)?(?:[\s-]?\d){7}(?!\d)")
_TEN_DIGITS = re.compile(r"(?<!\d)\d{10}(?!\d)")
_PASSPORT = re.compile(r"(?<!\w)[А-ЩЬЮЯЄІЇҐ]{2}\s?(?:№\s?)?\d{6}(?!\d)|(?i:паспорт)\D{0,20}\d{9}(?!\d)")
_CARD = re.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)")


def findings(text: str) -> list[str]:
    """A sentence for everything in `text` that looks like a person's data; none where nothing does."""
    return [sentence % {"text": found} for sentence, found in _found(" ".join(text.split()))]


def _found(text: str) -> Iterator[tuple[str, str]]:
    for match in _NAME.finditer(text):
        if not _IN_HONOUR.search(_before(text, match)):
            yield _("“%(text)s” looks like the name of a person."), match.group()
    for name in _names_without_patronymic(text):
        yield _("“%(text)s” looks like the name of a person."), name
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


def _names_without_patronymic(text: str) -> Iterator[str]:
    """A common first name and the surname beside it; what is in quotation marks is the name of something."""
    for found in (_QUOTED, _NAME):
        text = found.sub(lambda match: "_" * len(match.group()), text)
    words = list(_CAPITALISED.finditer(text))
    for place, word in enumerate(words):
        name = re.sub("[’ʼ]", "'", word.group().lower())
        if name not in first_names.FORMS:
            continue
        for surname in words[place + 1 : place + 2] + words[:place][-1:]:
            first, last = sorted((word, surname), key=re.Match.start)
            if text[first.end() : last.start()] == " " and _may_be_surname(surname.group()):
                if not _bears_a_name(_before(text, first), name):
                    yield text[first.start() : last.end()]
                break


def _before(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - LOOKED_BACK) : match.start()]


def _bears_a_name(before: str, name: str) -> bool:
    """Whether what stands before a name is called after it."""
    institution = name in first_names.GENITIVES and _INSTITUTION_OF.search(before)
    return bool(institution or _IN_HONOUR.search(before))


def _may_be_surname(word: str) -> bool:
    return not _NO_SURNAME.fullmatch(word) and word.lower() not in first_names.FORMS


def findings_in(*texts: Any) -> list[str]:
    """The findings in several texts, each once."""
    return list(dict.fromkeys(sentence for text in texts for sentence in findings(str(text or ""))))
