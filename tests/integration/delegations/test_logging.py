"""An officer logs a visit: the form, what it refuses, and that nothing typed is lost."""

from datetime import date, time
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from delegations.models import (
    DelegationIndexPage,
    DelegationPage,
    Host,
    Member,
    OutcomePage,
    ProgrammeItem,
    SignedAgreement,
)
from tests.factories.core import make_editor, speaking, translate
from tests.factories.delegations import make_visit
from tests.factories.partnerships import make_agreement, make_partnership

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
            **dict.fromkeys(
                [
                    "hosts",
                    "programme",
                    "organisations",
                    "signed_agreements",
                    "outcome_pages",
                    "gallery",
                    "documents",
                    "comments",
                ],
                empty,
            ),
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


def page_of(client: Client, name: str, *args: Any) -> str:
    return client.get(reverse(name, args=args)).content.decode()


def test_the_home_page_and_the_menu_lead_to_the_empty_form_of_those_who_may_log_a_visit(
    client: Client, index: DelegationIndexPage
) -> None:
    client.force_login(make_editor(index, "add"))
    form = reverse("wagtailadmin_pages:add", args=["delegations", "delegationpage", index.pk])

    text = page_of(client, "wagtailadmin_home")

    assert text.count(reverse("log_visit:index")) == 1
    assert f'href="{form}"' in text
    assert client.get(reverse("log_visit:index")).url == form
    assert client.get(form).status_code == 200


@pytest.mark.parametrize("right", ["change", "publish", "lock"])
def test_others_are_not_offered_to_log_a_visit(client: Client, index: DelegationIndexPage, right: str) -> None:
    client.force_login(make_editor(index, right))

    assert reverse("log_visit:index") not in page_of(client, "wagtailadmin_home")
    # Wagtail's answer to whom a page of the editing interface is refused
    assert client.get(reverse("log_visit:index")).url == reverse("wagtailadmin_home")


def test_a_visit_is_logged_under_the_section_of_the_source_language(client: Client, index: DelegationIndexPage) -> None:
    english = translate(index, "en", title="Delegations", slug="delegations")
    client.force_login(make_editor(english, "add"))

    assert reverse("log_visit:index") not in page_of(client, "wagtailadmin_home")


@pytest.fixture
def visit(index: DelegationIndexPage) -> DelegationPage:
    partner = make_partnership(index.get_parent())
    return make_visit(
        index,
        title="Гості з Враци",
        countries=["BG"],
        place="Враца",
        partner=partner,
        purpose="День міста",
        end_date=date(2016, 5, 7),
        head_count=3,
        outcome="Домовилися про обмін",
        notes="Зателефонувати",
        lead="Приїхали гості.",
        released_at=timezone.now(),
        members=[Member(name="Іван", post="мер", is_head=True), Member(name="Охоронець", public=False)],
        hosts=[Host(name="Олена")],
        programme=[ProgrammeItem(item="Прийом", date=date(2016, 5, 5), time=time(10), place="Ратуша")],
        signed_agreements=[SignedAgreement(agreement=make_agreement(index.get_parent()))],
    )


def copy_of(client: Client, visit: DelegationPage) -> DelegationPage:
    response = client.post(reverse("log_visit:copy", args=[visit.pk]))
    copy = DelegationPage.objects.exclude(pk=visit.pk).get()
    assert response.url == reverse("wagtailadmin_pages:edit", args=[copy.pk])
    return copy


def test_a_copy_keeps_title_people_and_programme(officer: Client, visit: DelegationPage) -> None:
    copy = copy_of(officer, visit)

    assert (copy.title, copy.direction, copy.place, copy.partner, copy.purpose, copy.official) == (
        "Гості з Враци", "incoming", "Враца", visit.partner, "День міста", True,
    )  # fmt: skip
    assert [country.code for country in copy.countries] == ["BG"]
    assert [(row.name, row.post, row.is_head, row.public) for row in copy.members.all()] == [
        ("Іван", "мер", True, True),
        ("Охоронець", "", False, False),
    ]
    assert [row.name for row in copy.hosts.all()] == ["Олена"]
    assert [(row.item, row.date, row.time, row.place) for row in copy.programme.all()] == [
        ("Прийом", None, time(10), "Ратуша")
    ]


def test_a_copy_is_a_draft_without_dates_number_and_result(officer: Client, visit: DelegationPage) -> None:
    copy = copy_of(officer, visit)

    assert (copy.live, copy.register, copy.status, copy.date, copy.head_count) == (False, "", "planned", None, None)
    assert (copy.outcome, copy.notes, copy.lead, copy.released_at) == ("", "", "", None)
    assert not copy.signed_agreements.exists()
    assert copy.slug != visit.slug
    assert copy.translation_key != visit.translation_key
    assert {row.translation_key for row in copy.members.all()}.isdisjoint(
        row.translation_key for row in visit.members.all()
    )
    assert officer.get(reverse("wagtailadmin_pages:edit", args=[copy.pk])).status_code == 200


def test_a_cancelled_visit_is_copied_as_a_planned_one(officer: Client, index: DelegationIndexPage) -> None:
    cancelled = make_visit(index, cancelled=True, cancellation_reason="Хвороба")

    copy = copy_of(officer, cancelled)

    assert (copy.cancelled, copy.cancellation_reason) == (False, "")


def test_what_was_saved_last_is_copied(officer: Client, visit: DelegationPage) -> None:
    draft = DelegationPage.objects.get(pk=visit.pk)
    draft.purpose = "День Європи"
    draft.save_revision()

    assert copy_of(officer, visit).purpose == "День Європи"


def test_asking_for_a_copy_writes_nothing(officer: Client, visit: DelegationPage) -> None:
    page = officer.get(reverse("log_visit:copy", args=[visit.pk]))

    assert page.status_code == 200
    assert DelegationPage.objects.count() == 1


@pytest.mark.parametrize(
    ("rights", "allowed"), [(("add", "change"), True), (("add",), False), (("change",), False), (("publish",), False)]
)
def test_copying_needs_rights_on_the_visit_and_on_its_section(
    client: Client, visit: DelegationPage, index: DelegationIndexPage, rights: tuple[str, ...], allowed: bool
) -> None:
    client.force_login(make_editor(index, *rights))
    address = reverse("log_visit:copy", args=[visit.pk])

    listed = page_of(client, "delegations_delegationpage:index")
    client.post(address)

    assert (address in listed) is allowed
    assert (DelegationPage.objects.count() == 2) is allowed


def test_a_translation_is_not_copied(officer: Client, visit: DelegationPage) -> None:
    english = translate(visit, "en", title="Guests from Vratsa")

    officer.post(reverse("log_visit:copy", args=[english.pk]))

    assert DelegationPage.objects.count() == 2
    assert reverse("log_visit:copy", args=[english.pk]) not in page_of(officer, "wagtailadmin_pages:edit", english.pk)
    assert reverse("log_visit:copy", args=[visit.pk]) in page_of(officer, "wagtailadmin_pages:edit", visit.pk)


@pytest.mark.parametrize(("head_count", "warned"), [("1", True), ("2", False), ("9", False), ("", False)])
def test_fewer_people_than_named_are_a_warning_and_no_error(
    client: Client, index: DelegationIndexPage, head_count: str, warned: bool
) -> None:
    client.force_login(make_editor(index, "add", "change"))
    members = [
        {"name": name, "post": "", "organisation": "", "is_head": "", "public": "on"} for name in ("Перша", "Друга")
    ]

    response = add(client, index, form_data(members, head_count=head_count))

    said = " ".join(str(message) for message in get_messages(response.wsgi_request))
    assert ("2 members of the delegation are named" in said) is warned
    assert DelegationPage.objects.get().members.count() == 2


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"held_until": "2016-05-01 10:00"}, "held back until a time that has passed"),
        ({"held_until": "2090-05-01 10:00"}, ""),
        ({"programme": "2016-06-30"}, "a point on 30\u00a0June 2016"),
        ({"programme": "2016-05-31"}, ""),
        ({"programme": ""}, ""),
    ],
)
def test_a_wrong_year_of_the_hold_and_a_point_on_another_day_are_worth_a_second_look(
    client: Client, index: DelegationIndexPage, fields: dict[str, str], words: str
) -> None:
    client.force_login(speaking(make_editor(index, "add", "change"), "en"))
    data = form_data(**fields)
    if "programme" in fields:
        points = [{"date": data.pop("programme"), "time": "", "item": "Зустріч", "place": ""}]
        data.update(nested_form_data({"programme": inline_formset(points)}))

    response = add(client, index, data)

    said = [str(message) for message in get_messages(response.wsgi_request) if message.level_tag == "warning"]
    assert [words in sentence for sentence in said] == ([True] if words else [])
    assert DelegationPage.objects.exists()


def test_a_visit_follows_from_another_but_not_from_itself(index: DelegationIndexPage) -> None:
    first = make_visit(index)
    second = make_visit(index, follow_up_of=first)
    third = make_visit(index, follow_up_of=second)
    third.full_clean()

    first.follow_up_of = third
    with pytest.raises(ValidationError) as refused:
        first.full_clean()

    assert list(refused.value.message_dict) == ["follow_up_of"]
    with pytest.raises(IntegrityError), transaction.atomic():
        DelegationPage.objects.filter(pk=first.pk).update(follow_up_of=first.pk)


def test_a_visit_that_is_deleted_leaves_its_followers(index: DelegationIndexPage) -> None:
    first = make_visit(index)
    second = make_visit(index, follow_up_of=first)

    first.delete()

    assert DelegationPage.objects.get(pk=second.pk).follow_up_of is None


def test_pages_about_the_outcome_and_the_earlier_visit_reach_the_translations(index: DelegationIndexPage) -> None:
    first = make_visit(index, title="Перший")
    first_in_english = translate(first, "en", title="First")
    second = make_visit(index, title="Другий", live=False)
    translate(second, "en", title="Second", publish=False)
    second.follow_up_of = first
    second.outcome_pages = [OutcomePage(related=index.get_parent())]
    second.save_revision().publish()

    english = DelegationPage.objects.get(translation_key=second.translation_key, locale__language_code="en")
    assert english.follow_up_of == first_in_english
    assert [row.related_id for row in english.outcome_pages.all()] == [index.get_parent().pk]


def test_the_first_tab_is_named_for_those_who_do_not_see_it(officer: Client, index: DelegationIndexPage) -> None:
    text = page_of(officer, "wagtailadmin_pages:add", "delegations", "delegationpage", index.pk)

    section = text[text.index("compact-panel") :]
    assert "aria-label=" in section[: section.index(">")]


def test_a_person_without_a_name_that_a_draft_saved_is_published_by_no_list_either(
    officer: Client, index: DelegationIndexPage
) -> None:
    visit = make_visit(index, live=False, hosts=[Host(name="Олександр Лисенко")])
    visit.members = [Member(name="Ян Носко"), Member(name="")]
    visit.save_revision(clean=False)

    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = officer.post(f"{address}?id={visit.pk}&next=/admin/", {"include_descendants": ""}, follow=True)

    visit.refresh_from_db()
    assert not visit.live
    assert "«Учасники делегації», рядок 2: поле «ім’я та прізвище» порожнє." in response.content.decode()
