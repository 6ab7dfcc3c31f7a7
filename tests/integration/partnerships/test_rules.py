"""Partnerships and agreements refuse what cannot be true, in loaders and in the database."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import Model

from partnerships.models import Agreement, AgreementIndexPage, PartnershipIndexPage, PartnershipPage
from tests.factories.partnerships import make_agreement, make_partnership

pytestmark = pytest.mark.django_db


def refused_at(page: Model) -> set[str]:
    """The fields at which the page is refused."""
    try:
        page.full_clean()
    except ValidationError as error:
        return set(error.message_dict)
    return set()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"country": ""}, "country"),
        ({"latitude": 51.2465}, "longitude"),
        ({"longitude": 22.5684}, "latitude"),
        ({"latitude": 22.5684, "longitude": 51.2465}, "latitude"),
        ({"latitude": 91, "longitude": 22}, "latitude"),
        ({"latitude": 50, "longitude": 181}, "longitude"),
        ({"country": "XX"}, "country"),
        ({"stage": "married"}, "stage"),
        ({"start_date": date(2016, 5, 1), "end_date": date(2016, 4, 1)}, "end_date"),
    ],
)
def test_a_partnership_is_refused_at_the_field_that_is_wrong(
    partners: PartnershipIndexPage, fields: dict[str, Any], field: str
) -> None:
    page = make_partnership(partners)
    for name, value in fields.items():
        setattr(page, name, value)

    assert field in refused_at(page)


def test_a_network_has_no_country_and_no_date_is_needed(partners: PartnershipIndexPage) -> None:
    network = make_partnership(partners, title="Інтеркультурні міста", kind="network", country="")

    assert network.live
    assert network.catalog_date() is None


def test_a_draft_of_a_partnership_may_be_half_empty(partners: PartnershipIndexPage) -> None:
    draft = make_partnership(partners, live=False, country="", kind="", stage="")

    assert PartnershipPage.objects.filter(pk=draft.pk, live=False).exists()


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"latitude": 51}, "partnership_place_is_complete"),
        ({"latitude": 91, "longitude": 22}, "partnership_latitude_in_range"),
        ({"latitude": 51, "longitude": 181}, "partnership_longitude_in_range"),
        ({"start_date": date(2016, 5, 1), "end_date": date(2016, 4, 1)}, "partnershippage_ends_after_start"),
    ],
)
def test_the_database_refuses_a_wrong_partnership(
    partners: PartnershipIndexPage, fields: dict[str, Any], rule: str
) -> None:
    page = make_partnership(partners)

    with pytest.raises(IntegrityError, match=rule):
        PartnershipPage.objects.filter(pk=page.pk).update(**fields)


@pytest.mark.parametrize(
    ("fields", "field", "rule"),
    [
        ({"valid_to": date(2015, 12, 31)}, "valid_to", "agreement_ends_after_it_begins"),
        ({"registration_number": "12"}, "registration_number", "agreement_registration_has_a_date"),
        ({"registration_date": date(2016, 3, 1)}, "registration_date", "agreement_registration_has_a_date"),
        ({"without_end": True}, "without_end", "agreement_without_end_has_no_last_day"),
        ({"drafted_on": date(2016, 3, 2), "sent_on": date(2016, 3, 1)}, "sent_on", "agreement_steps_in_order"),
    ],
)
def test_a_wrong_agreement_is_refused_by_the_model_and_by_the_database(
    agreements: AgreementIndexPage, fields: dict[str, Any], field: str, rule: str
) -> None:
    page = make_agreement(agreements)
    for name, value in fields.items():
        setattr(page, name, value)

    assert field in refused_at(page)
    with pytest.raises(IntegrityError, match=rule):
        Agreement.objects.filter(pk=page.pk).update(**fields)


def test_a_chain_of_renewals_has_a_beginning(agreements: AgreementIndexPage) -> None:
    first = make_agreement(agreements)
    second = make_agreement(agreements, title="Угода на 2017 рік", renews=first)
    first.renews = second

    assert refused_at(first) == {"renews"}
    assert refused_at(second) == set()


def test_agreements_in_force_on_a_day_are_those_that_say_so(agreements: AgreementIndexPage) -> None:
    periods = [
        (date(2016, 1, 1), date(2016, 12, 31)),
        (None, date(2016, 12, 31)),
        (date(2016, 1, 1), None),
        (date(2017, 1, 1), date(2017, 12, 31)),
    ]
    pages = [
        make_agreement(agreements, title=f"Угода {number}", valid_from=begin, valid_to=end)
        for number, (begin, end) in enumerate(periods)
    ]

    for day in [date(2015, 6, 1), date(2016, 2, 16), date(2016, 2, 17), date(2016, 12, 31), date(2017, 6, 1)]:
        asked = set(Agreement.objects.in_force_on(day))
        assert asked == {page for page in pages if page.validity_on(day) == "in_force"}
    assert len(Agreement.objects.in_force_on(date(2016, 3, 1))) == 2
