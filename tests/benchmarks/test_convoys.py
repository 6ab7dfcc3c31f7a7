"""Ledgers by the thousand, each of 40 lines and 200 hand-overs: the queries of fifty, and at most twice their time."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cms_site.core.catalog import projection
from cms_site.core.catalog.models import Entry, EntryFacet
from partnerships import triggers
from partnerships.models import CargoLine, Container, ConvoyDonor, ConvoyPage, HandOver, Ledger
from partnerships.models.cargo import CargoKind
from tests.benchmarks.measuring import measure
from tests.factories.core import make_site
from tests.factories.partnerships import make_convoy_index, make_organisation

pytestmark = pytest.mark.django_db

FEW, MANY = 50, 2_000
LINES, HAND_OVERS, RECIPIENTS = 40, 200, 25
# The convoys of all sizes are spread evenly over these years, so that the newest one grows with them.
YEARS = range(1977, 2017)
BATCH = 50


class Ledgers:
    """A section of convoys, filled in bulk with what saving each page would have stored."""

    def __init__(self) -> None:
        self.section = make_convoy_index(make_site())
        self.recipients = [make_organisation(f"Лікарня {number}") for number in range(RECIPIENTS)]
        self.content_type = ContentType.objects.get_for_model(ConvoyPage)
        self.size = 0
        self._model: projection.Projection | None = None

    def grow_to(self, size: int) -> None:
        """Add convoys until there are `size`, and let the database look at them."""
        # The rule is about single rows, and all of these are right.
        triggers.drop("default")
        for first in range(self.size, size, BATCH):
            self._add(range(first, min(first + BATCH, size)))
        triggers.create("default")
        Page.objects.filter(pk=self.section.pk).update(numchild=size)
        self.size = size
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def _add(self, numbers: range) -> None:
        convoys = [self._convoy(number) for number in numbers]
        pages = [
            Page(**{field.attname: getattr(convoy, field.attname) for field in Page._meta.concrete_fields})
            for convoy in convoys
        ]
        for convoy, page in zip(convoys, Page.objects.bulk_create(pages), strict=True):
            convoy.pk = convoy.page_ptr_id = convoy.id = page.pk
        fields = ConvoyPage._meta.local_concrete_fields
        ConvoyPage._base_manager.all()._insert(convoys, fields=fields, using=connection.alias, raw=True)
        locale = {"locale_id": self.section.locale_id}
        Ledger.objects.bulk_create(Ledger(convoy=convoy, code=convoy.slug[-10:]) for convoy in convoys)
        ConvoyDonor.objects.bulk_create(
            ConvoyDonor(page=convoy, organisation=self.recipients[0], **locale) for convoy in convoys
        )
        Container.objects.bulk_create(
            Container(page=convoy, weight_kg=Decimal(20_000), **locale) for convoy in convoys for _number in range(5)
        )
        lines = CargoLine.objects.bulk_create(
            CargoLine(
                page=convoy,
                kind=CargoKind.values[number % len(CargoKind.values)],
                description=f"Вантаж {number}",
                quantity=Decimal(1000),
                unit="piece",
                weight_kg=Decimal(2500),
                sort_order=number,
                **locale,
            )
            for convoy in convoys
            for number in range(LINES)
        )
        HandOver.objects.bulk_create(
            HandOver(
                convoy_id=line.page_id,
                cargo_line=line,
                recipient=self.recipients[(place + line.sort_order) % RECIPIENTS],
                quantity=Decimal(150),
                date=date(2016, 12, 1),
            )
            for line in lines
            for place in range(HAND_OVERS // LINES)
        )
        self._project(convoys)

    def _convoy(self, number: int) -> ConvoyPage:
        return ConvoyPage(
            start_date=date(YEARS[-1 - number % len(YEARS)], 1, 1) + timedelta(days=number % FEW),
            stage="handing_over",
            title="Конвой",
            draft_title="Конвой",
            slug=f"c-{number}",
            url_path=f"{self.section.url_path}c-{number}/",
            path=Page._get_path(self.section.path, self.section.depth + 1, number + 1),
            depth=self.section.depth + 1,
            content_type=self.content_type,
            locale_id=self.section.locale_id,
            translation_key=uuid4(),
        )

    def _project(self, convoys: list[ConvoyPage]) -> None:
        """Fill the catalogue: what one convoy has there, all have but for their names and dates."""
        if self._model is None:
            self._model = projection.project(ConvoyPage.objects.get(pk=convoys[0].pk))
        entries, facets = [], []
        for convoy in convoys:
            own = {
                "translation_key": convoy.translation_key,
                "url": f"{self.section.url}{convoy.slug}/",
                "sort_date": convoy.start_date,
                "year": convoy.start_date.year,
            }
            entries.append(Entry(page_id=convoy.pk, **{**self._model.row, **own}))
            facets.extend(EntryFacet(entry_id=convoy.pk, name=name, value=value) for name, value in self._model.facets)
        Entry.objects.bulk_create(entries)
        EntryFacet.objects.bulk_create(facets)


def addresses(ledgers: Ledgers) -> Iterator[tuple[str, str]]:
    convoy = ConvoyPage.objects.order_by("pk").first()
    url = ledgers.section.url
    yield "ledger", reverse("convoy_ledger", args=[convoy.pk])
    yield "page", f"{url}{convoy.slug}/"
    yield "donor page", reverse("convoy_code", args=[convoy.ledger.code])
    yield "listing with two facets", f"{url}?cargo=food&year=2016"
    yield "totals of all years", f"{url}totals/"
    yield "totals of a year", f"{url}totals/2016/"
    yield "statistics", f"{url}statistics/2016/"
    yield "admin list", reverse("partnerships_convoypage:index")


def test_two_thousand_ledgers_cost_the_queries_of_fifty_and_at_most_twice_their_time(
    client: Client, record_property: Any
) -> None:
    client.force_login(get_user_model().objects.create_superuser("admin", password="x"))
    ledgers = Ledgers()
    ledgers.grow_to(FEW)
    assert projection.differences() == []
    few = {name: measure(client, url) for name, url in addresses(ledgers)}

    ledgers.grow_to(MANY)
    many = {name: measure(client, url) for name, url in addresses(ledgers)}

    for name, (queries, seconds) in many.items():
        print(f"{name}: {queries} queries, {few[name][1] * 1000:.0f} ms at {FEW}, {seconds * 1000:.0f} ms at {MANY}")
    assert {name: queries for name, (queries, _time) in many.items()} == {
        name: queries for name, (queries, _time) in few.items()
    }
    slower = {name: many[name][1] / few[name][1] for name in few}
    record_property("ratios", {name: round(ratio, 2) for name, ratio in slower.items()})
    assert {name: ratio for name, ratio in slower.items() if ratio > 2} == {}
