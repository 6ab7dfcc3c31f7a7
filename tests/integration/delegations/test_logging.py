"""An officer logs a visit: the form, what it refuses, and that nothing typed is lost."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from delegations.models import DelegationIndexPage, DelegationPage, Member

pytestmark = pytest.mark.django_db

LEAST = {
    "title": "Гості з Враци",
    "direction": "incoming",
    "start_date": "2016-05-31",
    "date_precision": "day",
    "countries": ["BG"],
    "kind": "official_visit",
}


@pytest.fixture
def officer(client: Client) -> Client:
    client.force_login(get_user_model().objects.create_superuser("officer", password="x"))
    return client


def form_data(members: list[dict[str, Any]] | None = None, **fields: Any) -> dict[str, Any]:
    empty = inline_formset([])
    data = nested_form_data(
        {
            "body": streamfield([]),
            "members": inline_formset(members or []),
            **dict.fromkeys(["hosts", "programme", "organisations", "signed_agreements", "comments"], empty),
        }
    )
    return {**data, **LEAST, **fields}


def add(officer: Client, index: DelegationIndexPage, data: dict[str, Any]) -> Any:
    return officer.post(reverse("wagtailadmin_pages:add", args=["delegations", "delegationpage", index.pk]), data)


def test_the_first_tab_asks_for_the_least_in_the_order_of_a_telephone_call(
    officer: Client, index: DelegationIndexPage
) -> None:
    page = officer.get(reverse("wagtailadmin_pages:add", args=["delegations", "delegationpage", index.pk]))

    text = page.content.decode()
    names = [
        "title", "direction", "start_date", "countries", "place", "partner", "kind", "official", "purpose",
        "head_count", "lead", "members-TOTAL_FORMS", "notes",
    ]  # fmt: skip
    positions = [text.index(f'name="{name}"') for name in names]
    assert positions == sorted(positions)


def test_countries_are_an_ordinary_choice_without_script_and_the_partners_come_first(
    officer: Client, index: DelegationIndexPage
) -> None:
    page = officer.get(reverse("wagtailadmin_pages:add", args=["delegations", "delegationpage", index.pk]))

    text = page.content.decode()
    choice = text[text.index('<select name="countries"') :]
    assert "multiple" in choice[: choice.index(">")]
    assert choice.index('value="PL"') < choice.index('value="AF"')
    assert "js/country_picker.js" in text


def test_a_visit_is_logged_with_six_answers_and_published(officer: Client, index: DelegationIndexPage) -> None:
    response = add(officer, index, {**form_data(), "action-publish": "1"})

    visit = DelegationPage.objects.get()
    assert response.status_code == 302
    assert (visit.live, visit.register, visit.slug) == (True, "1/2016", "hosti-z-vratsy")
    assert (str(visit.date), [country.code for country in visit.countries]) == ("31\u00a0травня 2016", ["BG"])
    assert visit.owner is not None


def test_half_an_answer_is_kept_as_a_draft(officer: Client, index: DelegationIndexPage) -> None:
    add(officer, index, form_data(direction="", start_date="", kind="", countries=[]))

    assert DelegationPage.objects.get().live is False


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"end_date": "2016-05-01"}, "end_date"),
        ({"head_count": "-3"}, "head_count"),
        ({"countries": ["BG", "XX"]}, "countries"),
        ({"cancelled": "on"}, "cancellation_reason"),
        ({"direction": "sideways"}, "direction"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost(
    officer: Client, index: DelegationIndexPage, wrong: dict[str, Any], field: str
) -> None:
    response = add(officer, index, form_data(purpose="День міста", **wrong))

    form = response.context["form"]
    assert list(form.errors) == [field]
    assert "День міста" in response.content.decode()
    assert not DelegationPage.objects.exists()


def test_a_negative_number_of_people_is_refused_with_a_sentence(officer: Client, index: DelegationIndexPage) -> None:
    officer.cookies["django_language"] = "en"
    response = add(officer, index, form_data(head_count="-3"))

    assert len(response.context["form"].errors["head_count"]) == 1
    assert "0" not in response.context["form"].errors["head_count"][0]


def test_a_second_head_is_refused_at_the_row(officer: Client, index: DelegationIndexPage) -> None:
    members = [
        {"name": "Перша", "post": "", "organisation": "", "is_head": "on", "public": "on"},
        {"name": "Друга", "post": "", "organisation": "", "is_head": "on", "public": "on"},
    ]

    response = add(officer, index, form_data(members))

    rows = response.context["form"].formsets["members"].forms
    assert [list(row.errors) for row in rows] == [[], ["is_head"]]
    assert not Member.objects.exists()


def test_the_list_of_visits_has_columns_and_filters(officer: Client, index: DelegationIndexPage) -> None:
    add(officer, index, {**form_data(), "action-publish": "1"})

    for query, found in [
        ("", True),
        ("?direction=incoming", True),
        ("?direction=outgoing", False),
        ("?year=2016", True),
    ]:
        text = officer.get(reverse("delegations_delegationpage:index") + query).content.decode()
        assert ("Гості з Враци" in text) is found, query
    assert "1/2016" in officer.get(reverse("delegations_delegationpage:index")).content.decode()
