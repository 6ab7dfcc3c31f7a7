"""Organisations are found while their name is typed, made on the spot, and never twice by accident."""

import json
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from partnerships.models import Organisation, OrganisationOtherName
from tests.factories.core import make_editor, speaking
from tests.factories.partnerships import make_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

CHOOSER = "/admin/snippets/choose/partnerships/organisation/"
ADD = "/admin/snippets/partnerships/organisation/add/"
ROWS = {
    f"{prefix}-{name}": value
    for prefix in ("names", "other_names")
    for name, value in [("TOTAL_FORMS", "0"), ("INITIAL_FORMS", "0"), ("MIN_NUM_FORMS", "0"), ("MAX_NUM_FORMS", "9")]
}
FORM = {"kind": "charity", "country": "PL", "website": ""}


def found(client: Client, typed: str) -> list[str]:
    return [item.name for item in client.get(f"{CHOOSER}results/", {"q": typed}).context["results"]]


def create(client: Client, **form: str) -> Any:
    """What the window answers to the form "create"."""
    return json.loads(client.post(f"{CHOOSER}create/", {**FORM, **form}).content)


@pytest.mark.parametrize("typed", ["об'єдн", "Обєднання мі", "ОБ’ЄДНАННЯ", "cities", "Towns unit", "колишн", "міст об"])
def test_an_organisation_is_found_by_any_part_of_a_name_in_any_language_and_spelling(
    admin_client: Client, typed: str
) -> None:
    united = make_organisation("Об’єднання міст", names={"en": "United Towns and Cities"})
    OrganisationOtherName.objects.create(record=united, name="Колишня спілка")
    make_organisation("Хельвеція", names={"en": "Helvetsiia"})

    assert found(admin_client, typed) == ["Об’єднання міст"]
    assert found(admin_client, "немає такої") == []


def test_the_window_shows_kind_and_country_in_the_same_queries_for_any_number(admin_client: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            page = admin_client.get(f"{CHOOSER}results/", {"q": "фонд"}).content.decode()
        assert "Благодійна" in page
        assert "Польща" in page
        return len(captured)

    make_organisation("Фонд", kind="charity", country="PL", names={"en": "Fund"})
    queries()
    one = queries()
    for number in range(20):
        make_organisation(f"Фонд {number}", kind="charity", country="PL", names={"en": f"Fund {number}"})

    assert queries() == one


def test_the_window_says_in_ukrainian_what_is_chosen(client: Client) -> None:
    client.force_login(speaking(get_user_model().objects.create_superuser("admin", password="x"), "uk"))

    window = json.loads(client.get(CHOOSER).content)["html"]

    assert "Вибрати організацію" in window


def test_an_organisation_is_made_in_the_window_with_its_names_and_chosen(admin_client: Client) -> None:
    answer = create(admin_client, name="Карітас Польща", name_en="Caritas Poland", name_pl="Caritas Polska")

    made = Organisation.objects.get()
    assert (answer["step"], answer["result"]["id"]) == ("chosen", str(made.pk))
    assert (made.name_in("en"), made.name_in("pl"), made.kind) == ("Caritas Poland", "Caritas Polska", "charity")


@pytest.mark.parametrize("name", ["Карітас  Польща", "«КАРІТАС» Польща", "Kapiтас Польща", "Caritas Poland", "Стара"])
def test_a_second_spelling_is_refused_with_a_link_to_the_first_and_nothing_typed_is_lost(
    admin_client: Client, name: str
) -> None:
    first = make_organisation("Карітас Польща", names={"en": "Caritas Poland"})
    OrganisationOtherName.objects.create(record=first, name="Стара")

    shown = create(admin_client, name=name, name_en="Typed")["htmlFragment"]
    page = admin_client.post(ADD, {**FORM, **ROWS, "name": name})

    for html in [shown, page.content.decode()]:
        assert f'href="/admin/snippets/partnerships/organisation/edit/{first.pk}/"' in html
        assert 'name="is_another"' in html
        assert "&lt;a" not in html
    assert 'value="Typed"' in shown
    assert list(page.context["form"].errors) == ["name"]
    assert len(page.context["form"].errors["name"]) == 1
    assert Organisation.objects.count() == 1


def test_another_one_of_the_same_name_is_recorded_on_confirmation(admin_client: Client) -> None:
    make_organisation("Карітас Польща")

    create(admin_client, name="Карітас  Польща", is_another="on")
    admin_client.post(ADD, {**FORM, **ROWS, "name": "Карітас Польща", "is_another": "on"})

    assert sorted(Organisation.objects.values_list("namesake", flat=True)) == [0, 1, 2]


def test_the_question_is_not_put_where_there_is_nothing_to_ask(admin_client: Client) -> None:
    caritas = make_organisation("Карітас Польща")

    assert "is_another" not in admin_client.get(ADD).content.decode()
    assert "is_another" not in json.loads(admin_client.get(CHOOSER).content)["html"]
    edited = admin_client.post(
        f"/admin/snippets/partnerships/organisation/edit/{caritas.pk}/", {**FORM, **ROWS, "name": "Карітас  Польща"}
    )
    assert edited.status_code == 302


def test_only_those_who_may_add_an_organisation_make_one_in_the_window(client: Client, home: Page) -> None:
    editor = make_editor(home, "change")
    client.force_login(editor)

    assert "tab-create" not in json.loads(client.get(CHOOSER).content)["html"]
    client.post(f"{CHOOSER}create/", {**FORM, "name": "Карітас"})
    assert not Organisation.objects.exists()

    permission = Permission.objects.get(codename="add_organisation", content_type__app_label="partnerships")
    editor.groups.get().permissions.add(permission)

    assert "tab-create" in json.loads(client.get(CHOOSER).content)["html"]
    assert create(client, name="Карітас")["step"] == "chosen"


def test_the_list_finds_by_any_name_in_any_spelling(admin_client: Client) -> None:
    make_organisation("Об’єднання міст", names={"pl": "Związek miast"})
    make_organisation("Хельвеція")

    for typed in ["обєдн", "związek"]:
        page = admin_client.get("/admin/snippets/partnerships/organisation/", {"q": typed})
        assert [item.name for item in page.context["object_list"]] == ["Об’єднання міст"]
