"""The index of a list says what the database says, and no longer than that."""

import random
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import timezone

from cms_site.core.catalog.facet_index import one_reading
from cms_site.core.listings import Listing
from cms_site.core.page_types import facets_of
from delegations.models import DelegationIndexPage, DelegationPage, VisitOrganisation
from partnerships.models.organisations import Organisation, OrganisationKind
from tests.factories.core import make_site
from tests.factories.delegations import make_delegation_index, make_visit
from tests.factories.partnerships import make_organisation, make_partnership, make_partnership_index

pytestmark = pytest.mark.django_db

SELECTIONS = [
    "",
    "year=2016",
    "year=2016&year=2015&direction=incoming",
    "direction=incoming&countries=PL&countries=DE",
    "status=held&official=True",
    "status=planned&status=cancelled",
    "mission=True&precision=day",
    "head_count=missing&kind=meeting",
    "countries=XX&year=abc",
    "page=2",
    "direction=outgoing&page=2",
]


def asked(section: DelegationIndexPage, query: str, *, indexed: bool, **options: Any) -> Listing:
    facets = facets_of(DelegationPage)
    return Listing(section.entries(), facets, QueryDict(query), per_page=7, indexed=indexed, **options)


def answer(listing: Listing) -> Any:
    every = {facet.name: listing.counts(facet) for facet in facets_of(DelegationPage)}
    return listing.total, [entry.pk for entry in listing.page], listing.facets, every


@pytest.fixture
def section() -> DelegationIndexPage:
    home = make_site()
    partner = make_partnership(make_partnership_index(home))
    guests = [make_organisation("Посольство", kind=OrganisationKind.EMBASSY), make_organisation("Фонд")]
    section = make_delegation_index(home)
    chance = random.Random(2016)
    for number in range(24):
        start = timezone.localdate() if number < 3 else date(chance.choice([2014, 2015, 2016]), 5, 1 + number % 28)
        visit = make_visit(
            section,
            title=f"Візит {number}",
            start_date=start,
            end_date=start + timedelta(days=chance.randrange(3)),
            date_precision=chance.choice(["day", "month", "year"]),
            direction=chance.choice(["incoming", "outgoing"]),
            kind=chance.choice(["meeting", "official_visit"]),
            official=chance.random() < 0.5,
            countries=chance.sample(["PL", "DE", "SK"], chance.randrange(3)),
            head_count=chance.choice([None, 3]),
            partner=chance.choice([None, partner]),
            cancelled=number % 9 == 0,
            cancellation_reason="Хвороба" if number % 9 == 0 else "",
        )
        visit.organisations = [VisitOrganisation(organisation=guest) for guest in guests if chance.random() < 0.5]
        visit.save()
    return section


def test_the_index_and_the_database_answer_alike(section: DelegationIndexPage) -> None:
    for fixed, query in product([{}, {"year": "2016"}, {"countries": "PL"}], SELECTIONS):
        by_index, by_database = (asked(section, query, indexed=indexed, fixed=fixed) for indexed in (True, False))
        assert answer(by_index) == answer(by_database), query
        assert set(by_index.ids) == {row["pk"] for row in by_database.ids}, query


def test_the_index_follows_every_change_of_the_list(section: DelegationIndexPage) -> None:
    def both() -> tuple[Any, Any]:
        return tuple(answer(asked(section, "year=2016", indexed=indexed)) for indexed in (True, False))

    first = both()[0]
    visit = DelegationPage.objects.child_of(section).filter(kind="meeting", start_date__year=2016).first()
    visit.kind = "official_visit"
    visit.save()
    moved, by_database = both()
    assert moved == by_database != first

    visit.countries = ["FR"]
    visit.save()
    changed, by_database = both()
    assert changed == by_database != moved

    visit.unpublish()
    gone, by_database = both()
    assert gone == by_database != changed

    organisation = Organisation.objects.get(name="Посольство")
    organisation.kind = OrganisationKind.COMPANY
    organisation.save()
    assert both()[0] == both()[1] != gone


def test_what_depends_on_the_day_is_another_index_tomorrow(section: DelegationIndexPage, monkeypatch: Any) -> None:
    today = timezone.localdate()
    planned = make_visit(section, title="Завтра", start_date=today + timedelta(days=1), end_date=None)
    under_way = asked(section, "status=under_way", indexed=True)
    assert planned.pk not in under_way.ids

    monkeypatch.setattr(timezone, "localdate", lambda *_args: today + timedelta(days=1))

    assert planned.pk in asked(section, "status=under_way", indexed=True).ids


def test_several_numbers_of_one_moment_look_the_list_up_once(
    section: DelegationIndexPage, django_assert_num_queries: Any
) -> None:
    facets = [facet for facet in facets_of(DelegationPage) if facet.name != "mission"]
    asked(section, "", indexed=True).counts(facets[0])

    with one_reading(), django_assert_num_queries(1):
        for query in ("year=2016", "direction=incoming", "status=held"):
            assert all(asked(section, query, indexed=True).counts(facet) is not None for facet in facets)
