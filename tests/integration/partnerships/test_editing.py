"""The editing forms: what is refused is said at the field, and nothing typed is lost."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from partnerships.models import (
    ConvoyIndexPage,
    ConvoyPage,
    Organisation,
    PartnershipIndexPage,
    PartnershipPage,
)
from tests.factories.partnerships import make_cargo_line, make_convoy, make_organisation, make_partnership

pytestmark = [pytest.mark.django_db, pytest.mark.wagtail_indexes]

COMMON = {"lead": "", "body": streamfield([]), "image": "", "image_alt": "", "slug": "", "seo_title": ""}
DATE = {"start_date": "2016-04-21", "end_date": "", "date_precision": "day"}


def create(client: Client, parent: Page, model: type[Page], form: dict[str, Any], **more: Any) -> HttpResponse:
    """Post the form that creates a page, as a draft unless `more` asks for publication."""
    address = f"/admin/pages/add/{model._meta.app_label}/{model._meta.model_name}/{parent.pk}/"
    return client.post(address, nested_form_data({**COMMON, **form, **more}))


def partnership(**fields: Any) -> dict[str, Any]:
    form = {
        "title": "Люблін",
        **DATE,
        "start_date": "",
        "kind": "sister_city",
        "stage": "active",
        "country": "PL",
        "organisation": "",
        "latitude": "51.2465",
        "longitude": "22.5684",
        "website": "",
        "coat_of_arms": "",
        "stage_changes": inline_formset([]),
        "areas": inline_formset([]),
        "contacts": inline_formset([]),
        "notes": "",
    }
    return {**form, **fields}


def convoy(*lines: dict[str, Any], **fields: Any) -> dict[str, Any]:
    form = {
        "title": "Прибув конвой",
        **DATE,
        "expected_on": "",
        "agreement": "",
        "container_count": "5",
        "weight_t": "",
        "donors": inline_formset([]),
        "containers": inline_formset([]),
        "cargo_lines": inline_formset(list(lines)),
    }
    return {**form, **fields}


def cargo(quantity: str, unit: str = "box", **fields: Any) -> dict[str, Any]:
    return {
        "kind": "medical",
        "description": "Ліжка",
        "quantity": quantity,
        "unit": unit,
        "weight_kg": "",
        **fields,
    }


@pytest.fixture
def hospital(convoys: ConvoyIndexPage) -> Organisation:
    return make_organisation("Лікарня")


@pytest.fixture
def handed_over(convoys: ConvoyIndexPage, hospital: Organisation) -> ConvoyPage:
    """A convoy of ten boxes, six of which were handed over."""
    return make_convoy(convoys, cargo_lines=[make_cargo_line(quantity=10, unit="box", hand_overs=[(hospital, 6)])])


def edit(client: Client, page: ConvoyPage, line: dict[str, Any], **more: Any) -> HttpResponse:
    """Post the form of a convoy whose only cargo line is changed to `line`."""
    stored = page.cargo_lines.get()
    lines = inline_formset([{**line, "id": str(stored.pk)}], initial=1)
    form = convoy(title=page.title, slug=page.slug, cargo_lines=lines)
    return client.post(f"/admin/pages/{page.pk}/edit/", nested_form_data({**COMMON, **form, **more}))


@pytest.mark.parametrize("publication", [{}, {"action-publish": "1"}])
@pytest.mark.parametrize(
    ("line", "field", "says"), [(cargo("5"), "quantity", "6"), (cargo("10", unit="pallet"), "unit", "")]
)
def test_a_line_cannot_become_smaller_than_what_was_handed_over_of_it(
    admin_client: Client,
    handed_over: ConvoyPage,
    publication: dict[str, str],
    line: dict[str, Any],
    field: str,
    says: str,
) -> None:
    response = edit(admin_client, handed_over, line, **publication)

    errors = response.context["form"].formsets["cargo_lines"].forms[0].errors
    assert list(errors) == [field]
    assert says in errors[field][0]
    page = response.content.decode()
    assert str(errors[field][0]) in page
    assert 'value="Ліжка"' in page
    assert handed_over.cargo_lines.get().quantity == 10


def test_a_line_of_which_something_was_handed_over_cannot_be_removed(
    admin_client: Client, handed_over: ConvoyPage
) -> None:
    response = edit(admin_client, handed_over, cargo("10", DELETE="1"), **{"action-publish": "1"})

    (error,) = response.context["form"].non_field_errors()
    assert error in response.content.decode()
    assert handed_over.cargo_lines.count() == 1


def test_a_line_may_grow_and_shrink_above_what_was_handed_over(admin_client: Client, handed_over: ConvoyPage) -> None:
    edit(admin_client, handed_over, cargo("6"), **{"action-publish": "1"})

    assert handed_over.cargo_lines.get().quantity == 6


@pytest.mark.parametrize(
    ("line", "field"), [(cargo("-5"), "quantity"), (cargo("5", unit=""), "unit"), (cargo("viele"), "quantity")]
)
def test_a_wrong_cargo_line_is_refused(
    admin_client: Client, convoys: ConvoyIndexPage, line: dict[str, Any], field: str
) -> None:
    response = create(admin_client, convoys, ConvoyPage, convoy(line))

    errors = response.context["form"].formsets["cargo_lines"].forms[0].errors
    assert set(errors) & {field, "__all__"}
    assert 'value="Ліжка"' in response.content.decode()


def test_a_half_empty_convoy_may_be_saved_as_a_draft(admin_client: Client, convoys: ConvoyIndexPage) -> None:
    create(admin_client, convoys, ConvoyPage, convoy(start_date="", container_count=""))

    assert not ConvoyPage.objects.get().live


def test_organisations_are_chosen_by_search(admin_client: Client, convoys: ConvoyIndexPage) -> None:
    page = admin_client.get(f"/admin/pages/add/partnerships/convoypage/{convoys.pk}/").content.decode()

    assert "/admin/snippets/choose/partnerships/organisation/" in page


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"country": ""}, "country"),
        ({"latitude": ""}, "latitude"),
        ({"latitude": "22.5684", "longitude": "51.2465"}, "latitude"),
        ({"stage": ""}, "stage"),
    ],
)
def test_a_partnership_that_is_wrong_cannot_be_published(
    admin_client: Client, partners: PartnershipIndexPage, fields: dict[str, str], field: str
) -> None:
    form = partnership(**fields)

    response = create(admin_client, partners, PartnershipPage, form, **{"action-publish": "1"})

    assert list(response.context["form"].errors) == [field]
    assert 'value="Люблін"' in response.content.decode()
    assert not PartnershipPage.objects.exists()


def test_a_partnership_is_published_with_its_rows(admin_client: Client, partners: PartnershipIndexPage) -> None:
    stage = {"stage": "letter_sent", **DATE, "start_date": "2016-09-17", "date_precision": "month", "note": "Лист"}
    contact = {"name": "Ян", "post": "", "email": "jan@example.org", "phone": "", "note": ""}
    form = partnership(
        stage="letter_sent",
        stage_changes=inline_formset([stage]),
        areas=inline_formset([{"text": "Освіта"}]),
        contacts=inline_formset([contact]),
    )

    create(admin_client, partners, PartnershipPage, form, **{"action-publish": "1"})

    page = PartnershipPage.objects.get()
    assert page.live
    assert [str(change.date) for change in page.history] == ["вересень 2016"]
    assert [area.text for area in page.areas.all()] == ["Освіта"]
    assert [person.name for person in page.contacts.all()] == ["Ян"]


@pytest.mark.parametrize("fields", [{"country": ""}, {"kind": "", "stage": "", "country": ""}])
def test_a_half_empty_partnership_may_be_saved_as_a_draft(
    admin_client: Client, partners: PartnershipIndexPage, fields: dict[str, str]
) -> None:
    create(admin_client, partners, PartnershipPage, partnership(**fields))

    assert not PartnershipPage.objects.get().live


def test_a_live_partnership_keeps_its_country_whatever_is_drafted(
    admin_client: Client, partners: PartnershipIndexPage
) -> None:
    page = make_partnership(partners)
    form = nested_form_data({**COMMON, **partnership(slug=page.slug, country="")})

    admin_client.post(f"/admin/pages/{page.pk}/edit/", form)
    response = admin_client.post(f"/admin/pages/{page.pk}/edit/", {**form, "action-publish": "1"})

    assert PartnershipPage.objects.get().get_latest_revision_as_object().country == ""
    assert len(response.context["form"].errors["country"]) == 1
    assert PartnershipPage.objects.get().country == "PL"


@pytest.mark.parametrize("listing", ["partnershippage", "agreement", "convoypage"])
def test_editors_have_a_list_of_each_type(admin_client: Client, partners: PartnershipIndexPage, listing: str) -> None:
    make_partnership(partners)

    assert admin_client.get(f"/admin/partnerships_{listing}/").status_code == 200


def steps(*rows: tuple[str, str], precision: str = "day") -> dict[str, Any]:
    """Lines of a history: stage and date."""
    filled = [
        {"stage": stage, "start_date": day, "end_date": "", "date_precision": precision, "note": "Лист № 5"}
        for stage, day in rows
    ]
    return {"stage_changes": inline_formset(filled)}


@pytest.mark.parametrize("publication", [{}, {"action-publish": "1"}])
def test_a_history_out_of_order_is_refused_at_its_date_and_nothing_typed_is_lost(
    admin_client: Client, partners: PartnershipIndexPage, publication: dict[str, str]
) -> None:
    form = partnership(stage="memorandum", **steps(("letter_sent", "2016-05-01"), ("memorandum", "2016-04-01")))

    response = create(admin_client, partners, PartnershipPage, form, **publication)

    first, second = response.context["form"].formsets["stage_changes"].forms
    assert (list(first.errors), list(second.errors)) == ([], ["start_date"])
    page = response.content.decode()
    assert page.count('value="Лист № 5"') == 2
    assert 'value="51.2465"' in page
    assert not PartnershipPage.objects.exists()


def test_the_stage_follows_from_the_history_when_it_is_left_empty(
    admin_client: Client, partners: PartnershipIndexPage
) -> None:
    form = partnership(stage="", **steps(("letter_sent", "2016-05-01"), ("memorandum", "2016-09-01")))

    create(admin_client, partners, PartnershipPage, form, **{"action-publish": "1"})

    assert PartnershipPage.objects.get().stage == "memorandum"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"stage": "active", **steps(("talks", "2016-05-01"))}, "stage"),
        ({"stage": ""}, "stage"),
        ({"kind": "network", "latitude": "", "longitude": ""}, "country"),
        ({"kind": "network", "country": ""}, "latitude"),
        ({"kind": "domestic"}, "country"),
        ({"latitude": "22.5684", "longitude": "51.2465"}, "latitude"),
    ],
)
def test_what_a_partner_cannot_be_is_said_at_the_field(
    admin_client: Client, partners: PartnershipIndexPage, fields: dict[str, Any], field: str
) -> None:
    response = create(admin_client, partners, PartnershipPage, partnership(**fields), **{"action-publish": "1"})

    assert list(response.context["form"].errors) == [field]
    assert 'value="Люблін"' in response.content.decode()
