"""Partners by the hundred with all that is done with them: the queries of fifty, and at most twice their time."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms_site.core.catalog import projection
from cms_site.core.catalog.models import Entry, EntryFacet
from tests.benchmarks.measuring import measure
from tests.factories.core import make_site
from tests.factories.delegations import make_delegation_index, make_visit
from tests.factories.partnerships import (
    make_agreement,
    make_agreement_index,
    make_convoy,
    make_convoy_index,
    make_partnership,
    make_partnership_index,
)

pytestmark = pytest.mark.django_db

FEW, MANY = 50, 500
# So many agreements, visits and convoys there are with each partner.
EACH = 6
COUNTRIES = ["PL", "DE", "SK", "BG", "FR", "LT", "CZ", "RO"]


class World:
    """Sections filled in bulk with what saving each page would have stored; all pages of a type are like the first."""

    def __init__(self) -> None:
        home = make_site()
        sections = [make(home) for make in (make_partnership_index, make_agreement_index, make_delegation_index)]
        self.partner = make_partnership(sections[0], latitude="51.2465", longitude="22.5684")
        end = timezone.localdate() + timedelta(days=300)
        agreement = make_agreement(sections[1], partner=self.partner, valid_from=date(2010, 1, 1), valid_to=end)
        visit = make_visit(sections[2], partner=self.partner)
        convoy = make_convoy(make_convoy_index(home), agreement=agreement)
        self.kinds = [agreement, visit, convoy]
        self.projections = {page.pk: projection.project(page) for page in (self.partner, *self.kinds)}
        self.size = 1
        self._numbers = count(1)
        self._relate([self.partner])

    def grow_to(self, size: int) -> None:
        """Add partners with what belongs to them until there are `size`, and let the database look at them."""
        numbers = range(self.size, size)
        self._relate(self._copies(self.partner, [self._place(number) for number in numbers]))
        self.size = size
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def _place(self, number: int) -> dict[str, Any]:
        return {
            "country": COUNTRIES[number % len(COUNTRIES)],
            "latitude": f"{44 + number * 7 % 130 / 10:.4f}",
            "longitude": f"{number * 13 % 300 / 10:.4f}",
        }

    def _relate(self, partners: list[Any]) -> None:
        """Give each partner its agreements, visits and convoys."""
        agreement, visit, convoy = self.kinds
        dates = [date(2010 + step, 3, 1) for step in range(EACH)]
        owned = [{"partner": partner, "start_date": day} for partner in partners for day in dates]
        made = self._copies(agreement, owned)
        self._copies(visit, owned)
        self._copies(convoy, [{"agreement": page, "start_date": page.start_date} for page in made])

    def _copies(self, model: Any, changes: list[dict[str, Any]]) -> list[Any]:
        """A page like `model` for each of `changes`, with its entry in the catalogue."""
        section = Page.objects.get(pk=model.get_parent().pk)
        pages = [self._copy(section, model, change) for change in changes]
        names = [field.attname for field in Page._meta.concrete_fields]
        rows = Page.objects.bulk_create([Page(**{n: getattr(page, n) for n in names}) for page in pages], 500)
        for page, row in zip(pages, rows, strict=True):
            page.pk = page.page_ptr_id = page.id = row.pk
        fields = type(model)._meta.local_concrete_fields
        for first in range(0, len(pages), 500):
            batch = pages[first : first + 500]
            type(model)._base_manager.all()._insert(batch, fields=fields, using=connection.alias, raw=True)
        Page.objects.filter(pk=section.pk).update(numchild=Page.objects.child_of(section).count())
        self._project(section, model, pages)
        return pages

    def _copy(self, section: Page, model: Any, change: dict[str, Any]) -> Any:
        number = next(self._numbers)
        values = {field.name: getattr(model, field.name) for field in type(model)._meta.concrete_fields}
        own = {
            "id": None,
            "page_ptr": None,
            "title": f"{model.title} {number}",
            "draft_title": f"{model.title} {number}",
            "slug": f"copy-{number}",
            "url_path": f"{section.url_path}copy-{number}/",
            "path": Page._get_path(section.path, section.depth + 1, 1000 + number),
            "translation_key": uuid4(),
        }
        return type(model)(**{**values, **own, **change})

    def _project(self, section: Page, model: Any, pages: list[Any]) -> None:
        known = self.projections[model.pk]
        entries, facets = [], []
        for page in pages:
            row = {**known.row, "translation_key": page.translation_key, "url": f"{section.url}{page.slug}/"}
            row |= {"title": page.title, "sort_date": page.start_date}
            entries.append(Entry(page_id=page.pk, **row))
            own = {name: getattr(page, name, None) for name in ("partner", "agreement")}
            keys = {name: str(related.translation_key) for name, related in own.items() if related}
            named = {
                **dict(known.facets),
                **keys,
                **({"country": str(page.country)} if hasattr(page, "country") else {}),
            }
            facets += [EntryFacet(entry_id=page.pk, name=name, value=value) for name, value in named.items()]
        Entry.objects.bulk_create(entries, 500)
        EntryFacet.objects.bulk_create(facets, 500)


def addresses(world: World) -> Iterator[tuple[str, str]]:
    yield "dossier", world.partner.url
    yield "index with map", "/partnerships/"
    yield "index with map and filters", "/partnerships/?country=PL&kind=sister_city"
    yield "admin list", reverse("partnerships_partnershippage:index")


def test_five_hundred_partners_cost_the_queries_of_fifty_and_at_most_twice_their_time(client: Client) -> None:
    client.force_login(get_user_model().objects.create_superuser("admin", password="x"))
    world = World()
    world.grow_to(FEW)
    few = {name: measure(client, url) for name, url in addresses(world)}
    said = client.get(world.partner.url).context["dossier"]
    assert (len(said.in_force), said.timeline.total) == (EACH + 1, 3 * EACH + 3)

    world.grow_to(MANY)
    many = {name: measure(client, url) for name, url in addresses(world)}

    print({name: (few[name], many[name], round(many[name][1] / few[name][1], 2)) for name in few})
    assert {name: queries for name, (queries, _time) in many.items()} == {
        name: queries for name, (queries, _time) in few.items()
    }
    slower = {name: many[name][1] / few[name][1] for name in few}
    assert {name: ratio for name, ratio in slower.items() if ratio > 2} == {}
