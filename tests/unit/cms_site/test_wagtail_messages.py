import json
import re

import pytest
from babel.messages.pofile import write_po
from django.utils import translation
from django.utils.translation import gettext, ngettext
from django.views.i18n import JavaScriptCatalog

from scripts import wagtail_messages


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """Return a function that writes strings into an own copy of the catalogue."""
    catalog = wagtail_messages.load("django")
    monkeypatch.setattr(wagtail_messages, "LOCALE_DIR", tmp_path / "cms_site" / "locale")

    def write(string: str, text: str | None) -> None:
        message = catalog.get(string)
        if text is None:
            catalog.delete(string)
        elif message:
            message.string = text
        else:
            catalog.add(string, text)
        path = wagtail_messages.po_path("django")
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalog, width=wagtail_messages.LONG)

    return write


@pytest.mark.parametrize("domain", wagtail_messages.DOMAINS)
def test_everything_the_packages_leave_in_english_is_translated_with_its_placeholders_and_tags(domain):
    assert wagtail_messages.problems(domain) == []


def test_gaps_are_told_from_what_the_package_has_in_ukrainian():
    strings = wagtail_messages.expected("django")
    assert strings[None, "Search all pages…"][1] == ""
    assert strings[None, "Live"][1] == "Наживо"


@pytest.mark.parametrize(
    ("string", "text", "problem"),
    [
        ("Search all pages…", "", "not translated"),
        ("Search all pages…", None, "new"),
        ("Unheard of", "Нечуване", "no longer used"),
        ("%(action)s at <b>%(at)s</b>", "%(action)s: <b>%(when)s</b>", "placeholders or tags differ"),
        ("%(action)s at <b>%(at)s</b>", "%(action)s: %(at)s", "placeholders or tags differ"),
        ("Live", "Наживо", "the package has the same"),
    ],
)
def test_check_names_what_is_wrong(kept, string, text, problem):
    kept(string, text)
    (line,) = wagtail_messages.problems("django")
    assert line.startswith(problem)
    assert repr(string) in line


def test_a_correction_is_looked_at_again_when_the_package_changes_its_ukrainian(kept, monkeypatch):
    kept("Live", "Опубліковано")
    texts = wagtail_messages.package_texts("django") | {"Live": "У мережі"}
    monkeypatch.setattr(wagtail_messages, "package_texts", lambda domain: texts)
    (line,) = wagtail_messages.problems("django")
    assert line.startswith("the package has changed its Ukrainian")


def test_update_keeps_translations_adds_what_is_new_and_drops_what_is_unused(kept):
    kept("Unheard of", "Нечуване")
    kept("Search all pages…", None)
    wagtail_messages.update()
    (line,) = wagtail_messages.problems("django")
    assert line == "not translated: 'Search all pages…'"


def test_ours_wins_over_the_package_in_pages_and_in_plurals():
    with translation.override("uk"):
        assert gettext("Search all pages…") == "Пошук серед усіх сторінок…"
        assert gettext("Live") == "Опубліковано"
        assert [ngettext("1 page", "%(counter)s pages", n) % {"counter": n} for n in (1, 2, 5, 21)] == [
            "1 сторінка",
            "2 сторінки",
            "5 сторінок",
            "21 сторінка",
        ]


def test_other_languages_keep_what_the_packages_have():
    with translation.override("pl"):
        assert gettext("Draft") == "Szkic"


@pytest.mark.parametrize("package", ["wagtail.admin", "wagtail_localize"])
def test_scripts_in_the_browser_are_given_ours(package, rf):
    with translation.override("uk"):
        content = JavaScriptCatalog.as_view(packages=[package])(rf.get("/")).content.decode()
    texts, _ = json.JSONDecoder().raw_decode(content.partition("const newcatalog = ")[2])
    assert texts["Save error"] == "Помилка збереження"
    assert texts["%(num)s error"] == ["%(num)s помилка", "%(num)s помилки", "%(num)s помилок"]


@pytest.mark.parametrize("domain", wagtail_messages.DOMAINS)
def test_approval_has_one_word_whoever_speaks_of_it(domain):
    other_words = re.compile("модерац|схвал", re.IGNORECASE)
    ours = wagtail_messages.by_key(wagtail_messages.load(domain))
    texts = wagtail_messages.package_texts(domain)
    shown = {
        key: " ".join(wagtail_messages.forms(ours[key].string))
        if key in ours
        else wagtail_messages.package_text(key, texts)
        for key in wagtail_messages.sources(domain)
    }
    assert {key: text for key, text in shown.items() if other_words.search(text)} == {}
