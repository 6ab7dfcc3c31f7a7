"""Terms in Ukrainian sources and their forms in translations: what is found, and what is a false alarm."""

import random
from collections import defaultdict

import pytest

from cms_site.core.terms import cases
from cms_site.core.terms.base import KnownTerm, TermBase
from cms_site.core.terms.checking import Side, compare
from cms_site.core.terms.matching import Matcher
from cms_site.core.terms.targets import Words, inflected
from cms_site.core.transliteration import romanise

# Endings of made-up names: Ukrainian ones by case, and for each language the end of the form with its own cases.
ENDINGS = {
    "енко": ("енко енка енкові енку енком", "enko", "enko enki enkę enką"),
    "ук": ("ук ука укові уку уком", "uk", "uk uka ukowi ukiem"),
    "ський": ("ський ського ському ським", "skyi", "ski skiego skiemu skim"),
    "ич": ("ич ича ичеві ичу ичем", "ych", "icz icza iczowi iczem"),
    "івка": ("івка івки івці івку івкою", "ivka", "iwka iwki iwce iwkę iwką"),
}
STEMS = {
    "Згур": "Zhur", "Щерб": "Szczerb", "Гайд": "Hajd", "Юрж": "Jurż", "Жовн": "Żown", "Хмар": "Chmar", "Йовч": "Jowcz",
    "Ящур": "Jaszczur", "Цвірк": "Cwirk", "Ґандж": "Gandż", "Шульг": "Szulh", "Єлих": "Jełych", "Дзюб": "Dziub",
}  # fmt: skip
POSTS = {
    "міський голова": ("міський голова|міського голови|міському голові|міським головою", "mayor", "burmistrz"),
    "вулиця Зоряна": ("вулиця Зоряна|вулиці Зоряної|вулицю Зоряну", "Zoriana Street", "ulica Zoriana"),
}
FRAMES = [
    ("Сьогодні {} серед гостей міста.", {"en": "Today {} is among the guests.", "pl": "Dziś {} jest wśród gości."}),
    ("Про {} розповіли на зустрічі з громадою.", {"en": "They spoke of {}.", "pl": "Opowiedziano o {} na spotkaniu."}),
    ("Площа, школа і міст: {}.", {"en": "A square, a school: {}.", "pl": "Plac, szkoła i most: {}."}),
]
PLAIN = [
    ("Голова зборів подякував. Вулиця коротка, зоря ясна.", "The chair thanked all.", "Przewodniczący podziękował."),
    ("Хмара над містом, щербатий місяць, жовна.", "A cloud over the city.", "Chmura nad miastem."),
]


def made_up(language: str) -> list[tuple[str, str, list[str], list[str]]]:
    """Names with their kind, Ukrainian forms and the forms of a language, the first of which is the approved one."""
    found = []
    for stem, polish in STEMS.items():
        for end, (own, latin, polish_ends) in ENDINGS.items():
            forms = [stem + ending for ending in own.split()]
            english = [romanise(stem) + latin, f"{romanise(stem)}{latin}'s"]
            kind = "city" if end == "івка" else "person"
            found.append((kind, forms, english if language == "en" else [polish + e for e in polish_ends.split()]))
    for own, english, polish in POSTS.values():
        forms = own.split("|")
        kind = "post" if "голова" in own else "street"
        found.append((kind, forms, [english, f"{english}s"] if language == "en" else [polish]))
    return [(forms[0], kind, forms, target) for kind, forms, target in found]


def base_of(names: list[tuple[str, str, list[str], list[str]]], language: str) -> TermBase:
    terms, keys = {}, []
    for number, (name, kind, _forms, target) in enumerate(names):
        former = defaultdict(list, {language: [misspelled(target[0])]})
        terms[number] = KnownTerm(name, kind, {language: (target[0], "", True)}, former)
        keys.append((number, cases.word_keys(name, cases.proposed(name, kind).values())))
    return TermBase(terms, Matcher(keys))


def misspelled(form: str) -> str:
    """A form as it is met in old translations."""
    wrong = form.replace("h", "g", 1) if "h" in form else form[:2] + "y" + form[2:]
    return wrong if wrong != form else form + "e"


@pytest.mark.parametrize("language", ["en", "pl"])
def test_violations_are_found_and_clean_texts_are_left_alone(language: str) -> None:
    names, draw = made_up(language), random.Random(55)
    base = base_of(names, language)
    found = alarms = 0
    for number in range(200):
        name, _kind, forms, targets = draw.choice(names)
        source, frames = draw.choice(FRAMES)
        text = source.format(draw.choice(forms))
        form = targets[0]
        wrong = [misspelled(form), f"{form[:2]}x{form[2:]}", "this person"][number % 3]
        bad = list(compare(base, Side("body", "body", text, frames[language].format(wrong)), language))
        found += bool(bad) and bad[0].name == name and bad[0].found == (wrong if number % 3 == 0 else "")
        clean = Side("body", "body", text, frames[language].format(draw.choice(targets)))
        if number % 10 == 0:
            plain, english, polish = draw.choice(PLAIN)
            clean = Side("body", "body", plain, english if language == "en" else polish)
        alarms += bool(list(compare(base, clean, language)))

    print(f"{language}: recall {found / 2:.1f} %, false alarms {alarms / 2:.1f} %")  # noqa: T201
    assert found >= 196
    assert alarms <= 6


@pytest.mark.parametrize(
    ("name", "text", "at"),
    [
        ("Знам’янка", "До Знам'янки їхали довго", "Знам'янки"),
        ("Івано-Франківськ", "з Івано‑Франківська", "Івано‑Франківська"),
        ("міський голова", "Заступник МІСЬКОГО ГОЛОВИ", "МІСЬКОГО ГОЛОВИ"),
        ("Сумська міська рада", "рішенням Сумської міської ради", "Сумської міської ради"),
        ("БФ «Схід»", "від БФ „Схід“ надійшло", "БФ „Схід"),
        ("Петро Згурський", "з Петром Згурським", "Петром Згурським"),
        ("Суми", "Сума сплачена. Суми великі, сум немає", "Суми"),
        ("Суми", "сплачені суми", ""),
        ("міський голова", "міський, голова", ""),
        ("Петро Згурський", "Петро. Згурський пішов", ""),
        ("П. Згурський", "був П. Згурський", "П. Згурський"),
    ],
)
def test_a_name_is_found_in_any_case_and_not_across_signs(name: str, text: str, at: str) -> None:
    matcher = Matcher([(1, cases.word_keys(name, cases.proposed(name, "person").values()))])

    assert [text[match.start : match.end] for match in matcher.find(text)] == ([at] if at else [])


def test_the_longest_term_is_found_and_none_overlaps_another() -> None:
    names = ["міська рада", "Сумська міська рада", "рада"]
    matcher = Matcher([(number, cases.word_keys(name, [])) for number, name in enumerate(names)])

    assert [match.term for match in matcher.find("Сумська міська рада, міська рада й рада")] == [1, 0, 2]


@pytest.mark.parametrize(
    ("language", "form", "text", "fits"),
    [
        ("en", "Sumy City Council", "the SUMY CITY COUNCIL decided", True),
        ("en", "mayor", "Mayors met", True),
        ("en", "O’Brien", "O'Brien's words", True),
        ("en", "Sumy", "in sumy", False),
        ("en", "Lublin", "the Lublinian", False),
        ("pl", "Kijów", "w Kijowie", True),
        ("pl", "Łódź", "do Łodzi", True),
        ("pl", "Praga", "w Pradze", True),
        ("pl", "Wołodymyr Poliszczuk", "Wołodymyrowi Poliszczukowi", True),
        ("pl", "Poliszczuk", "Polishchuk", False),
        ("pl", "Bug", "nad Bugiem", True),
        ("pl", "Sumy", "sumach", False),
    ],
)
def test_a_form_is_recognised_as_its_language_inflects_it(language: str, form: str, text: str, fits: bool) -> None:
    assert bool(inflected(form, Words.of(text), language)) is fits
