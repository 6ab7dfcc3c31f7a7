"""Agreements by the thousand, in three languages: the same queries as for fifty, and at most twice their time."""

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
from partnerships.models import Agreement, AgreementIndexPage, AgreementParty
from tests.benchmarks.measuring import measure
from tests.factories.core import make_site, translate
from tests.factories.partnerships import (
    make_agreement_index,
    make_organisation,
    make_partnership,
    make_partnership_index,
)

pytestmark = pytest.mark.django_db

FEW, MANY = 50, 3_000
YEARS = range(2007, 2017)
# So many agreements renew one another in a row.
CHAIN = 10
BATCH = 500
KINDS = ("memorandum", "partnership_agreement", "tripartite_aid", "network_memorandum", "other")
# A translation in the letters of the source would not be public.
TITLES = {"uk": "Угода", "en": "Agreement", "pl": "Umowa"}


class Register:
    """A section in three languages, filled in bulk with what saving each page would have stored."""

    def __init__(self) -> None:
        home = make_site()
        partners = make_partnership_index(home)
        places = [("Люблін", "PL"), ("Целле", "DE"), ("Враца", "BG")]
        self.partners = [make_partnership(partners, title=title, country=country) for title, country in places]
        self.organisation = make_organisation()
        source = make_agreement_index(home)
        self.sections = [source, translate(source, "en", title="Agreements"), translate(source, "pl", title="Umowy")]
        self.content_type = ContentType.objects.get_for_model(Agreement)
        self.size = 0
        self._numbers = count(1)
        self._chain: UUID | None = None
        self._models: dict[tuple[int, ...], projection.Projection] = {}

    def grow_to(self, size: int) -> None:
        """Add agreements until there are `size` in each language, and let the database look at them."""
        keys = [uuid4() for _agreement in range(self.size, size)]
        for section in self.sections:
            numbered = list(enumerate(keys, start=self.size))
            for first in range(0, len(numbered), BATCH):
                self._add(section, numbered[first : first + BATCH])
            children = Page.objects.child_of(section).count()
            Page.objects.filter(pk=section.pk).update(numchild=children)
        self.size = size
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def _add(self, section: AgreementIndexPage, numbered: list[tuple[int, UUID]]) -> None:
        agreements = []
        for number, key in numbered:
            if number % CHAIN == 0:
                self._chain = key
            agreements.append(self._agreement(section, number, key))
        pages = [
            Page(**{field.attname: getattr(agreement, field.attname) for field in Page._meta.concrete_fields})
            for agreement in agreements
        ]
        for agreement, page in zip(agreements, Page.objects.bulk_create(pages), strict=True):
            agreement.pk = agreement.page_ptr_id = agreement.id = page.pk
        fields = Agreement._meta.local_concrete_fields
        Agreement._base_manager.all()._insert(agreements, fields=fields, using=connection.alias, raw=True)
        AgreementParty.objects.bulk_create(
            AgreementParty(page=page, organisation=self.organisation, locale_id=page.locale_id) for page in agreements
        )
        self._project(section, numbered, agreements)

    def _agreement(self, section: AgreementIndexPage, number: int, key: UUID) -> Agreement:
        step = next(self._numbers)
        signed = date(YEARS[number % len(YEARS)], 1, 1) + timedelta(days=number // len(YEARS) % 300)
        now = timezone.now()
        return Agreement(
            kind=KINDS[number % len(KINDS)],
            partner=self.partners[number % len(self.partners)],
            start_date=signed,
            # every third is in force today, whatever day that is
            valid_to=date(2999, 12, 31) if number % 3 == 0 else signed + timedelta(days=365),
            chain=self._chain,
            title=TITLES[section.locale.language_code],
            draft_title=TITLES[section.locale.language_code],
            slug=f"agreement-{step}",
            url_path=f"{section.url_path}agreement-{step}/",
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
        self, section: AgreementIndexPage, numbered: list[tuple[int, UUID]], agreements: list[Agreement]
    ) -> None:
        """Fill the catalogue: what one agreement of a kind has there, all have but for their names and dates."""
        entries, facets = [], []
        for (number, _key), page in zip(numbered, agreements, strict=True):
            like = (section.pk, number % len(KINDS), number % len(self.partners))
            if like not in self._models:
                self._models[like] = projection.project(Agreement.objects.get(pk=page.pk))
            model = self._models[like]
            own: dict[str, Any] = {
                "translation_key": page.translation_key,
                "url": f"{section.url}{page.slug}/",
                "sort_date": page.start_date,
                "year": page.start_date.year,
                "published": page.first_published_at,
                "changed": page.last_published_at,
            }
            entries.append(Entry(page_id=page.pk, **{**model.row, **own}))
            facets.extend(EntryFacet(entry_id=page.pk, name=name, value=value) for name, value in model.facets)
        Entry.objects.bulk_create(entries)
        EntryFacet.objects.bulk_create(facets)


def addresses(section: AgreementIndexPage) -> Iterator[tuple[str, str]]:
    yield "listing", section.url
    yield "listing with facets", f"{section.url}?validity=in_force&country=PL&kind=memorandum"
    yield "agreement", Entry.objects.in_section(section).order_by("pk").first().url
    yield "statistics", f"{section.url}statistics/2016/"
    yield "admin list", reverse("partnerships_agreement:index")
    yield "admin list with filters", reverse("partnerships_agreement:index") + "?validity=in_force"


def test_three_thousand_agreements_cost_the_queries_of_fifty_and_at_most_twice_their_time(client: Client) -> None:
    client.force_login(get_user_model().objects.create_superuser("admin", password="x"))
    register = Register()
    register.grow_to(FEW)
    assert projection.differences() == []
    few = {name: measure(client, url) for name, url in addresses(register.sections[0])}

    register.grow_to(MANY)
    many = {name: measure(client, url) for name, url in addresses(register.sections[0])}

    for name, (queries, seconds) in many.items():
        print(f"{name}: {queries} queries, {few[name][1] * 1000:.0f} ms with {FEW}, {seconds * 1000:.0f} with {MANY}")
    assert {name: queries for name, (queries, _time) in many.items()} == {
        name: queries for name, (queries, _time) in few.items()
    }
    slower = {name: many[name][1] / few[name][1] for name in few}
    assert {name: ratio for name, ratio in slower.items() if ratio > 2} == {}
