"""The term base: names are entered by one person, approved by another, and spelled once."""

import re
from io import BytesIO

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry, Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from cms_site.core.models import ImportRun, Term
from cms_site.core.terms.equivalents import as_read
from tests.factories import core
from tests.factories.workflow import make_group

pytestmark = pytest.mark.django_db

ADD = "wagtailsnippets_core_term:add"
EDIT = "wagtailsnippets_core_term:edit"


def translator(name: str, *more: str):
    user = core.speaking(get_user_model().objects.create_user(name), "en")
    wanted = ("access_admin", "add_term", "change_term", "view_term", *more)
    user.user_permissions.add(*Permission.objects.filter(codename__in=wanted))
    for home in Page.objects.filter(depth=2).exclude(locale__language_code="uk"):
        user.groups.add(make_group(f"{home.locale} of {name}", home, "change"))
    return user


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def form(term: Term | None = None, *, names=(), **fields: str):
    """What the form of a term posts; `names` are pairs of language and words, in the order of the stored ones."""
    locales = core.make_locales()
    stored = list(term.names.all()) if term else []
    rows = [{"locale": str(locales[code].pk), "name": name, "note": ""} for code, name in names]
    for row, known in zip(rows, stored, strict=False):
        row["id"] = str(known.pk)
    empty = dict.fromkeys(("genitive", "dative", "accusative", "instrumental", "locative", "vocative"), "")
    return nested_form_data(
        {
            "name": "",
            "kind": "person",
            **empty,
            "source": "",
            "note": "",
            **fields,
            "names": inline_formset(rows, initial=len(stored)),
            "former_names": inline_formset([]),
        }
    )


def test_a_new_term_gets_its_cases_and_an_english_proposal_that_is_approved_by_another_person() -> None:
    home = core.make_site()
    for language in ("en", "pl"):
        core.translate(home, language)
    writer, reader = signed_in(translator("writer", "approve_term")), signed_in(translator("reader", "approve_term"))

    writer.post(reverse(ADD), form(name="Петро Згурський", names=[("pl", "Petro Zhurski")]))

    term = Term.objects.get()
    assert (term.genitive, term.instrumental) == ("Петра Згурського", "Петром Згурським")
    english, polish = sorted(term.names.all(), key=lambda row: row.locale.language_code)
    assert (english.name, english.proposed, english.approved_at) == ("Petro Zghurskyi", True, None)
    assert polish.entered_by.username == "writer"
    page = writer.get(reverse("wagtailsnippets_core_term:list")).content.decode()
    assert [text for text in ("Petro Zghurskyi", "proposal", "not approved") if text not in page] == []

    address = reverse("core_approve_term", args=[term.pk])
    both = {"equivalent": [as_read(english), as_read(polish)]}
    assert f'value="{as_read(polish)}"' not in writer.get(address).content.decode()
    writer.post(address, both)
    english.refresh_from_db()
    polish.refresh_from_db()
    assert (english.approved_by.username, polish.approved_at) == ("writer", None), "nobody approves the own form"
    assert f'value="{as_read(polish)}"' in reader.get(address).content.decode()
    reader.post(address, both)
    polish.refresh_from_db()
    assert polish.approved_by.username == "reader"
    log = ModelLogEntry.objects.filter(action="ratusha.term.approve").values_list("data", flat=True)
    assert {row["language"] for row in log} == {"en", "pl"}
    history = reader.get(reverse("wagtailsnippets_core_term:history", args=[term.pk])).content.decode()
    assert "Approved the equivalent “Petro Zhurski” (pl)" in history


def test_a_form_that_was_changed_after_it_was_read_is_not_approved() -> None:
    core.translate(core.make_site(), "pl")
    writer, reader = translator("writer"), signed_in(translator("reader", "approve_term"))
    signed_in(writer).post(reverse(ADD), form(name="Петро Згурський", names=[("pl", "Petro Zhurski")]))
    row = Term.objects.get().names.get(locale__language_code="pl")
    address = reverse("core_approve_term", args=[row.record_id])
    read = re.findall(r'name="equivalent"\s+value="([^"]*)"', reader.get(address).content.decode())
    type(row).objects.filter(pk=row.pk).update(name="Piotr Zhurski")

    answer = reader.post(address, {"equivalent": read}, follow=True)

    row.refresh_from_db()
    assert (read != [], row.approved_at) == (True, None)
    assert "read again" in answer.content.decode()


def test_a_reviewer_finds_the_way_to_approval_in_the_list_and_who_entered_what_by_name() -> None:
    core.translate(core.make_site(), "pl")
    writer, reader = translator("writer"), translator("reader", "approve_term")
    writer.first_name, writer.last_name = "Олена", "Сич"
    writer.save()
    signed_in(writer).post(reverse(ADD), form(name="Петро Згурський", names=[("pl", "Petro Zhurski")]))
    term = Term.objects.get()
    address = reverse("core_approve_term", args=[term.pk])

    assert address in signed_in(reader).get(reverse("wagtailsnippets_core_term:list")).content.decode()
    assert address not in signed_in(writer).get(reverse("wagtailsnippets_core_term:list")).content.decode()
    assert "entered by Олена Сич" in signed_in(reader).get(address).content.decode()


def test_a_form_that_nobody_approved_has_a_dash_where_the_name_will_be() -> None:
    core.make_locales()
    client = signed_in(translator("writer"))
    client.post(reverse(ADD), form(name="Петро Згурський"))

    page = client.get(reverse(EDIT, args=[Term.objects.get().pk])).content.decode()
    assert "None" not in strip_tags(page)


def test_an_approved_form_that_is_changed_waits_again_and_the_old_one_is_kept() -> None:
    term = core.make_term("Згорани", kind="city", en="Zgorany")
    client = signed_in(translator("writer", "approve_term"))

    client.post(reverse(EDIT, args=[term.pk]), form(term, name="Згорани", kind="city", names=[("en", "Zghorany")]))

    row = term.names.get()
    assert (row.name, row.approved_at, row.entered_by.username) == ("Zghorany", None, "writer")
    assert [(former.locale.language_code, former.name) for former in term.former_names.all()] == [("en", "Zgorany")]


def test_a_proposal_that_nobody_approved_follows_the_name() -> None:
    core.make_locales()
    client = signed_in(translator("writer"))
    client.post(reverse(ADD), form(name="Петро Згурський"))
    term = Term.objects.get()

    client.post(reverse(EDIT, args=[term.pk]), form(term, name="Павло Згурський", names=[("en", "Petro Zghurskyi")]))

    row = term.names.get()
    assert (row.name, row.proposed, row.entered_by) == ("Pavlo Zghurskyi", True, None)


def test_a_corrected_case_stays_until_the_name_is_another() -> None:
    term = core.make_term("Щербуха", en="Shcherbukha")
    client = signed_in(translator("writer"))
    address, names = reverse(EDIT, args=[term.pk]), [("en", "Shcherbukha")]

    client.post(address, form(term, name="Щербуха", genitive="Щербухи", names=names))
    term.refresh_from_db()
    assert term.genitive == "Щербухи"
    client.post(address, form(term, name="Щербуха", genitive="Щербухи", note="нова", names=names))
    term.refresh_from_db()
    assert term.genitive == "Щербухи"
    client.post(address, form(term, name="Лисенко", genitive="Щербухи", names=names))
    term.refresh_from_db()
    assert term.genitive == "Лисенка"


@pytest.mark.parametrize("spelling", ["Знам’янка", "знам'янка", "«Знамʼянка»"])
def test_the_same_term_in_another_spelling_is_refused_at_the_field_with_everything_typed(spelling: str) -> None:
    core.make_term("Знам'янка", kind="city")
    client = signed_in(translator("writer"))

    response = client.post(reverse(ADD), form(name=spelling, kind="city", note="район", names=[("pl", "Znamianka")]))

    assert list(response.context["form"].errors) == ["name"]
    typed = ("There is a record with this name already.", "Znamianka", "район")
    assert [text for text in typed if text not in response.content.decode()] == []
    assert Term.objects.count() == 1


def test_a_table_of_terms_comes_in_and_goes_out(django_capture_on_commit_callbacks) -> None:
    core.make_term("Згорани", kind="city", en="Zgorany")
    client = signed_in(translator("writer"))
    lines = ["Вид,Назва,en,pl,Джерело", "місто,ЗГОРАНИ,Zghorany,,Статут", "особа,Петро Згурський,,Petro Zhurski,=1+1"]
    file = SimpleUploadedFile("terms.csv", "\n".join(lines).encode())
    client.post(reverse("core_import_upload", args=["terms"]), {"file": file})
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("core_import_confirm", args=[ImportRun.objects.get().pk]), {"every": "update"})

    run = ImportRun.objects.get()
    assert (run.problem, [entry["result"] for entry in run.report]) == ("", ["updated", "created"])
    city, person = Term.objects.order_by("name")
    assert (city.name, city.names.get().name, city.former_names.get().name) == ("Згорани", "Zghorany", "Zgorany")
    rows = {row.locale.language_code: (row.name, row.proposed, row.approved_at) for row in person.names.all()}
    assert rows == {"en": ("Petro Zghurskyi", True, None), "pl": ("Petro Zhurski", False, None)}
    answer = client.get(reverse("core_terms_file"))
    table = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    assert [cell.value for cell in table[3]][1:5] == ["Петро Згурський", "Petro Zghurskyi", "Petro Zhurski", "'=1+1"]


def test_a_term_is_found_by_any_of_its_forms() -> None:
    core.make_term("Люблін", kind="city", pl="Lublin")
    core.make_term("Суми", kind="city", en="Sumy")
    client = signed_in(translator("writer"))

    found = client.get(reverse("wagtailsnippets_core_term:list"), {"q": "LUBL"}).context["object_list"]
    assert [term.name for term in found] == ["Люблін"]


def test_a_form_is_approved_by_those_who_edit_pages_in_its_language() -> None:
    core.translate(core.make_site(), "en")
    term = core.make_term("Люблін", kind="city", approved=False, en="Lublin", pl="Lublin")
    reader = signed_in(translator("reader", "approve_term"))

    reader.post(
        reverse("core_approve_term", args=[term.pk]), {"equivalent": [as_read(row) for row in term.names.all()]}
    )

    assert {row.locale.language_code: bool(row.approved_at) for row in term.names.all()} == {"en": True, "pl": False}


def test_a_second_ukrainian_name_is_refused_at_its_language() -> None:
    response = signed_in(translator("writer")).post(reverse(ADD), form(name="Глухів", names=[("uk", "Глухов")]))

    assert "The Ukrainian name stands in the first field. Choose another language." in response.content.decode()
    assert not Term.objects.filter(name="Глухів").exists()
