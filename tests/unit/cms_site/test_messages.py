import pytest

from scripts import messages

TEMPLATE = """{% load i18n %}
<h1>  {% trans "Visits" %}</h1>
    <p>it's {% translate "Open" context "door" %}
  {% blocktranslate count number=visits|length trimmed %}
    One visit of {{ city }}
  {% plural %}
    {{ number }} visits
  {% endblocktranslate %} {{ _("Close") }}
"""
PYTHON = """
from django.utils.translation import gettext_lazy as _, pgettext_lazy
label = _("Visits")
other = pgettext_lazy("month", "May")
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "visit.html").write_text(TEMPLATE)
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "models.py").write_text(PYTHON)
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "LOCALE_DIR", tmp_path / "locale")
    monkeypatch.setattr(messages, "SOURCES", ("home", "templates"))
    return tmp_path


def translate(language: str, **strings) -> None:
    catalog = messages.load(language)
    for message in catalog:
        key = message.id[0] if isinstance(message.id, tuple) else message.id
        if key in strings:
            message.string = strings[key]
    with messages.po_path(language).open("wb") as file:
        messages.write_po(file, catalog)


def test_strings_of_templates_and_modules_are_found_with_their_files_and_contexts(project):
    found = {(m.context, m.id): {path for path, _ in m.locations} for m in messages.extract() if m.id}
    assert found == {
        (None, "Visits"): {"templates/visit.html", "home/models.py"},
        (None, "Close"): {"templates/visit.html"},
        ("door", "Open"): {"templates/visit.html"},
        ("month", "May"): {"home/models.py"},
        (None, ("One visit of %(city)s", "%(number)s visits")): {"templates/visit.html"},
    }


def test_update_keeps_translations_and_drops_what_is_no_longer_used(project):
    messages.update()
    translate("uk", Visits="Візити", May="травень")
    (project / "home" / "models.py").unlink()
    messages.update()
    kept = messages.load("uk")
    assert kept.get("Visits").string == "Візити"
    assert kept.get("May", "month") is None
    before = messages.po_path("uk").read_bytes()
    messages.update()
    assert messages.po_path("uk").read_bytes() == before


def test_every_gap_in_ukrainian_and_every_public_gap_in_polish_is_a_problem(project):
    messages.update()
    sources = messages.extract()
    assert "not translated: month: 'May'" in messages.problems("uk", sources)
    assert len(messages.problems("uk", sources)) == 5
    assert "not translated: door: 'Open'" in messages.problems("pl", sources)
    assert "not translated: month: 'May'" not in messages.problems("pl", sources)


def test_strings_that_the_files_do_not_know_or_the_sources_no_longer_use_are_problems(project):
    messages.update()
    (project / "home" / "models.py").write_text('label = _("Partners")')
    lines = messages.problems("pl", messages.extract())
    assert "not in the file, run `make messages`: 'Partners'" in lines
    assert "no longer used, run `make messages`: month: 'May'" in lines


def test_doubtful_and_malformed_translations_are_problems(project):
    messages.update()
    translate("uk", Visits="Візити", **{"One visit of %(city)s": ("%(town)s", "%(number)s", "%(number)s")})
    catalog = messages.load("uk")
    catalog.get("Visits").flags.add("fuzzy")
    with messages.po_path("uk").open("wb") as file:
        messages.write_po(file, catalog)
    lines = messages.problems("uk", messages.extract())
    assert "doubtful (fuzzy): 'Visits'" in lines
    assert any("One visit" in line and "not translated" not in line for line in lines)


def test_check_fails_while_there_are_problems_and_compile_writes_what_django_reads(project):
    messages.update()
    with pytest.raises(SystemExit, match="problems with interface strings"):
        messages.check()
    messages.compile_all()
    assert messages.po_path("uk").with_suffix(".mo").exists()
