"""The ledger in the editing interface and the page for donors: who may do what, and what is said where."""

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import GroupPagePermission

from cms_site.core.charts import LONGEST_BAR
from partnerships.models import ConvoyIndexPage, ConvoyPage, HandOver, Organisation
from partnerships.services import ledger
from tests.factories.core import speaking, translate
from tests.factories.partnerships import make_cargo_line, make_convoy, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def hospital(convoys: ConvoyIndexPage) -> Organisation:
    return make_organisation("Лікарня", names={"en": "Hospital"})


@pytest.fixture
def convoy(convoys: ConvoyIndexPage, hospital: Organisation) -> ConvoyPage:
    """Ten boxes of beds, three of them handed over."""
    beds = make_cargo_line(description="Ліжка", quantity=10, unit="box", hand_overs=[(hospital, 3)])
    return make_convoy(convoys, donors=[make_organisation("Хельвеція")], cargo_lines=[beds])


def client_with(*rights: str, on: Any) -> Client:
    """A client of an editor with these rights on a section."""
    group = Group.objects.create(name="Працівники")
    group.permissions.add(*_access())
    for right in rights:
        GroupPagePermission.objects.create(group=group, page=on, permission_type=right)
    user = get_user_model().objects.create_user("officer", password="x")
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    return client


def _access() -> Any:
    from django.contrib.auth.models import Permission

    return Permission.objects.filter(codename="access_admin")


def address(convoy: ConvoyPage, rest: str = "") -> str:
    return f"/admin/convoys/{convoy.pk}/ledger/{rest}"


def form(convoy: ConvoyPage, recipient: Organisation, amount: str, **more: Any) -> dict[str, Any]:
    data = {
        "cargo_line": convoy.cargo_lines.get().pk,
        "recipient": recipient.pk,
        "quantity": amount,
        "date": "2016-05-01",
        "document": "",
        "note": "",
    }
    return {**data, **more}


def test_an_officer_hands_over_and_sees_what_is_left(
    convoys: ConvoyIndexPage, convoy: ConvoyPage, hospital: Organisation
) -> None:
    officer = client_with("change", on=convoys)

    page = officer.get(address(convoy)).content.decode()
    response = officer.post(address(convoy), form(convoy, hospital, "2,5"), follow=True)

    assert "Ліжка (залишилося: 7 коробок)" in page
    assert response.redirect_chain == [(address(convoy), 302)]
    (message,) = response.context["messages"]
    assert "2,5" in str(message)
    entry = HandOver.objects.get(quantity="2.5")
    assert (entry.recorded_by.username, str(entry.date)) == ("officer", "2016-05-01")
    assert "4,5" in response.content.decode()


def test_more_than_is_left_is_refused_at_the_quantity_and_nothing_typed_is_lost(
    admin_client: Client, convoy: ConvoyPage, hospital: Organisation
) -> None:
    response = admin_client.post(address(convoy), form(convoy, hospital, "7,001", note="накладна 12"))

    page = response.content.decode()
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["quantity"]
    assert "залишилося передати лише 7" in page
    for typed in ['value="7,001"', 'value="накладна 12"', 'value="2016-05-01"', f'value="{hospital.pk}"']:
        assert typed in page
    assert HandOver.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"quantity": "-1"}, "quantity"),
        ({"quantity": "багато"}, "quantity"),
        ({"date": "2016-04-20"}, "date"),
        ({"date": "2999-01-01"}, "date"),
        ({"recipient": ""}, "recipient"),
        ({"cargo_line": ""}, "cargo_line"),
        ({"cargo_line": "999999"}, "cargo_line"),
    ],
)
def test_what_cannot_be_is_said_at_the_field(
    admin_client: Client, convoy: ConvoyPage, hospital: Organisation, fields: dict[str, str], field: str
) -> None:
    response = admin_client.post(address(convoy), {**form(convoy, hospital, "1"), **fields})

    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert HandOver.objects.count() == 1


def test_a_hand_over_that_is_in_the_ledger_already_is_asked_about(
    admin_client: Client, convoy: ConvoyPage, hospital: Organisation
) -> None:
    data = form(convoy, hospital, "2")
    admin_client.post(address(convoy), data)

    response = admin_client.post(address(convoy), data)

    assert "Такий запис в обліку вже є" in response.content.decode()
    assert HandOver.objects.filter(quantity=2).count() == 1
    admin_client.post(address(convoy), {**data, "another": "on"})
    assert HandOver.objects.filter(quantity=2).count() == 2


def test_a_recipient_or_note_that_looks_like_a_person_is_asked_about_first(
    admin_client: Client, convoy: ConvoyPage
) -> None:
    person = make_organisation("Петренко Іван Миколайович")
    data = form(convoy, person, "1", note="тел. 050 123 45 67")

    response = admin_client.post(address(convoy), data)

    assert list(response.context["form"].errors) == ["recipient", "note"]
    assert 'name="checked"' in response.content.decode()
    assert HandOver.objects.count() == 1
    admin_client.post(address(convoy), {**data, "checked": "on"})
    assert HandOver.objects.count() == 2


def test_an_entry_is_undone_after_a_question(admin_client: Client, convoy: ConvoyPage) -> None:
    entry = HandOver.objects.get()
    undo = address(convoy, f"{entry.pk}/undo/")

    assert "Лікарня" in admin_client.get(undo).content.decode()
    assert HandOver.objects.standing().count() == 1
    assert admin_client.post(undo, {"reason": " "}).status_code == 422
    response = admin_client.post(undo, {"reason": "Записано не тому"}, follow=True)

    assert "Записано не тому" in response.content.decode()
    assert HandOver.objects.standing().count() == 0
    assert admin_client.get(undo).status_code == 404
    history = admin_client.get(f"/admin/pages/{convoy.pk}/history/").content.decode()
    assert "Записано не тому" in history


def test_the_ledger_says_that_cargo_of_a_draft_does_not_count_yet(admin_client: Client, convoy: ConvoyPage) -> None:
    said = "є ще не опубліковані зміни"
    assert said not in admin_client.get(address(convoy)).content.decode()

    line = convoy.cargo_lines.get()
    line.quantity = 20
    convoy.cargo_lines = [line]
    convoy.save_revision()

    page = admin_client.get(address(convoy))
    assert said in page.content.decode()
    assert page.context["balance"].lines[0].left == 7


def test_the_question_whether_to_undo_an_entry_has_two_answers_that_nobody_confuses(
    client: Client, convoy: ConvoyPage, hospital: Organisation
) -> None:
    (entry,) = ledger.hand_over(
        [HandOver(convoy=convoy, cargo_line=convoy.cargo_lines.get(), recipient=hospital, date=date(2016, 5, 2))], None
    )
    admin = get_user_model().objects.create_superuser("admin", password="x")
    client.force_login(speaking(admin, "uk"))

    question = BeautifulSoup(client.get(address(convoy, f"{entry.pk}/undo/")).content, "html.parser").select_one(
        "#main"
    )

    answers = [answer.get_text(strip=True) for answer in question.select("form .button")]
    assert answers == ["Скасувати передання", "Назад до обліку"]
    assert "Ліжка: →" not in " ".join(question.get_text().split())


def test_a_ledger_is_closed_and_opened_by_those_who_may_publish(
    admin_client: Client, convoys: ConvoyIndexPage, convoy: ConvoyPage
) -> None:
    officer = client_with("change", on=convoys)
    close, reopen = address(convoy, "close/"), address(convoy, "reopen/")

    assert officer.get(close).status_code == officer.post(close, {"explanation": "Ні"}).status_code == 302
    refused = admin_client.post(close, {"explanation": ""})
    assert "7 коробок" in refused.context["form"].errors["explanation"][0]
    admin_client.post(close, {"explanation": "Решта на складі."})
    assert ConvoyPage.objects.get(pk=convoy.pk).stage == "closed"
    assert "Решта на складі." in admin_client.get(address(convoy)).content.decode()
    assert 'id="hand-over"' not in admin_client.get(address(convoy)).content.decode()
    admin_client.post(reopen, {"reason": "Знайшлося ще"})
    assert ConvoyPage.objects.get(pk=convoy.pk).stage == "handing_over"


def test_the_ledger_is_for_those_who_may_edit_this_convoy(convoys: ConvoyIndexPage, convoy: ConvoyPage) -> None:
    stranger = client_with("change", on=convoys.get_parent().add_child(instance=ConvoyIndexPage(title="Інші")))
    entry = HandOver.objects.get()

    for rest in ("", f"{entry.pk}/undo/", "close/", "reopen/"):
        # Wagtail leads those who may not to its home page.
        assert stranger.get(address(convoy, rest)).status_code == 302
        assert stranger.post(address(convoy, rest), {"reason": "Хочу", "explanation": "Хочу"}).status_code == 302
    assert Client().get(address(convoy)).url.startswith("/admin/login/")
    assert HandOver.objects.standing().count() == 1


def test_the_ledger_of_a_translation_is_that_of_its_source(admin_client: Client, convoy: ConvoyPage) -> None:
    target = translate(convoy, "en", title="Convoy")

    assert admin_client.get(address(target)).context["convoy"].pk == convoy.pk


def test_a_heavy_container_is_questioned_after_saving_and_in_the_ledger(
    admin_client: Client, convoy: ConvoyPage
) -> None:
    convoy.weight_t = 200
    convoy.save_revision().publish()

    assert "40" in admin_client.get(address(convoy)).context["doubts"][0]


def test_a_donor_follows_the_convoy_in_any_language(client: Client, convoy: ConvoyPage) -> None:
    code = convoy.ledger.code

    ukrainian = client.get(f"/k/{code}/").content.decode()
    english = client.get(f"/en/k/{code}/").content.decode()
    polish = client.get(f"/pl/k/{code}/")

    for words in ("Ліжка", "Лікарня", "Хельвеція", "10", "7"):
        assert words in ukrainian
    assert '<span lang="uk">Ліжка</span>' in english
    assert "Hospital" in english
    assert '<span lang="uk">Хельвеція</span>' in english
    assert "Medical goods" in english
    assert '<html lang="pl">' in polish.content.decode()
    assert polish.context["chart"].rows == {"1. Artykuły medyczne": [30]}
    (group,) = polish.context["chart"].groups
    assert group.bars[0].width == round(LONGEST_BAR * 0.3)


def test_a_translated_convoy_greets_its_donors_in_their_language(client: Client, convoy: ConvoyPage) -> None:
    target = translate(convoy, "en", title="First aid convoy")
    line = target.cargo_lines.get()
    line.description = "Beds"
    target.cargo_lines = [line]
    target.save_revision().publish()

    english = client.get(f"/en/k/{convoy.ledger.code}/").content.decode()

    assert "First aid convoy" in english
    assert "Beds" in english
    assert "Ліжка" not in english


def test_the_code_may_be_typed_in_capitals(client: Client, convoy: ConvoyPage) -> None:
    response = client.get(f"/k/{convoy.ledger.code.upper()}/", follow=True)

    assert response.status_code == 200
    assert response.request["PATH_INFO"] == f"/k/{convoy.ledger.code}/"


def test_a_convoy_on_the_road_or_unpublished_is_nobodys_business(
    client: Client, admin_client: Client, convoys: ConvoyIndexPage, convoy: ConvoyPage
) -> None:
    announced = make_convoy(convoys, title="Ще в дорозі", start_date=None, expected_on="2026-12-01")
    convoy.unpublish()

    for hidden in (announced, convoy):
        code = hidden.ledger.code
        for address in (f"/k/{code}/", f"/en/k/{code}/", f"/k/{code.upper()}/"):
            assert client.get(address).status_code == 404
    assert [client.get(hidden.url).status_code for hidden in (announced, convoy)] == [404, 410]
    assert client.get("/k/zzzzz/").status_code == 404
    assert "Ще в дорозі" not in client.get("/convoys/").content.decode()


def test_internal_notes_and_undone_entries_stay_inside(
    client: Client, convoy: ConvoyPage, hospital: Organisation
) -> None:
    line = convoy.cargo_lines.get()
    (wrong, _kept) = ledger.hand_over(
        [
            HandOver(cargo_line=line, recipient=make_organisation("Помилковий отримувач"), quantity=1),
            HandOver(cargo_line=line, recipient=hospital, quantity=1, note="таємна примітка"),
        ],
        None,
    )
    ledger.undo(wrong, "внутрішня причина", None)

    for address in (f"/k/{convoy.ledger.code}/", convoy.url):
        page = client.get(address).content.decode()
        for hidden in ("Помилковий отримувач", "таємна примітка", "внутрішня причина"):
            assert hidden not in page
