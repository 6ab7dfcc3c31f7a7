"""Visits by the ten thousand, in three languages: the same queries as for fifty, and at most twice their time.

On both databases: `DATABASE_URL=postgres://… pytest -s tests/benchmarks/test_delegations.py` says what was measured.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms_site.core.catalog import projection
from cms_site.core.catalog.models import Entry, EntryFacet
from delegations.models import DelegationIndexPage, DelegationPage, VisitOrganisation
from partnerships.models.organisations import OrganisationKind
from tests.benchmarks.measuring import measure
from tests.factories.core import make_site, translate
from tests.factories.delegations import make_delegation_index
from tests.factories.partnerships import make_organisation, make_partnership, make_partnership_index

pytestmark = pytest.mark.django_db

FEW, MANY = 50, 10_000
YEARS = range(2007, 2017)
BATCH = 500
# What a visit is like besides its dates; every year has all of them, however few visits there are.
KINDS: list[dict[str, Any]] = [
    {"direction": "incoming", "kind": "official_visit", "official": True, "countries": "PL", "head_count": 3},
    {"direction": "incoming", "kind": "meeting", "official": True, "countries": "DE,PL"},
    {"direction": "outgoing", "kind": "official_visit", "official": True, "countries": "SK", "head_count": 2},
    {"direction": "outgoing", "kind": "conference", "official": True, "countries": "ES"},
    {"direction": "incoming", "kind": "conference", "official": False, "countries": "FR"},
]
# A translation in the letters of the source would not be public.
TITLES = {"uk": "Делегація", "en": "Delegation", "pl": "Delegacja"}


class VisitLog:
    """A section in three languages, filled in bulk with what saving each page would have stored."""

    def __init__(self) -> None:
        home = make_site()
        self.partner = make_partnership(make_partnership_index(home))
        self.organisation = make_organisation("Посольство", kind=OrganisationKind.EMBASSY)
        source = make_delegation_index(home)
        self.sections = [source, translate(source, "en", title="Delegations"), translate(source, "pl", title="Wizyty")]
        self.content_type = ContentType.objects.get_for_model(DelegationPage)
        self.size = 0
        self._numbers = count(1)
        self._models: dict[tuple[int, int], projection.Projection] = {}

    def grow_to(self, size: int) -> None:
        """Add visits until there are `size` in each language, and let the database look at them."""
        keys = [uuid4() for _visit in range(self.size, size)]
        for section in self.sections:
            numbered = list(enumerate(keys, start=self.size))
            for first in range(0, len(numbered), BATCH):
                self._add(section, numbered[first : first + BATCH])
            children = Page.objects.child_of(section).count()
            Page.objects.filter(pk=section.pk).update(numchild=children)
        self.size = size
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def _add(self, section: DelegationIndexPage, numbered: list[tuple[int, UUID]]) -> None:
        visits = [self._visit(section, number, key) for number, key in numbered]
        pages = [
            Page(**{field.attname: getattr(visit, field.attname) for field in Page._meta.concrete_fields})
            for visit in visits
        ]
        for visit, page in zip(visits, Page.objects.bulk_create(pages), strict=True):
            visit.pk = visit.page_ptr_id = visit.id = page.pk
        fields = DelegationPage._meta.local_concrete_fields
        DelegationPage._base_manager.all()._insert(visits, fields=fields, using=connection.alias, raw=True)
        VisitOrganisation.objects.bulk_create(
            VisitOrganisation(page=visit, organisation=self.organisation, locale_id=visit.locale_id) for visit in visits
        )
        self._project(section, numbered, visits)

    def _visit(self, section: DelegationIndexPage, number: int, key: UUID) -> DelegationPage:
        step = next(self._numbers)
        year = YEARS[number % len(YEARS)]
        start = date(year, 1, 1) + timedelta(days=number // len(YEARS) % 300)
        now = timezone.now()
        return DelegationPage(
            **KINDS[number // len(YEARS) % len(KINDS)],
            start_date=start,
            end_date=start + timedelta(days=2),
            partner=self.partner,
            title=TITLES[section.locale.language_code],
            draft_title=TITLES[section.locale.language_code],
            slug=f"visit-{step}",
            url_path=f"{section.url_path}visit-{step}/",
            path=Page._get_path(section.path, section.depth + 1, step),
            depth=section.depth + 1,
            content_type=self.content_type,
            locale_id=section.locale_id,
            translation_key=key,
            first_published_at=now,
            last_published_at=now,
            latest_revision_created_at=now,
        )

    def _project(
        self, section: DelegationIndexPage, numbered: list[tuple[int, UUID]], visits: list[DelegationPage]
    ) -> None:
        """Fill the catalogue: what one visit of a kind has there, all have but for their names and dates."""
        entries, facets = [], []
        for (number, _key), visit in zip(numbered, visits, strict=True):
            kind = (section.pk, number // len(YEARS) % len(KINDS))
            if kind not in self._models:
                self._models[kind] = projection.project(DelegationPage.objects.get(pk=visit.pk))
            model = self._models[kind]
            own = {
                "translation_key": visit.translation_key,
                "url": f"{section.url}{visit.slug}/",
                "sort_date": visit.start_date,
                "end_date": visit.end_date,
                "year": visit.start_date.year,
                "published": visit.first_published_at,
                "changed": visit.last_published_at,
            }
            entries.append(Entry(page_id=visit.pk, **{**model.row, **own}))
            facets.extend(EntryFacet(entry_id=visit.pk, name=name, value=value) for name, value in model.facets)
        Entry.objects.bulk_create(entries)
        EntryFacet.objects.bulk_create(facets)


def addresses(section: DelegationIndexPage) -> Iterator[tuple[str, str]]:
    yield "index with two facets", f"{section.url}?direction=incoming&countries=PL"
    yield "year page", f"{section.url}2016/"
    yield "country page", f"{section.url}country/PL/"
    yield "statistics", f"{section.url}statistics/2016/"
    yield "admin list", reverse("delegations_delegationpage:index")
    yield "admin list with filters", reverse("delegations_delegationpage:index") + "?official=true&direction=incoming"


def test_ten_thousand_visits_cost_the_queries_of_fifty_and_at_most_twice_their_time(client: Client) -> None:
    client.force_login(get_user_model().objects.create_superuser("admin", password="x"))
    log = VisitLog()
    log.grow_to(FEW)
    assert projection.differences() == []
    few = {name: measure(client, url) for name, url in addresses(log.sections[0])}

    log.grow_to(MANY)
    many = {name: measure(client, url) for name, url in addresses(log.sections[0])}

    assert {name: queries for name, (queries, _time) in many.items()} == {
        name: queries for name, (queries, _time) in few.items()
    }
    slower = {name: many[name][1] / few[name][1] for name in few}
    print(f"\n{connection.vendor}, {FEW} → {MANY} visits in three languages")  # shown with -s, and when it fails
    for name, ratio in slower.items():
        queries, before, after = many[name][0], few[name][1] * 1000, many[name][1] * 1000
        print(f"{name}: {queries} queries, {before:.0f} → {after:.0f} ms, ×{ratio:.2f}")
    assert {name: ratio for name, ratio in slower.items() if ratio > 2} == {}
