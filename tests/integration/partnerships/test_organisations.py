"""Organisations are recorded once and named in the reader's language."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from partnerships.models import Organisation
from tests.factories.partnerships import (
    make_agreement,
    make_agreement_index,
    make_cargo_line,
    make_convoy,
    make_convoy_index,
    make_organisation,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


def test_an_organisation_is_named_in_the_language_of_the_reader_or_else_in_ukrainian() -> None:
    council = make_organisation("Рада Європи", names={"en": "Council of Europe"})

    said = {}
    for language in ["uk", "en", "pl"]:
        with translation.override(language):
            said[language] = str(Organisation.objects.get(pk=council.pk))

    assert said == {"uk": "Рада Європи", "en": "Council of Europe", "pl": "Рада Європи"}


@pytest.mark.parametrize("count", [1, 10])
def test_names_take_the_same_queries_for_any_number(count: int, django_assert_num_queries: object) -> None:
    for number in range(count):
        make_organisation(f"Рада {number}", names={"en": f"Council {number}"})

    with translation.override("en"), django_assert_num_queries(3):
        names = [str(organisation) for organisation in Organisation.objects.all()]

    assert names == [f"Council {number}" for number in range(count)]


@pytest.mark.parametrize("name", ["Посольство індії", "ПОСОЛЬСТВО ІНДІЇ", " Посольство  Індії"])
def test_a_second_organisation_of_the_same_name_is_refused_whatever_its_capitals(name: str) -> None:
    make_organisation("Посольство Індії")

    with pytest.raises(ValidationError) as refused:
        Organisation(name=name).full_clean()
    assert "name" in refused.value.message_dict
    with pytest.raises(IntegrityError):
        Organisation.objects.create(name=name)


def test_two_names_in_one_language_are_refused_by_the_database() -> None:
    council = make_organisation("Рада Європи", names={"en": "Council of Europe"})

    with pytest.raises(IntegrityError):
        council.names.model.objects.create(record=council, locale=council.names.first().locale, name="Council")


def test_an_organisation_that_is_party_to_an_agreement_cannot_be_deleted(home: Page) -> None:
    council = make_organisation()
    make_agreement(make_agreement_index(home), parties=[council])

    with pytest.raises(IntegrityError):
        council.delete()


def test_editors_find_an_organisation_by_its_english_name(
    admin_client: Client, django_capture_on_commit_callbacks: Callable
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        make_organisation("Рада Європи", names={"en": "Council of Europe"})
        make_organisation("Посольство Індії")

    page = admin_client.get("/admin/snippets/partnerships/organisation/?q=Council")

    assert [str(found) for found in page.context["object_list"]] == ["Рада Європи"]


def test_organisations_stand_in_the_menu_of_the_department(admin_client: Client) -> None:
    page = admin_client.get("/admin/").content.decode()

    assert "/admin/snippets/partnerships/organisation/" in page
    assert '"/admin/snippets/"' not in page


def test_editors_add_an_organisation_with_its_names_and_hear_of_a_duplicate(admin_client: Client) -> None:
    locale = make_organisation("Рада Європи", names={"en": "Council of Europe"}).names.first().locale
    form = {
        "name": "РАДА ЄВРОПИ",
        "kind": "international",
        "country": "",
        "website": "",
        "names-TOTAL_FORMS": "1",
        "names-INITIAL_FORMS": "0",
        "names-MIN_NUM_FORMS": "0",
        "names-MAX_NUM_FORMS": "1000",
        "names-0-locale": str(locale.pk),
        "names-0-name": "Council",
        "other_names-TOTAL_FORMS": "0",
        "other_names-INITIAL_FORMS": "0",
    }

    refused = admin_client.post("/admin/snippets/partnerships/organisation/add/", form)
    admin_client.post("/admin/snippets/partnerships/organisation/add/", {**form, "name": "ПРООН"})

    assert refused.context["form"].errors["name"]
    assert 'value="Council"' in refused.content.decode()
    with translation.override("en"):
        assert str(Organisation.objects.get(name="ПРООН")) == "Council"


def test_an_organisation_of_the_ledger_is_not_deleted_and_it_is_said_why(admin_client: Client, home: Page) -> None:
    fund = make_organisation("Фонд")
    line = make_cargo_line(quantity=10, unit="box", hand_overs=[(fund, 1)])
    make_convoy(make_convoy_index(home), cargo_lines=[line])
    delete = reverse("wagtailsnippets_partnerships_organisation:delete", args=[fund.pk])

    response = admin_client.post(delete, follow=True)

    assert Organisation.objects.filter(pk=fund.pk).exists()
    assert "«Фонд» не можна видалити, бо цей запис названо тут" in response.content.decode()
